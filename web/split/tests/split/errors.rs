//! What is no module, or one that Rust would not make, is refused in words.

use iamwhy_split::{divided, watched};

fn refused(text: &str) -> String {
    divided(&wat::parse_str(text).unwrap(), &[1].into())
        .err()
        .unwrap()
        .to_string()
}

#[test]
fn what_is_no_module_is_said_to_be_none() {
    let whole = wat::parse_str("(module (table 1 funcref) (func (export \"a\") (drop (i32.const 1))))").unwrap();
    for end in 0..whole.len() {
        // A module may end where its sections do.
        if let Err(error) = divided(&whole[..end], &[].into()) {
            assert!(
                error.to_string().starts_with("not a module: ") || error.to_string().starts_with("no table"),
                "{error}"
            );
        }
        if let Err(error) = watched(&whole[..end]) {
            assert!(error.to_string().starts_with("not a module: "), "{error}");
        }
    }
    assert!(divided(b"nothing", &[].into()).is_err());
}

#[test]
fn what_we_do_not_divide_is_named() {
    assert!(refused("(module (func))").starts_with("no table: "));
    assert!(
        refused("(module (import \"a\" \"b\" (memory 1)) (table 1 funcref))")
            .starts_with("an import that is not a function: ")
    );
    let named = "(module (table 1 funcref) (func) (func (drop (ref.func 0))) (export \"a\" (func 0)))";
    assert!(refused(named).starts_with("a function that is named without being called: "));
    let declared = "(module (table 1 funcref) (func) (elem declare func 0))";
    assert!(refused(declared).starts_with("a list of functions that is not written into the first table: "));
    let refuses = |text: &str, why: &str| assert!(refused(text).starts_with(why), "{}", refused(text));
    refuses(
        "(module (table 1 funcref) (func) (global funcref (ref.func 0)))",
        "a global that is a function: ",
    );
    refuses(
        "(module (func) (table 1 funcref (ref.func 0)))",
        "a table that is full from the start: ",
    );
    refuses(
        "(module (table 1 funcref) (func) (elem (i32.const 0) 0) (elem (i32.const 0) 0))",
        "a place in the table that is written twice: ",
    );
    refuses(
        "(module (table 1 funcref) (memory 1) (data \"a\") (func (data.drop 0)))",
        "data or a list of functions that is used at run time: ",
    );
    let computed =
        "(module (import \"a\" \"b\" (func)) (table 1 funcref) (elem (i32.const 0) funcref (ref.null func)))";
    assert!(refused(computed).starts_with("a table whose functions are computed: "));
    let tail = "(module (table 1 funcref) (func) (func (return_call 0)))";
    assert!(refused(tail).starts_with("a function that is named without being called: "));
    let passive = "(module (table 1 funcref) (memory 1) (data \"a\"))";
    assert!(refused(passive).starts_with("data that is not written at the start: "));
}

#[test]
fn numbers_that_the_module_does_not_have_change_nothing() {
    let bytes = wat::parse_str("(module (table 1 funcref) (func (export \"a\")))").unwrap();
    let parts = divided(&bytes, &[0, 7, u32::MAX].into()).unwrap();
    assert_eq!(parts.functions, (1, 0));
}
