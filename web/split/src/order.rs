//! The same functions in another order, in which they pack better.
//!
//! What packs a module for its way finds again only what stands less than some thirty thousand bytes before. So functions that
//! are alike, such as two copies of one for two types, are put side by side.

use std::collections::{HashMap, VecDeque};

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{CodeSection, StartSection, TableSection};
use wasmparser::Validator;

use crate::SplitError;
use crate::module::{Module, Renumbered, function_section};
use crate::watch::number;

/// So many bytes in a row are a piece that two functions may share.
const PIECE: usize = 6;
/// A piece that more functions have says nothing about any of them.
const COMMON: usize = 100;
/// How many bytes of functions before are looked at.
const NEAR: usize = 16_000;

/// The same module, without its names and notes. It grows with the square of the number of functions, which are some thousands.
pub fn ordered(bytes: &[u8]) -> Result<Vec<u8>, SplitError> {
    let module = Module::read(bytes)?;
    let imported = module.imported();
    let bodies: Vec<&[u8]> = module.bodies.iter().map(|body| body.as_bytes()).collect();
    let order = side_by_side(&bodies);
    let mut numbers: Vec<u32> = (0..module.functions.len()).map(number).collect();
    for (old, new) in order.iter().zip(imported..) {
        numbers[imported + old] = number(new);
    }
    let mut renumbered = Renumbered(numbers);
    let kinds = order.iter().map(|old| module.functions[imported + old]);
    let mut tables = TableSection::new();
    for table in &module.tables {
        tables.table(renumbered.table_type(table.ty)?);
    }
    let mut code = CodeSection::new();
    for old in &order {
        renumbered.body(&mut code, &module.bodies[*old])?;
    }
    let mut into = wasm_encoder::Module::new();
    into.section(&renumbered.types(&module)?)
        .section(&renumbered.imports(&module)?)
        .section(&function_section(kinds))
        .section(&tables)
        .section(&renumbered.memories(&module)?)
        .section(&renumbered.globals(&module)?)
        .section(&renumbered.exports(&module)?);
    if let Some(start) = module.start {
        let function_index = renumbered.function_index(start)?;
        into.section(&StartSection { function_index });
    }
    into.section(&renumbered.elements(&module)?);
    let (count, data) = renumbered.data(&module)?;
    if let Some(count) = count {
        into.section(&count);
    }
    into.section(&code).section(&data);
    let out = into.finish();
    Validator::new().validate_all(&out)?;
    Ok(out)
}

/// Their places in an order in which each has much in common with those shortly before it.
fn side_by_side(bodies: &[&[u8]]) -> Vec<usize> {
    let (pieces, holders) = pieces(bodies);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let mut near = Near {
        functions: VecDeque::new(),
        length: 0,
        times: vec![0; holders.len()],
        shared: vec![0; bodies.len()],
    };
    // Of those that have equally much in common the longest: it gives most to those behind it.
    while let Some(at) = (0..left.len()).max_by_key(|at| {
        let length = bodies[left[*at]].len();
        (near.shared[left[*at]] * 1_000_000 / (length + 20), length, left[*at])
    }) {
        let function = left.swap_remove(at);
        order.push(function);
        near.functions.push_back(function);
        near.length += bodies[function].len();
        for piece in &pieces[function] {
            near.times[*piece] += 1;
            if near.times[*piece] == 1 {
                holders[*piece].iter().for_each(|holder| near.shared[*holder] += 1);
            }
        }
        while near.length > NEAR && near.functions.len() > 1 {
            let Some(gone) = near.functions.pop_front() else { break };
            near.length -= bodies[gone].len();
            for piece in &pieces[gone] {
                near.times[*piece] -= 1;
                if near.times[*piece] == 0 {
                    holders[*piece].iter().for_each(|holder| near.shared[*holder] -= 1);
                }
            }
        }
    }
    order
}

/// What stands shortly before the next function.
struct Near {
    functions: VecDeque<usize>,
    length: usize,
    /// How many of these functions have a piece.
    times: Vec<usize>,
    /// How many of the pieces here a function has.
    shared: Vec<usize>,
}

/// The pieces of each function that some others have too, and who has each piece.
fn pieces(bodies: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut numbers: HashMap<&[u8], usize> = HashMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    for (at, body) in bodies.iter().enumerate() {
        for piece in body.windows(PIECE) {
            let number = *numbers.entry(piece).or_insert(holders.len());
            if number == holders.len() {
                holders.push(Vec::new());
            }
            if holders[number].last() != Some(&at) {
                holders[number].push(at);
            }
        }
    }
    let mut pieces = vec![Vec::new(); bodies.len()];
    for (piece, who) in holders.iter().enumerate() {
        if (2..COMMON).contains(&who.len()) {
            who.iter().for_each(|at| pieces[*at].push(piece));
        }
    }
    (pieces, holders)
}
