//! Two modules of one: what runs first, and the rest.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    GlobalType, ImportSection, Instruction, StartSection, TableSection, TableType, ValType,
};

use wasmparser::Validator;

use crate::SplitError;
use crate::module::{self, Module, Renumbered, function_section};
use crate::waits;
use crate::watch::number;

/// What [`divided`] makes.
pub struct Divided {
    /// Exports everything that the module exported, and calls `load` of the module `rest` when it needs more. What the
    /// module imports, it imports from `outside`, as `_0`, `_1`, … in the same order, with letters after the digits.
    pub first: Vec<u8>,
    /// Takes everything from the exports of the first, under the module name ``; whoever makes an instance of it need not
    /// do more.
    pub rest: Vec<u8>,
    /// How many functions stay, and how many go.
    pub functions: (usize, usize),
    /// How many bytes of the memory come with the rest.
    pub waits: usize,
}

/// Keeps the functions of these numbers in the first module and puts the others into the second.
pub fn divided(bytes: &[u8], stays: &BTreeSet<u32>) -> Result<Divided, SplitError> {
    let module = Module::read(bytes)?;
    let plan = Plan::of(&module, stays)?;
    let waits = waits::waiting(&module, &plan.stay)?;
    let (first, rest) = waits::data(&module, &waits)?;
    let (first, rest) = (plan.first(&module, &first)?, plan.rest(&module, &rest)?);
    for part in [&first, &rest] {
        Validator::new().validate_all(part)?;
    }
    Ok(Divided {
        first,
        rest,
        functions: (plan.stay.len(), plan.go.len()),
        waits: waits.iter().map(ExactSizeIterator::len).sum(),
    })
}

/// Who goes where.
struct Plan {
    /// The module's own functions that stay, and those that go, by their old numbers.
    stay: Vec<usize>,
    go: Vec<usize>,
    /// The place in the table of every function that goes and that somebody who stays refers to.
    place: BTreeMap<usize, u32>,
    /// Those of them that need a function in their stead: the table has them from the start, or JavaScript calls them.
    stand_ins: BTreeSet<usize>,
    /// Every place in the table of a function that goes.
    places: BTreeMap<u32, usize>,
    /// The types of those that are called from the first module.
    kinds: BTreeSet<u32>,
    /// Functions that stay, or come from outside, and that those who go refer to.
    shared: BTreeSet<usize>,
    /// How long the table must be.
    table: u64,
}

