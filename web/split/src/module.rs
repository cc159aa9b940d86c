//! A module's sections, and how to write them again with other numbers for its functions.

use std::collections::BTreeSet;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, ExportSection, FunctionSection, GlobalSection,
    ImportSection, MemorySection, TypeSection,
};
use wasmparser::{
    ConstExpr, Data, Element, ElementItems, ElementKind, Export, FuncType, FunctionBody, Global, Import, MemoryType,
    Operator, Parser, Payload, Table, TableInit, TypeRef, Validator,
};

use crate::SplitError;

/// What is in it, in the order of its numbers.
#[derive(Default)]
pub(crate) struct Module<'m> {
    pub(crate) types: Vec<FuncType>,
    pub(crate) imports: Vec<Import<'m>>,
    /// The type of every function, the imported ones first.
    pub(crate) functions: Vec<u32>,
    pub(crate) tables: Vec<Table<'m>>,
    pub(crate) memories: Vec<MemoryType>,
    pub(crate) globals: Vec<Global<'m>>,
    pub(crate) exports: Vec<Export<'m>>,
    pub(crate) start: Option<u32>,
    pub(crate) elements: Vec<Element<'m>>,
    pub(crate) data_count: Option<u32>,
    pub(crate) bodies: Vec<FunctionBody<'m>>,
    pub(crate) data: Vec<Data<'m>>,
}

impl<'m> Module<'m> {
    /// Reads a module that is valid, so that none of its numbers leads nowhere.
    pub(crate) fn read(bytes: &'m [u8]) -> Result<Self, SplitError> {
        Validator::new().validate_all(bytes)?;
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'m>) -> Result<(), SplitError> {
        match payload {
            Payload::TypeSection(section) => {
                for group in section {
                    for own in group?.into_types() {
                        let wasmparser::CompositeInnerType::Func(function) = own.composite_type.inner else {
                            return Err(SplitError::Unknown("a type that is not of a function"));
                        };
                        self.types.push(function);
                    }
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    match import.ty {
                        TypeRef::Func(own) => self.functions.push(own),
                        _ => return Err(SplitError::Unknown("an import that is not a function")),
                    }
                    self.imports.push(import);
                }
            }
            Payload::FunctionSection(section) => {
                for own in section {
                    self.functions.push(own?);
                }
            }
            Payload::TableSection(section) => {
                self.tables = section.into_iter().collect::<Result<_, _>>()?;
                if self.tables.iter().any(|table| matches!(table.init, TableInit::Expr(_))) {
                    return Err(SplitError::Unknown("a table that is full from the start"));
                }
            }
            Payload::MemorySection(section) => self.memories = section.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(section) => {
                self.globals = section.into_iter().collect::<Result<_, _>>()?;
                for global in &self.globals {
                    if matches!(
                        global.init_expr.get_operators_reader().read()?,
                        Operator::RefFunc { .. }
                    ) {
                        return Err(SplitError::Unknown("a global that is a function"));
                    }
                }
            }
            Payload::ExportSection(section) => self.exports = section.into_iter().collect::<Result<_, _>>()?,
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(section) => self.elements = section.into_iter().collect::<Result<_, _>>()?,
            Payload::DataCountSection { count, .. } => self.data_count = Some(count),
            Payload::DataSection(section) => self.data = section.into_iter().collect::<Result<_, _>>()?,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::TagSection(_) => return Err(SplitError::Unknown("a tag")),
            _ => {}
        }
        Ok(())
    }

    /// How many of its functions come from outside.
    pub(crate) fn imported(&self) -> usize {
        self.imports.len()
    }

    /// Its own functions: their number, and what they do.
    pub(crate) fn own(&self) -> impl Iterator<Item = (usize, &FunctionBody<'m>)> {
        (self.imported()..).zip(&self.bodies)
    }

    /// The functions that the table holds from the start, with their places in it.
    pub(crate) fn in_table(&self) -> Result<Vec<(u32, usize)>, SplitError> {
        let mut found = Vec::new();
        let mut taken = BTreeSet::new();
        for element in &self.elements {
            let ElementKind::Active {
                table_index: None | Some(0),
                offset_expr,
            } = &element.kind
            else {
                return Err(SplitError::Unknown(
                    "a list of functions that is not written into the first table",
                ));
            };
            let ElementItems::Functions(functions) = element.items.clone() else {
                return Err(SplitError::Unknown("a table whose functions are computed"));
            };
            for (place, function) in (constant(offset_expr)?..).zip(functions) {
                if !taken.insert(place) {
                    return Err(SplitError::Unknown("a place in the table that is written twice"));
                }
                found.push((place, function? as usize));
            }
        }
        Ok(found)
    }
}

