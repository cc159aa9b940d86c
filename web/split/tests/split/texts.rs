//! Texts that go with the rest.

use iamwhy_split::divided;

use super::pairs::Pair;

/// A text at 1024 of 28 bytes, with two others around it; `reads` is what the function that stays does, and `word` is
/// somewhere else in the memory.
fn module(reads: &str, word: u32) -> String {
    let [a, b, c, d] = word.to_le_bytes();
    format!(
        r##"(module
            (import "page" "told" (func (param i32)))
            (table 1 funcref)
            (memory 1)
            (data (i32.const 1020) "abcd#[waits 00000028]\0amore text!wxyz")
            (data (i32.const 2000) "\{a:02x}\{b:02x}\{c:02x}\{d:02x}")
            (func (export "reads") (result i32) {reads})
            (func (export "rest") (param i32) (result i32) (i32.load8_u (i32.add (local.get 0) (i32.const 1024)))))"##
    )
}

fn waits(text: &str) -> usize {
    divided(&wat::parse_str(text).unwrap(), &[1].into()).unwrap().waits
}

#[test]
fn a_text_goes_with_the_rest_and_what_is_around_it_stays() {
    let text = module(
        "(i32.add (i32.load (i32.const 1020)) (i32.load offset=1000 (i32.const 52)))",
        7,
    );
    assert_eq!(waits(&text), 28);
    let (mut whole, mut parts) = (Pair::whole(&text), Pair::divided(&text, &[1].into()));
    assert_eq!(parts.call("reads", &[]), whole.call("reads", &[]));
    assert_eq!(parts.page().loads, 0);
    for at in 0..32 {
        assert_eq!(parts.call("rest", &[at]), whole.call("rest", &[at]), "{at}");
    }
    assert_eq!(parts.call("rest", &[27]), Ok(vec![i32::from(b'!')]));
}

#[test]
fn a_text_that_somebody_who_stays_could_read_stays_too() {
    assert_eq!(waits(&module("(i32.const 1024)", 7)), 0);
    assert_eq!(waits(&module("(i32.const 1040)", 7)), 0);
    assert_eq!(waits(&module("(i32.const 1052)", 7)), 0);
    assert_eq!(waits(&module("(i32.const 1053)", 7)), 28);
    assert_eq!(waits(&module("(i32.const 1023)", 7)), 0);
    assert_eq!(waits(&module("(i32.const 1022)", 7)), 28);
    // 1024 and 28 in one number, in this order and in the other.
    assert_eq!(waits(&module("(i32.wrap_i64 (i64.const 0x1c00000400))", 7)), 0);
    assert_eq!(waits(&module("(i32.wrap_i64 (i64.const 0x1c00000000))", 7)), 28);
    assert_eq!(waits(&module("(i32.wrap_i64 (i64.const 0x4000000001c))", 7)), 0);
    assert_eq!(waits(&module("(i32.load8_u offset=1030 (i32.const 0))", 7)), 0);
    assert_eq!(waits(&module("(i32.const 0)", 1050)), 0);
    let mut parts = Pair::divided(&module("(i32.load8_u (i32.const 1045))", 7), &[1].into());
    assert_eq!(parts.call("reads", &[]), Ok(vec![i32::from(b'e')]));
    assert_eq!(parts.page().loads, 0);
}

#[test]
fn a_text_that_does_not_say_how_long_it_is_is_an_error() {
    for text in ["#[waits 28]", "#[waits 99999999] too long", "#[waits "] {
        let text = format!(r#"(module (table 1 funcref) (memory 1) (data (i32.const 8) "{text}"))"#);
        let error = divided(&wat::parse_str(&text).unwrap(), &[].into())
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("place 8 of the memory"), "{error}");
    }
}
