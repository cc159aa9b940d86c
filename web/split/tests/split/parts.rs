//! However a module is divided, it does what it did.

use std::collections::BTreeSet;

use super::pairs::Pair;

/// Numbers: 0 comes from outside, then `add` 1, `double` 2, `fib` 3, `pick` 4, `say` 5, `two` 6, `stop` 7, `main` 8.
const MODULE: &str = r#"(module
    (import "page" "told" (func $told (param i32)))
    (type $one (func (param i32) (result i32)))
    (table 4 8 funcref)
    (memory (export "memory") 1)
    (global $calls (mut i32) (i32.const 0))
    (elem (i32.const 1) $double $fib)
    (data (i32.const 16) "\2a\00\00\00")
    (func $add (param i32 i32) (result i32)
        (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
        (i32.add (local.get 0) (local.get 1)))
    (func $double (type $one) (call $add (local.get 0) (local.get 0)))
    (func $fib (type $one)
        (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
            (then (local.get 0))
            (else (call $add
                (call $fib (i32.sub (local.get 0) (i32.const 1)))
                (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
    (func $pick (param i32 i32) (result i32) (call_indirect (type $one) (local.get 1) (local.get 0)))
    (func $say (param i32) (call $told (local.get 0)) (i32.store (i32.const 16) (local.get 0)))
    (func $two (result i32 i32) (i32.load (i32.const 16)) (global.get $calls))
    (func $stop (unreachable))
    (func $main (export "main") (param i32) (result i32 i32)
        (call $say (call $pick (i32.const 1) (local.get 0)))
        (call $say (call $pick (i32.const 2) (local.get 0)))
        (call $two))
    (export "fib" (func $fib))
    (export "say" (func $say))
    (export "stop" (func $stop))
    (export "told" (func $told)))"#;

const FUNCTIONS: u32 = 8;

/// Everything that can be seen of it.
fn seen(pair: &mut Pair) -> Vec<Result<Vec<i32>, String>> {
    let mut found: Vec<_> = [0, 1, 7, 11].map(|number| pair.call("main", &[number])).into();
    found.push(pair.call("fib", &[9]));
    found.push(pair.call("say", &[-1]));
    found.push(pair.call("told", &[-2]));
    found.push(pair.call("stop", &[]));
    found.push(pair.call("main", &[2]));
    found.push(Ok(pair.page().told.clone()));
    found
}

#[test]
fn every_division_does_what_the_whole_does() {
    let whole = seen(&mut Pair::whole(MODULE));
    assert!(
        whole.iter().flatten().flatten().any(|number| *number == 34),
        "{whole:?}"
    );
    assert!(whole[7].is_err());
    for set in 0_u32..1 << FUNCTIONS {
        let stays: BTreeSet<u32> = (1..=FUNCTIONS).filter(|number| set >> (number - 1) & 1 == 1).collect();
        let mut asked = Pair::divided(MODULE, &stays);
        assert_eq!(seen(&mut asked), whole, "{stays:?}");
        assert_eq!(
            asked.page().loads,
            usize::from(stays.len() < FUNCTIONS as usize),
            "{stays:?}"
        );
        let mut ready = Pair::divided(MODULE, &stays);
        ready.load();
        assert_eq!(seen(&mut ready), whole, "{stays:?}");
        assert_eq!(ready.page().loads, 0, "{stays:?}");
    }
}

#[test]
fn in_order_it_does_what_it_did() {
    assert_eq!(seen(&mut Pair::ordered(MODULE)), seen(&mut Pair::whole(MODULE)));
}

#[test]
fn the_rest_is_asked_for_when_it_is_needed_and_not_before() {
    // Without `fib`, which stands in the table.
    let mut pair = Pair::divided(MODULE, &[1, 2, 4, 5, 6, 7, 8].into());
    pair.call("say", &[3]).unwrap();
    assert_eq!(pair.page().loads, 0);
    assert_eq!(pair.call("fib", &[10]), Ok(vec![55]));
    assert_eq!(pair.page().loads, 1);
    assert_eq!(pair.call("main", &[10]).map(|given| given[0]), Ok(55));
    assert_eq!(pair.page().loads, 1);
}

#[test]
fn what_starts_by_itself_may_be_in_the_rest() {
    // The page has the first part's exports when it has started, as with wasm-bindgen.
    let text = r#"(module
        (import "page" "told" (func (param i32)))
        (table 1 funcref)
        (memory 1)
        (func (call 0 (i32.const 5)))
        (func (export "start") (call 1)))"#;
    let mut pair = Pair::divided(text, &[].into());
    pair.call("start", &[]).unwrap();
    assert_eq!(pair.page().told, [5]);
}
