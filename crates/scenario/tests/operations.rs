//! The table of operations is well formed.

use iamwhy_scenario::operations::{From, On, find, list};

#[test]
fn names_are_unique_and_found() {
    assert!(list().len() >= 120, "{}", list().len());
    for pair in list().windows(2) {
        assert!(pair[0].name < pair[1].name, "{} and {}", pair[0].name, pair[1].name);
    }
    for row in list() {
        assert!(find(row.name).is_some_and(|found| found.name == row.name));
    }
    assert!(find("s3:Nothing").is_none());
}

#[test]
fn every_slot_is_used_and_every_use_is_a_slot() {
    for row in list() {
        let mut used: Vec<&str> = Vec::new();
        for ask in row.asks {
            match ask.on {
                On::Nothing => {}
                On::Slot(slot) | On::TreeOf(slot) | On::StreamsOf(slot) => used.push(slot),
                On::KeyOf(slot) => used.extend([slot, "key"]),
            }
            used.extend(ask.sets.iter().filter_map(|set| match set.from {
                From::Slot(slot) => Some(slot),
                _ => None,
            }));
            let (service, action) = ask.action.split_once(':').unwrap();
            assert!(!service.is_empty() && !action.is_empty());
        }
        for slot in row.slots {
            assert!(
                used.contains(&slot.name),
                "{}: slot {} is not used",
                row.name,
                slot.name
            );
        }
        for slot in used.into_iter().filter(|slot| *slot != "key") {
            // Context of a slot that this operation lacks is simply not set.
            let set_only = row.asks.iter().all(
                |ask| !matches!(ask.on, On::Slot(s) | On::TreeOf(s) | On::StreamsOf(s) | On::KeyOf(s) if s == slot),
            );
            assert!(
                set_only || row.slots.iter().any(|s| s.name == slot),
                "{}: no slot {slot}",
                row.name
            );
        }
    }
}
