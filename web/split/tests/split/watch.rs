//! A watched module says which of its functions run.

use iamwhy_split::watched;
use wasmi::{Caller, Engine, Linker, Module, Store};

const MODULE: &str = r#"(module
    (import "page" "told" (func $told (param i32)))
    (table 2 funcref)
    (elem (i32.const 1) $inner)
    (func $inner (result i32) (i32.const 7))
    (func $never (result i32) (i32.const 8))
    (func $outer (export "outer") (param i32) (result i32)
        (call $told (i32.const -1))
        (if (result i32) (local.get 0)
            (then (call_indirect (result i32) (i32.const 1)))
            (else (call $never)))))"#;

#[test]
fn every_function_that_runs_is_told_with_its_number() {
    let engine = Engine::default();
    let bytes = watched(&wat::parse_str(MODULE).unwrap()).unwrap();
    let module = Module::new(&engine, &bytes).unwrap();
    let mut linker: Linker<Vec<i32>> = Linker::new(&engine);
    let tell = |mut caller: Caller<'_, Vec<i32>>, what: i32| caller.data_mut().push(what);
    linker.func_wrap("page", "told", tell).unwrap();
    linker.func_wrap("watch", "ran", tell).unwrap();
    let mut store = Store::new(&engine, Vec::new());
    let own = linker.instantiate_and_start(&mut store, &module).unwrap();
    let outer = own.get_typed_func::<i32, i32>(&store, "outer").unwrap();
    assert_eq!(outer.call(&mut store, 1).unwrap(), 7);
    // The numbers are those of the module as it was.
    assert_eq!(store.data(), &[3, -1, 1]);
}