impl Plan {
    fn of(module: &Module<'_>, stays: &BTreeSet<u32>) -> Result<Self, SplitError> {
        let goes = |function: usize| function >= module.imported() && !stays.contains(&number(function));
        let (mut called, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for (at, body) in module.own() {
            for other in module::called(body)? {
                match (goes(at), goes(other)) {
                    (false, true) => drop(called.insert(other)),
                    (true, false) => drop(shared.insert(other)),
                    _ => {}
                }
            }
        }
        let exported = module
            .exports
            .iter()
            .filter(|export| export.kind == wasmparser::ExternalKind::Func);
        let outside = exported.map(|export| export.index).chain(module.start);
        let mut stand_ins: BTreeSet<usize> = outside
            .map(|function| function as usize)
            .filter(|function| goes(*function))
            .collect();

        let in_table = module.in_table()?.into_iter();
        let mut places: BTreeMap<u32, usize> = in_table.filter(|(_, function)| goes(*function)).collect();
        let mut place: BTreeMap<usize, u32> = places.iter().map(|(place, function)| (*function, *place)).collect();
        let Some(mut table) = module.tables.first().map(|table| table.ty.initial) else {
            return Err(SplitError::Unknown("no table"));
        };
        for function in called.iter().chain(&stand_ins) {
            place.entry(*function).or_insert_with(|| {
                let end = u32::try_from(table).unwrap_or(u32::MAX);
                table += 1;
                places.insert(end, *function);
                end
            });
        }
        stand_ins.extend(
            places
                .iter()
                .filter(|(place, _)| u64::from(**place) < module.tables[0].ty.initial)
                .map(|(_, own)| *own),
        );
        let kinds = place.keys().map(|function| module.functions[*function]).collect();
        let (go, stay) = (module.imported()..module.functions.len()).partition(|function| goes(*function));
        Ok(Self {
            stay,
            go,
            place,
            stand_ins,
            places,
            kinds,
            shared,
            table,
        })
    }

    /// The order of functions: from outside, what has the rest loaded, those who stay, who passes on calls of a type, stand-ins.
    fn first(&self, module: &Module<'_>, data: &DataSection) -> Result<Vec<u8>, SplitError> {
        let imported = module.imported();
        let load = imported;
        let passes = load + 1 + self.stay.len();
        let mut numbers: Vec<u32> = (0..module.functions.len()).map(number).collect();
        let moved = self.stay.iter().zip(load + 1..);
        for (old, new) in moved.chain(self.stand_ins.iter().zip(passes + self.kinds.len()..)) {
            numbers[*old] = number(new);
        }
        let mut renumbered = Renumbered(numbers);
        let pass: BTreeMap<u32, u32> = self.kinds.iter().copied().zip(number(passes)..).collect();

        let mut types = renumbered.types(module)?;
        // A call that is passed on brings its function's place in the table as its last argument.
        let nothing = number(module.types.len());
        types.ty().function([], []);
        let mut passing = Vec::new();
        for (at, kind) in (1..).zip(&self.kinds) {
            let kind = renumbered.func_type(module.types[*kind as usize].clone())?;
            let takes: Vec<ValType> = kind.params().iter().copied().chain([ValType::I32]).collect();
            types.ty().function(takes, kind.results().iter().copied());
            passing.push(nothing + at);
        }
        let (mut names, mut imports) = (Names::default(), ImportSection::new());
        for import in &module.imports {
            imports.import(OUTSIDE, &names.next(), renumbered.entity_type(import.ty)?);
        }
        imports.import("rest", "load", EntityType::Function(nothing));
        let kinds = self.stay.iter().map(|old| module.functions[*old]).chain(passing);
        let functions = function_section(kinds.chain(self.stand_ins.iter().map(|old| module.functions[*old])));
        let mut tables = TableSection::new();
        for (at, table) in module.tables.iter().enumerate() {
            tables.table(self.table_of(&mut renumbered, at, table)?);
        }
        let mut globals = renumbered.globals(module)?;
        let here = number(module.globals.len());
        globals.global(FLAG, &ConstExpr::i32_const(0));
        let mut exports = renumbered.exports(module)?;
        self.lend(module, &mut renumbered, &mut exports)?;

        let mut code = CodeSection::new();
        for old in &self.stay {
            let body = &module.bodies[*old - imported];
            let mut function = renumbered.new_function_with_parsed_locals(body)?;
            let mut operators = body.get_operators_reader()?;
            while !operators.eof() {
                match module::callee(&operators.clone().read()?).filter(|callee| !self.stand_ins.contains(callee)) {
                    Some(callee) if self.place.contains_key(&callee) => {
                        operators.read()?;
                        pass_on(&mut function, self.place[&callee], pass[&module.functions[callee]]);
                    }
                    _ => drop(function.instruction(&renumbered.parse_instruction(&mut operators)?)),
                }
            }
            code.function(&function);
        }
        for kind in &self.kinds {
            let takes = number(module.types[*kind as usize].params().len());
            let mut function = Function::new([]);
            for instruction in [
                Instruction::GlobalGet(here),
                Instruction::I32Eqz,
                Instruction::If(wasm_encoder::BlockType::Empty),
                Instruction::Call(number(load)),
                Instruction::End,
            ] {
                function.instruction(&instruction);
            }
            for parameter in 0..=takes {
                function.instruction(&Instruction::LocalGet(parameter));
            }
            function.instruction(&Instruction::CallIndirect {
                type_index: *kind,
                table_index: 0,
            });
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        for old in &self.stand_ins {
            let kind = module.functions[*old];
            let mut function = Function::new([]);
            for parameter in 0..number(module.types[kind as usize].params().len()) {
                function.instruction(&Instruction::LocalGet(parameter));
            }
            pass_on(&mut function, self.place[old], pass[&kind]);
            function.instruction(&Instruction::End);
            code.function(&function);
        }

        let mut into = wasm_encoder::Module::new();
        into.section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables);
        into.section(&renumbered.memories(module)?)
            .section(&globals)
            .section(&exports);
        if let Some(start) = module.start {
            let function_index = renumbered.function_index(start)?;
            into.section(&StartSection { function_index });
        }
        into.section(&renumbered.elements(module)?);
        into.section(&code).section(data);
        Ok(into.finish())
    }

    /// A table of the module; that of functions may have become longer.
    fn table_of(
        &self,
        renumbered: &mut Renumbered,
        at: usize,
        table: &wasmparser::Table<'_>,
    ) -> Result<TableType, SplitError> {
        let mut own = renumbered.table_type(table.ty)?;
        if at == 0 {
            own.minimum = self.table;
            own.maximum = own.maximum.map(|most| most.max(self.table));
        }
        Ok(own)
    }

    /// Exports what the rest takes, under names that are short, since there are many.
    fn lend(
        &self,
        module: &Module<'_>,
        renumbered: &mut Renumbered,
        exports: &mut ExportSection,
    ) -> Result<(), SplitError> {
        let mut names = Names::default();
        for at in 0..module.memories.len() {
            exports.export(&names.next(), ExportKind::Memory, number(at));
        }
        for at in 0..module.tables.len() {
            exports.export(&names.next(), ExportKind::Table, number(at));
        }
        for at in 0..=module.globals.len() {
            exports.export(&names.next(), ExportKind::Global, number(at));
        }
        for function in &self.shared {
            exports.export(
                &names.next(),
                ExportKind::Func,
                renumbered.function_index(number(*function))?,
            );
        }
        Ok(())
    }

    /// The order of functions: those of the first, those who go, what says that they are here.
    fn rest(&self, module: &Module<'_>, data: &DataSection) -> Result<Vec<u8>, SplitError> {
        let mut numbers = vec![u32::MAX; module.functions.len()];
        for (new, old) in self.shared.iter().chain(&self.go).enumerate() {
            numbers[*old] = number(new);
        }
        let mut renumbered = Renumbered(numbers);
        let arrived = number(self.shared.len() + self.go.len());

        let mut types = renumbered.types(module)?;
        let nothing = number(module.types.len());
        types.ty().function([], []);
        let imports = self.borrowed(module, &mut renumbered)?;
        let kinds = self.go.iter().map(|old| module.functions[*old]).chain([nothing]);
        let functions = function_section(kinds);
        let mut elements = ElementSection::new();
        for (place, functions) in runs(&self.places) {
            let new: Result<Vec<u32>, _> = functions
                .iter()
                .map(|old| renumbered.function_index(number(*old)))
                .collect();
            elements.active(
                None,
                &ConstExpr::i32_const(place.cast_signed()),
                Elements::Functions(new?.into()),
            );
        }
        let mut code = CodeSection::new();
        for old in &self.go {
            renumbered.body(&mut code, &module.bodies[*old - module.imported()])?;
        }
        let mut here = Function::new([]);
        here.instruction(&Instruction::I32Const(1));
        here.instruction(&Instruction::GlobalSet(number(module.globals.len())));
        here.instruction(&Instruction::End);
        code.function(&here);

        let mut into = wasm_encoder::Module::new();
        into.section(&types).section(&imports).section(&functions);
        // The engine runs it when the table is written.
        into.section(&StartSection {
            function_index: arrived,
        });
        into.section(&elements).section(&code).section(data);
        Ok(into.finish())
    }

    /// The counterpart of [`Plan::lend`].
    fn borrowed(&self, module: &Module<'_>, renumbered: &mut Renumbered) -> Result<ImportSection, SplitError> {
        let (mut names, mut imports) = (Names::default(), ImportSection::new());
        for memory in &module.memories {
            imports.import("", &names.next(), renumbered.memory_type(*memory)?);
        }
        for (at, table) in module.tables.iter().enumerate() {
            imports.import("", &names.next(), self.table_of(renumbered, at, table)?);
        }
        for global in &module.globals {
            imports.import("", &names.next(), renumbered.global_type(global.ty)?);
        }
        imports.import("", &names.next(), FLAG);
        for function in &self.shared {
            imports.import("", &names.next(), EntityType::Function(module.functions[*function]));
        }
        Ok(imports)
    }
}

/// Passes a call on to the function at a place in the table, once the rest is here; the arguments lie ready.
fn pass_on(function: &mut Function, place: u32, pass: u32) {
    function.instruction(&Instruction::I32Const(place.cast_signed()));
    function.instruction(&Instruction::Call(pass));
}

/// Where the first module takes from what the whole took from anywhere: `_0`, `_1`, … in the same order. The long names
/// that wasm-bindgen gives are a few hundredths of it.
const OUTSIDE: &str = "outside";

/// Whether the rest is here.
const FLAG: GlobalType = GlobalType {
    val_type: ValType::I32,
    mutable: true,
    shared: false,
};

/// Neighbours in the table.
fn runs(places: &BTreeMap<u32, usize>) -> Vec<(u32, Vec<usize>)> {
    let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
    for (place, function) in places {
        match runs.last_mut() {
            Some((start, own)) if *start + number(own.len()) == *place => own.push(*function),
            _ => runs.push((*place, vec![*function])),
        }
    }
    runs
}

/// `_0`, `_1`, …, with letters after the digits.
#[derive(Default)]
struct Names(u32);

impl Names {
    fn next(&mut self) -> String {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let (mut left, mut letters) = (self.0, Vec::new());
        self.0 += 1;
        loop {
            letters.push(char::from(DIGITS[(left % 36) as usize]));
            left /= 36;
            if left == 0 {
                break;
            }
        }
        letters.push('_');
        letters.iter().rev().collect()
    }
}
