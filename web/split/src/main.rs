//! `split order IN OUT`, `split watch IN OUT` and `split divide IN NUMBERS FIRST REST`.

use std::fs;
use std::process::ExitCode;

use iamwhy_split::{SplitError, divided, ordered, watched};

const USAGE: &str = "usage: split order MODULE ORDERED
       split watch MODULE WATCHED
       split divide MODULE NUMBERS FIRST REST

NUMBERS is a file with the numbers of the functions that stay in FIRST, one a line, as WATCHED called `watch.ran` with them.";

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program speaks to its caller"
)]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["order", module, into] => remake(module, into, ordered),
        ["watch", module, into] => remake(module, into, watched),
        ["divide", module, numbers, first, rest] => divide(module, numbers, first, rest),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn remake(module: &str, into: &str, made: fn(&[u8]) -> Result<Vec<u8>, SplitError>) -> Result<String, String> {
    let bytes = fs::read(module).map_err(|error| format!("`{module}`: {error}"))?;
    let out = made(&bytes).map_err(|error| format!("`{module}`: {error}"))?;
    fs::write(into, out).map_err(|error| format!("`{into}`: {error}"))?;
    Ok(into.to_owned())
}

fn divide(module: &str, numbers: &str, first: &str, rest: &str) -> Result<String, String> {
    let bytes = fs::read(module).map_err(|error| format!("`{module}`: {error}"))?;
    let text = fs::read_to_string(numbers).map_err(|error| format!("`{numbers}`: {error}"))?;
    let stays = text.split_whitespace().map(|word| {
        word.parse()
            .map_err(|_| format!("`{numbers}`: `{word}` is not a number"))
    });
    let out = divided(&bytes, &stays.collect::<Result<_, _>>()?).map_err(|error| format!("`{module}`: {error}"))?;
    fs::write(first, out.first).map_err(|error| format!("`{first}`: {error}"))?;
    fs::write(rest, out.rest).map_err(|error| format!("`{rest}`: {error}"))?;
    let (stay, go) = out.functions;
    Ok(format!(
        "{stay} functions stay, {go} go, with {} bytes of texts",
        out.waits
    ))
}
