//! Conditions: operators, keys, and values read once for their operator.

use iamwhy_policy::{Base, ConditionPair, Json, NodeId, Operator};

use super::Compiler;
use super::parts::{Cond, Operand, OperandEntry};
use crate::compare::{base64, date, decimal::Decimal, ip};
use crate::pattern::{Dialect, Shape, Slice, Token};

impl Compiler<'_> {
    pub(super) fn conditions(&mut self, json: &Json, pairs: &[ConditionPair], variables: bool) -> Slice {
        let start = self.program.conditions.len() as u32;
        for (index, pair) in pairs.iter().enumerate() {
            let name = json.string(pair.key).unwrap_or("");
            // UND-33: of keys that differ only by case, the last one alone.
            let shadowed = self.assume.compiles_other(33)
                && pairs[index + 1..].iter().any(|later| {
                    later.operator == pair.operator
                        && json
                            .string(later.key)
                            .is_some_and(|other| other.eq_ignore_ascii_case(name))
                });
            if shadowed {
                continue;
            }
            let key = self.key_index.intern(&mut self.program.keys, name);
            let first = self.program.operands.len() as u32;
            for &node in &pair.values {
                let operand = match pair.parsed {
                    Some(operator) => self.operand(json, node, operator, variables),
                    None => Operand::Unreadable,
                };
                self.program.operands.push(OperandEntry { node, operand });
            }
            let operands = Slice {
                start: first,
                end: self.program.operands.len() as u32,
            };
            self.program.conditions.push(Cond {
                operator_node: pair.operator,
                key_node: pair.key,
                key,
                operator: pair.parsed,
                operands,
            });
        }
        Slice {
            start,
            end: self.program.conditions.len() as u32,
        }
    }

    fn operand(&mut self, json: &Json, node: NodeId, operator: Operator, variables: bool) -> Operand {
        let lexeme = json.scalar(node).unwrap_or("");
        let canonical;
        let text = if self.assume.compiles_other(22) && json.string(node).is_none() && json.boolean(node).is_none() {
            canonical = canonical_number(lexeme);
            canonical.as_str()
        } else {
            lexeme
        };
        let mapped = self.assume.compiles_other(26);
        match operator.base {
            Base::StringEquals | Base::StringEqualsIgnoreCase => {
                Operand::Text(self.pattern(text, Dialect::Exact, variables))
            }
            Base::StringLike => Operand::Text(self.pattern(text, Dialect::Glob, variables)),
            Base::NumericEquals
            | Base::NumericLessThan
            | Base::NumericLessThanEquals
            | Base::NumericGreaterThan
            | Base::NumericGreaterThanEquals => match Decimal::read(text) {
                Some(_) => Operand::Number(self.program.templates.run(text)),
                None => Operand::Unreadable,
            },
            Base::DateEquals
            | Base::DateLessThan
            | Base::DateLessThanEquals
            | Base::DateGreaterThan
            | Base::DateGreaterThanEquals => {
                date::read(text, self.assume.compiles_other(7)).map_or(Operand::Unreadable, Operand::Instant)
            }
            Base::Bool if variables && !self.assume.compiles_other(3) && text.contains("${") => {
                Operand::BoolText(self.pattern(text, Dialect::Exact, true))
            }
            Base::Bool | Base::Null => boolean(text).map_or(Operand::Unreadable, Operand::Bool),
            Base::BinaryEquals => {
                base64::decode(text).map_or(Operand::Unreadable, |bytes| Operand::Bytes(bytes.collect()))
            }
            Base::IpAddress => ip::block(text, mapped).map_or(Operand::Unreadable, Operand::Net),
            Base::ArnEquals | Base::ArnLike => self.arn_operand(text, variables),
        }
    }

    fn arn_operand(&mut self, text: &str, variables: bool) -> Operand {
        if text == "*" {
            return if self.assume.compiles_other(9) {
                Operand::Unreadable
            } else {
                Operand::AnyArn
            };
        }
        let assume = self.assume;
        let (program, index) = (&mut self.program, &mut self.key_index);
        let parts = program.templates.arn(text, variables, &assume, &mut |name| {
            index.intern(&mut program.keys, name)
        });
        if let Some(parts) = parts {
            return Operand::Arn(Box::new(parts));
        }
        let whole = self.pattern(text, Dialect::Exact, variables);
        match whole.tokens.of(&self.program.templates.tokens) {
            [Token::Variable(_)] if whole.shape == Shape::Parts => Operand::ArnVariable(whole),
            _ => Operand::Unreadable,
        }
    }
}

/// `true` or `false`, in any case of letters (BOOL-1, NULL-1).
fn boolean(text: &str) -> Option<bool> {
    match () {
        () if text.eq_ignore_ascii_case("true") => Some(true),
        () if text.eq_ignore_ascii_case("false") => Some(false),
        () => None,
    }
}

/// A JSON number without trailing zeros of its fraction (UND-22).
fn canonical_number(lexeme: &str) -> String {
    let trimmed = match lexeme.contains('.') && !lexeme.contains(['e', 'E']) {
        true => lexeme.trim_end_matches('0').trim_end_matches('.'),
        false => lexeme,
    };
    trimmed.to_owned()
}
