//! Texts of the program that go with the rest.
//!
//! A long text that few ask for, such as a table, says so in its first line: `#[waits 00012345]`, with how many bytes it
//! has, that line included, in eight digits. It goes unless something that stays knows where it is.

use std::ops::Range;

use wasm_encoder::{ConstExpr, DataSection};
use wasmparser::{DataKind, Operator};

use crate::SplitError;
use crate::module::{Module, constant};

const MARK: &[u8] = b"#[waits ";

/// The places in the memory of the texts that nobody who stays reads.
pub(crate) fn waiting(module: &Module<'_>, stay: &[usize]) -> Result<Vec<Range<u32>>, SplitError> {
    let mut found = Vec::new();
    for (start, bytes) in written(module)? {
        for at in bytes
            .windows(MARK.len())
            .enumerate()
            .filter(|(_, own)| *own == MARK)
            .map(|(at, _)| at)
        {
            let digits = bytes
                .get(at + MARK.len()..at + MARK.len() + 8)
                .and_then(|own| std::str::from_utf8(own).ok());
            let length = digits
                .and_then(|own| own.parse::<usize>().ok())
                .filter(|length| bytes.len() - at >= *length);
            let Some(length) = length else {
                return Err(SplitError::Mark(start + at));
            };
            found.push(start + at..start + at + length);
        }
    }
    let known = known(module, stay, &found)?;
    // A place right behind a text, or right before it, may be a way to say where the text ends or begins.
    found.retain(|text| {
        !known
            .iter()
            .any(|place| (text.start.saturating_sub(1)..=text.end).contains(place))
    });
    let narrow = |text: Range<usize>| Some(u32::try_from(text.start).ok()?..u32::try_from(text.end).ok()?);
    Ok(found.into_iter().filter_map(narrow).collect())
}

/// Every number that could be a place in the memory, in the functions that stay and in what else is in the memory.
fn known(module: &Module<'_>, stay: &[usize], texts: &[Range<usize>]) -> Result<Vec<usize>, SplitError> {
    let mut known = Vec::new();
    if texts.is_empty() {
        return Ok(known);
    }
    for function in stay {
        for operator in module.bodies[*function - module.imported()].get_operators_reader()? {
            let operator = operator?;
            known.extend(offset(&operator));
            match operator {
                Operator::I32Const { value } => known.push(value.cast_unsigned() as usize),
                // Two places, or a place and a length, put together.
                Operator::I64Const { value } => {
                    let halves = [value.cast_unsigned() & 0xffff_ffff, value.cast_unsigned() >> 32];
                    known.extend(halves.into_iter().filter_map(|half| usize::try_from(half).ok()));
                }
                _ => {}
            }
        }
    }
    for (start, bytes) in written(module)? {
        // The memory has its numbers at places that four divides.
        let skip = start.wrapping_neg() % 4;
        for (at, word) in (start + skip..)
            .step_by(4)
            .zip(bytes.get(skip..).unwrap_or_default().chunks_exact(4))
        {
            if !texts.iter().any(|text| text.contains(&at)) {
                known.push(u32::from_le_bytes([word[0], word[1], word[2], word[3]]) as usize);
            }
        }
    }
    Ok(known)
}

/// What an operator adds to a place in the memory.
fn offset(operator: &Operator<'_>) -> Option<usize> {
    use Operator as O;
    match operator {
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg } => usize::try_from(memarg.offset).ok(),
        _ => None,
    }
}

/// What the module writes into its memory at the start, with the places.
fn written<'m>(module: &Module<'m>) -> Result<Vec<(usize, &'m [u8])>, SplitError> {
    let mut found = Vec::new();
    for data in &module.data {
        let DataKind::Active {
            memory_index: 0,
            offset_expr,
        } = &data.kind
        else {
            return Err(SplitError::Unknown("data that is not written at the start"));
        };
        found.push((constant(offset_expr)? as usize, data.data));
    }
    Ok(found)
}

/// The data of both modules.
pub(crate) fn data(module: &Module<'_>, waits: &[Range<u32>]) -> Result<(DataSection, DataSection), SplitError> {
    let (mut first, mut rest) = (DataSection::new(), DataSection::new());
    for (start, bytes) in written(module)? {
        let end = start + bytes.len();
        let own: Vec<Range<usize>> = waits
            .iter()
            .map(|text| text.start as usize..text.end as usize)
            .collect();
        let mut at = start;
        for text in own.iter().filter(|text| start <= text.start && text.end <= end) {
            put(&mut first, at, &bytes[at - start..text.start - start]);
            put(&mut rest, text.start, &bytes[text.start - start..text.end - start]);
            at = text.end;
        }
        put(&mut first, at, &bytes[at - start..]);
    }
    Ok((first, rest))
}

fn put(section: &mut DataSection, at: usize, bytes: &[u8]) {
    if !bytes.is_empty() {
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        section.active(0, &ConstExpr::i32_const(place.cast_signed()), bytes.iter().copied());
    }
}
