//! Functions that are alike stand side by side, and are called as before.

use std::fmt::Write;

use iamwhy_split::ordered;
use wasmparser::{Parser, Payload};

/// The bodies of a module's functions, and the numbers of those that it exports.
fn bodies(bytes: &[u8]) -> (Vec<Vec<u8>>, Vec<(String, u32)>) {
    let (mut bodies, mut exports) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.unwrap() {
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
            Payload::ExportSection(section) => {
                exports.extend(
                    section
                        .into_iter()
                        .map(Result::unwrap)
                        .map(|own| (own.name.to_owned(), own.index)),
                );
            }
            _ => {}
        }
    }
    (bodies, exports)
}

/// Functions of three kinds in turn, which differ within a kind by one number at their end.
fn mixed() -> Vec<u8> {
    let mut text = "(module (memory 1)".to_owned();
    for at in 0..30 {
        let own = ["i32.mul", "i32.xor", "i32.rotl"][at % 3];
        let steps = format!(
            "(i32.store (local.get 0) ({own} (i32.load (local.get 0)) (i32.const {})))",
            at % 3 + 70
        );
        write!(
            text,
            "(func (export \"f{at}\") (param i32) {} (i32.store (i32.const {at}) (i32.const 7)))",
            steps.repeat(9)
        )
        .unwrap();
    }
    wat::parse_str(text + ")").unwrap()
}

#[test]
fn what_is_alike_stands_together() {
    let (before, names) = bodies(&mixed());
    let (after, renamed) = bodies(&ordered(&mixed()).unwrap());
    let kind = |number: usize| number % 3;
    let place = |body: &Vec<u8>| before.iter().position(|own| own == body).unwrap();
    let kinds: Vec<usize> = after.iter().map(|body| kind(place(body))).collect();
    let changes = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert_eq!(changes, 2, "{kinds:?}");
    for ((name, old), (same, new)) in names.iter().zip(&renamed) {
        assert_eq!((name, &before[*old as usize]), (same, &after[*new as usize]));
    }
}

#[test]
fn nothing_is_lost_and_it_is_the_same_again() {
    let once = ordered(&mixed()).unwrap();
    let (mut before, mut after) = (bodies(&mixed()).0, bodies(&once).0);
    before.sort();
    after.sort();
    assert_eq!(before, after);
    assert_eq!(ordered(&mixed()).unwrap(), once);
    assert!(ordered(b"nothing").is_err());
    assert!(ordered(&wat::parse_str("(module)").unwrap()).is_ok());
}
