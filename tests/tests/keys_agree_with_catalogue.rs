//! What the evaluator knows of condition keys, and what AWS's reference says of them: two tables by two ways.

use iamwhy_catalog::{Catalog, KeyType as Listed};
use iamwhy_engine::{Cardinality, KeyType, global_keys};

#[test]
fn keys_have_the_type_and_the_number_of_values_that_aws_lists() {
    let catalog = Catalog::embedded();
    let mut different = Vec::new();
    for info in global_keys() {
        let name = match info.name.ends_with(['/', ':']) {
            true => format!("{}team", info.name),
            false => info.name.to_owned(),
        };
        let Some(key) = catalog.key(&name) else {
            different.push(format!("{name}: not in the catalogue"));
            continue;
        };
        let many = info.cardinality == Cardinality::Multi;
        if many != key.is_multivalued() {
            different.push(format!(
                "{name}: engine several values {many}, catalogue {}",
                key.is_multivalued()
            ));
        }
        let same = match key.value_type() {
            Listed::String | Listed::Binary => info.kind == KeyType::Text,
            Listed::Arn => matches!(info.kind, KeyType::Arn | KeyType::Text),
            Listed::Bool => info.kind == KeyType::Boolean,
            Listed::Numeric => info.kind == KeyType::Number,
            Listed::Date | Listed::DateOrNumeric => info.kind == KeyType::Date,
            Listed::IpAddress => info.kind == KeyType::Ip,
        };
        if !same {
            different.push(format!(
                "{name}: engine {:?}, catalogue {}",
                info.kind,
                key.value_type().word()
            ));
        }
    }
    assert_eq!(different, [""; 0]);
}
