//! Random scenarios out of few words, so that what policies say and what requests ask collide often.

mod buckets;
mod callers;
mod cases;
mod conditions;
mod dice;
mod documents;
mod doors;
mod focus;
mod keys;
mod locks;
mod odd;
mod rare;
mod shrink;
mod unseen;
mod unsound;
mod values;
mod world;

pub use dice::Dice;
pub use shrink::shrink;
pub use unseen::{Riddle, riddle};

use serde_json::{Map, Value, json};

/// The scenario of a seed: valid, with 20 to 60 cases and without expectations.
pub fn scenario(seed: u64) -> Value {
    let dice = &mut Dice::new(seed);
    let title = format!("Generated from seed {seed}.");
    match seed % 6 {
        1 => return buckets::scenario(dice, &title),
        2 => return focus::scenario(dice, &title),
        4 => return doors::scenario(dice, &title),
        _ => {}
    }
    let mut scenario = json!({ "scenario": 1, "title": title });
    scenario["policies"] = Value::Object(named_policies(dice));
    if dice.chance(60) {
        scenario["organization"] = world::organization(dice);
    }
    scenario["accounts"] = world::accounts(dice);
    scenario["principals"] = world::principals(dice);
    scenario["resources"] = world::resources(dice);
    scenario["endpoints"] = world::endpoints(dice);
    scenario["context"] = cases::defaults(dice);
    rare::decorate(dice, &mut scenario);
    if dice.chance(25) {
        scenario["assume"] = assume(dice);
    }
    let count = 20 + dice.below(41);
    scenario["cases"] = (0..count).map(|_| cases::case(dice)).collect();
    scenario
}

/// Policies that several places share by name.
fn named_policies(dice: &mut Dice) -> Map<String, Value> {
    let mut policies = Map::new();
    for name in documents::SHARED {
        let policy = documents::document(dice, documents::Place::Identity);
        policies.insert(name.to_owned(), policy);
    }
    policies
}

/// One or two readings other than the default.
fn assume(dice: &mut Dice) -> Value {
    const WORDS: [(&str, &[&str]); 34] = [
        ("UND-1", &["anyValue", "neverMatches"]),
        ("UND-2", &["ordinary"]),
        ("UND-3", &["literal"]),
        ("UND-4", &["statementVoid"]),
        ("UND-5", &["emptyKept"]),
        ("UND-6", &["wildcard"]),
        ("UND-7", &["year"]),
        ("UND-8", &["false"]),
        ("UND-9", &["nothing"]),
        ("UND-10", &["alwaysTrue"]),
        ("UND-11", &["either"]),
        ("UND-13", &["star"]),
        ("UND-14", &["anyLevel", "roleAndAccount"]),
        ("UND-15", &["limited"]),
        ("UND-16", &["parentOnly"]),
        ("UND-17", &["intersection"]),
        ("UND-18", &["capped"]),
        ("UND-19", &["fromInput"]),
        ("UND-20", &["serviceAddress"]),
        ("UND-22", &["canonical"]),
        ("UND-23", &["present"]),
        ("UND-24", &["matchesNobody"]),
        ("UND-26", &["asIPv4"]),
        ("UND-27", &["anyCase"]),
        ("UND-28", &["insensitive"]),
        ("UND-30", &["ascii"]),
        ("UND-31", &["segments"]),
        ("UND-32", &["substituted"]),
        ("UND-33", &["lastWins"]),
        ("UND-34", &["account"]),
        ("UND-35", &["never"]),
        ("UND-37", &["both"]),
        ("UND-38", &["limited"]),
        ("UND-39", &["none"]),
    ];
    let mut chosen = json!({});
    for _ in 0..=dice.below(2) {
        let (id, words) = dice.pick(&WORDS);
        chosen[id] = json!(dice.pick(words));
    }
    chosen
}
