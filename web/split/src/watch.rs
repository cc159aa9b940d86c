//! The same module, which says of each of its functions that it runs.

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{CodeSection, EntityType, Instruction, StartSection, TableSection, TypeSection, ValType};

use crate::SplitError;
use crate::module::{Module, Renumbered, function_section};

/// Calls `ran` of the module `watch` with a function's number whenever it begins.
pub fn watched(bytes: &[u8]) -> Result<Vec<u8>, SplitError> {
    let module = Module::read(bytes)?;
    let imported = module.imported();
    // One import more, after the others: the module's own functions move up by one.
    let numbers = (0..module.functions.len()).map(|old| number(old + usize::from(old >= imported)));
    let mut renumbered = Renumbered(numbers.collect());
    let (watch, takes_one) = (number(imported), number(module.types.len()));

    let mut types: TypeSection = renumbered.types(&module)?;
    types.ty().function([ValType::I32], []);
    let mut imports = renumbered.imports(&module)?;
    imports.import("watch", "ran", EntityType::Function(takes_one));
    let mut tables = TableSection::new();
    for table in &module.tables {
        renumbered.parse_table(&mut tables, table.clone())?;
    }
    let mut code = CodeSection::new();
    for (at, body) in module.own() {
        let mut function = renumbered.new_function_with_parsed_locals(body)?;
        function.instruction(&Instruction::I32Const(number(at).cast_signed()));
        function.instruction(&Instruction::Call(watch));
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&renumbered.parse_instruction(&mut operators)?);
        }
        code.function(&function);
    }

    let mut into = wasm_encoder::Module::new();
    into.section(&types).section(&imports);
    into.section(&function_section(module.functions.iter().skip(imported).copied()));
    into.section(&tables).section(&renumbered.memories(&module)?);
    into.section(&renumbered.globals(&module)?)
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
    Ok(into.finish())
}

/// Numbers of a module are of 32 bits; a module with more functions than that does not exist.
pub(crate) fn number(large: usize) -> u32 {
    u32::try_from(large).unwrap_or(u32::MAX)
}