/// Where something is written at the start.
pub(crate) fn constant(offset: &ConstExpr<'_>) -> Result<u32, SplitError> {
    match offset.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err(SplitError::Unknown("a place that is computed")),
    }
}

/// The functions that a body calls by number.
pub(crate) fn called(body: &FunctionBody<'_>) -> Result<Vec<usize>, SplitError> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        let operator = operator?;
        match operator {
            Operator::ReturnCall { .. } | Operator::RefFunc { .. } => {
                return Err(SplitError::Unknown("a function that is named without being called"));
            }
            Operator::MemoryInit { .. }
            | Operator::DataDrop { .. }
            | Operator::TableInit { .. }
            | Operator::ElemDrop { .. } => {
                return Err(SplitError::Unknown(
                    "data or a list of functions that is used at run time",
                ));
            }
            _ => {}
        }
        found.extend(callee(&operator));
    }
    Ok(found)
}

/// The function that an operator calls by number.
pub(crate) fn callee(operator: &Operator<'_>) -> Option<usize> {
    match operator {
        Operator::Call { function_index } => Some(*function_index as usize),
        _ => None,
    }
}

/// New numbers for functions; everything else keeps its own.
pub(crate) struct Renumbered(pub(crate) Vec<u32>);

impl Reencode for Renumbered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        // The module was checked before.
        Ok(self.0.get(function as usize).copied().unwrap_or(u32::MAX))
    }
}

impl Renumbered {
    pub(crate) fn types(&mut self, module: &Module<'_>) -> Result<TypeSection, SplitError> {
        let mut section = TypeSection::new();
        for own in &module.types {
            let own = self.func_type(own.clone())?;
            section.ty().func_type(&own);
        }
        Ok(section)
    }

    pub(crate) fn imports(&mut self, module: &Module<'_>) -> Result<ImportSection, SplitError> {
        let mut section = ImportSection::new();
        for import in &module.imports {
            self.parse_import(&mut section, *import)?;
        }
        Ok(section)
    }

    pub(crate) fn memories(&mut self, module: &Module<'_>) -> Result<MemorySection, SplitError> {
        let mut section = MemorySection::new();
        for memory in &module.memories {
            section.memory(self.memory_type(*memory)?);
        }
        Ok(section)
    }

    pub(crate) fn globals(&mut self, module: &Module<'_>) -> Result<GlobalSection, SplitError> {
        let mut section = GlobalSection::new();
        for global in &module.globals {
            self.parse_global(&mut section, global.clone())?;
        }
        Ok(section)
    }

    pub(crate) fn exports(&mut self, module: &Module<'_>) -> Result<ExportSection, SplitError> {
        let mut section = ExportSection::new();
        for export in &module.exports {
            self.parse_export(&mut section, *export)?;
        }
        Ok(section)
    }

    pub(crate) fn elements(&mut self, module: &Module<'_>) -> Result<ElementSection, SplitError> {
        let mut section = ElementSection::new();
        for element in &module.elements {
            self.parse_element(&mut section, element.clone())?;
        }
        Ok(section)
    }

    pub(crate) fn data(&mut self, module: &Module<'_>) -> Result<(Option<DataCountSection>, DataSection), SplitError> {
        let mut section = DataSection::new();
        for data in &module.data {
            self.parse_data(&mut section, data.clone())?;
        }
        Ok((module.data_count.map(|count| DataCountSection { count }), section))
    }

    pub(crate) fn body(&mut self, into: &mut CodeSection, body: &FunctionBody<'_>) -> Result<(), SplitError> {
        Ok(self.parse_function_body(into, body.clone())?)
    }
}

/// The types of functions, as a section.
pub(crate) fn function_section(types: impl Iterator<Item = u32>) -> FunctionSection {
    let mut section = FunctionSection::new();
    for own in types {
        section.function(own);
    }
    section
}
