//! Packing loses nothing: what comes out of the catalogue is the text that went in, byte by byte.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use iamwhy_catalog::{Catalog, Key, Service};

/// The file of a service, written again.
fn written(service: Service<'_>) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(out, "service {} {}", service.prefix(), service.name())?;
    for key in service.keys() {
        let many = if key.is_multivalued() { "ArrayOf" } else { "" };
        writeln!(out, "key {} {many}{}", key.name(), key.value_type().word())?;
    }
    for one in service.resource_types() {
        let arns: Vec<_> = one.arns().collect();
        writeln!(out, "type {} {}", one.name().replace(' ', "%20"), arns.join(" "))?;
        keys(&mut out, "  keys", one.keys())?;
    }
    for action in service.actions() {
        let level = action.access().word().replace(' ', "-");
        writeln!(out, "action {} {level}", action.name())?;
        keys(&mut out, "  keys", action.own_keys())?;
        for on in action.on() {
            let required = if on.required() { "!" } else { "" };
            let name = on.resource_type().name().replace(' ', "%20");
            let begin = format!("  on{required} {name}");
            if on.keys().next().is_none() {
                writeln!(out, "{begin}")?;
            }
            keys(&mut out, &begin, on.keys())?;
        }
        let needs: Vec<_> = action.dependent_actions().map(|one| one.to_string()).collect();
        if !needs.is_empty() {
            writeln!(out, "  needs {}", needs.join(" "))?;
        }
    }
    Ok(out)
}

/// Nothing where there are none.
fn keys<'c>(out: &mut String, begin: &str, keys: impl Iterator<Item = Key<'c>>) -> std::fmt::Result {
    let names: Vec<_> = keys.map(|key| key.name()).collect();
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "{begin} {}", names.join(" "))
}

#[test]
fn every_service_comes_out_as_it_went_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/services");
    let mut seen = 0;
    for service in Catalog::embedded().services() {
        let path = folder.join(format!("{}.txt", service.prefix()));
        let text = fs::read_to_string(&path).unwrap();
        let again = written(service).unwrap();
        let first = text.lines().zip(again.lines()).find(|(one, other)| one != other);
        assert_eq!(first, None, "{}", path.display());
        assert_eq!(text, again, "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, fs::read_dir(&folder).unwrap().count());
}

#[test]
fn every_action_and_key_has_its_line_of_description() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/descriptions");
    let mut silent = Vec::new();
    for service in Catalog::embedded().services() {
        let text = fs::read_to_string(folder.join(format!("{}.txt", service.prefix()))).unwrap();
        let said = iamwhy_catalog::Descriptions::read(&text);
        silent.extend(
            service
                .actions()
                .filter(|one| said.action(one.name()).is_none())
                .map(|one| one.to_string()),
        );
        silent.extend(
            service
                .keys()
                .filter(|one| said.key(one.name()).is_none())
                .map(|one| one.to_string()),
        );
    }
    assert!(silent.len() < 40, "{} without a word: {silent:?}", silent.len());
}
