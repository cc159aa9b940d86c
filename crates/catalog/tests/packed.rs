//! The packed catalogue: small enough, and read from any bytes without harm.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use iamwhy_catalog::{Catalog, Unreadable};
use proptest::prelude::*;

/// What a browser may load for names, types, patterns and keys.
const BUDGET: usize = 200_000;

#[test]
fn is_within_its_budget() {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(Catalog::packed()).unwrap();
    let size = packer.finish().unwrap().len();
    println!("{} bytes, {size} with gzip", Catalog::packed().len());
    assert!(size <= BUDGET, "{size} bytes with gzip, {BUDGET} are allowed");
}

#[test]
fn every_beginning_is_damaged() {
    let whole = Catalog::packed();
    for length in (0..whole.len()).step_by(997) {
        assert!(Catalog::read(&whole[..length]).is_err(), "{length}");
    }
    let longer = [whole, b"x"].concat();
    assert!(matches!(Catalog::read(&longer), Err(Unreadable::Damaged(_))));
    assert_eq!(Catalog::read(b"").unwrap_err(), Unreadable::NotACatalogue);
}

/// Asks everything once.
fn walk(catalog: &Catalog) -> usize {
    let mut seen = catalog.source().len() + catalog.date().len();
    for service in catalog.services() {
        seen += service.name().len() + service.prefix().len();
        seen += service
            .resource_types()
            .map(|one| one.arns().count() + one.keys().count() + one.name().len())
            .sum::<usize>();
        seen += service
            .keys()
            .map(|key| key.name().len() + usize::from(key.is_multivalued()))
            .sum::<usize>();
    }
    for action in catalog.actions().take(300) {
        seen += action.to_string().len() + action.keys().len() + action.on().count();
        seen += action.dependent_actions().map(|one| one.name().len()).sum::<usize>();
        seen += usize::from(action.access() as u8);
    }
    seen += catalog.expand("*:Get*").count() + catalog.keys().count() + catalog.complete("s").count();
    seen + usize::from(catalog.action("s3:GetObject").is_some()) + usize::from(catalog.key("s3:x/y").is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn one_changed_byte_does_no_harm(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = Catalog::packed().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(catalog) = Catalog::read(&bytes) {
            prop_assert!(walk(&catalog) > 0);
        }
    }

    #[test]
    fn any_bytes_do_no_harm(rest in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [b"iamwhy-catalogue-1\n".as_slice(), &rest].concat();
        if let Ok(catalog) = Catalog::read(&bytes) {
            walk(&catalog);
        }
        prop_assert!(Catalog::read(&rest).is_err());
    }
}
