//! Statements to tests.

use iamwhy_policy::{
    Base, ConditionPair, Effect, Element, Json, NodeId, Operator, Policy, PolicyType, PrincipalElement, PrincipalKind,
    Statement, Version,
};

use super::Compiler;
use super::parts::*;
use crate::compare::{base64, date, decimal::Decimal, ip};
use crate::pattern::{Dialect, Pattern, Run, Shape, Slice, Token};

impl Compiler<'_> {
    /// Compiles a document once per role that it plays.
    pub(super) fn document(&mut self, id: crate::world::PolicyId, kind: PolicyType, gateway: bool) -> u32 {
        let seen = self.seen_documents.get(id.0 as usize).into_iter().flatten();
        if let Some((.., found)) = seen.into_iter().find(|(own, way, _)| (*own, *way) == (kind, gateway)) {
            return *found;
        }
        let number = self.program.documents.len() as u32;
        let start = self.program.statements.len() as u32;
        if let Some(attached) = self.env.policies.get(id.0 as usize) {
            for statement in &attached.policy.statements {
                let compiled = self.statement(&attached.policy, statement, number, kind, gateway);
                self.program.statements.push(compiled);
            }
        }
        let statements = Slice {
            start,
            end: self.program.statements.len() as u32,
        };
        self.program.documents.push(Document {
            policy: id,
            kind,
            statements,
        });
        if let Some(seen) = self.seen_documents.get_mut(id.0 as usize) {
            seen.push((kind, gateway, number));
        }
        number
    }

    fn statement(
        &mut self,
        policy: &Policy,
        statement: &Statement,
        document: u32,
        kind: PolicyType,
        gateway: bool,
    ) -> Stmt {
        let json = &*policy.json;
        let variables = policy.version == Version::V2012;
        let actions = self.clauses(&statement.actions, |this, element| this.action_clause(json, element));
        let complete = matches!(kind, PolicyType::Identity | PolicyType::Managed | PolicyType::Boundary);
        let dialect = Dialect::Resource { complete };
        let resources = self.clauses(&statement.resources, |this, element| {
            this.resource_clause(json, element, dialect, variables)
        });
        let start = self.program.principal_clauses.len() as u32;
        for element in &statement.principals {
            let clause = self.principal_clause(json, element, kind, gateway);
            self.program.principal_clauses.push(clause);
        }
        let principals = Slice {
            start,
            end: self.program.principal_clauses.len() as u32,
        };
        let conditions = self.conditions(json, &statement.conditions, variables);
        let arn_key = conditions
            .of(&self.program.conditions)
            .iter()
            .any(|condition| self.program.keys[condition.key as usize].derived == crate::keys::Derived::PrincipalArn);
        Stmt {
            document,
            index: statement.index,
            node: statement.node,
            effect: statement.effect.unwrap_or(Effect::Deny),
            void: void(json, statement, kind),
            actions,
            resources,
            principals,
            conditions,
            names_principal: arn_key,
        }
    }

    fn clauses(&mut self, elements: &[Element], mut compile: impl FnMut(&mut Self, &Element) -> Clause) -> Slice {
        let start = self.program.clauses.len() as u32;
        for element in elements {
            let clause = compile(self, element);
            self.program.clauses.push(clause);
        }
        Slice {
            start,
            end: self.program.clauses.len() as u32,
        }
    }

    fn action_clause(&mut self, json: &Json, element: &Element) -> Clause {
        let start = self.program.actions.len() as u32;
        for &node in &element.values {
            let test = self.action(json.string(node).unwrap_or(""));
            self.program.actions.push(ActionEntry { node, test });
        }
        let entries = Slice {
            start,
            end: self.program.actions.len() as u32,
        };
        Clause {
            negated: element.negated,
            entries,
        }
    }

    fn action(&mut self, text: &str) -> ActionTest {
        if matches!(text, "*" | "*:*") {
            return ActionTest::Any;
        }
        let folded = text.to_ascii_lowercase();
        let Some((service, name)) = folded.split_once(':') else {
            return ActionTest::Nothing;
        };
        let plain = |text: &str| !text.contains(['*', '?']);
        if plain(&folded) && folded.len() <= super::LONGEST_ACTION {
            let action = self.program.action_names.intern(&folded, &mut self.program.templates);
            if action as usize == self.program.action_services.len() {
                let service = self.program.service_names.intern(service, &mut self.program.templates);
                self.program.action_services.push(service);
            }
            return ActionTest::Exact(action);
        }
        let assume = self.assume;
        let glob = |this: &mut Self, text: &str| {
            this.program
                .templates
                .pattern(text, Dialect::Glob, false, &assume, &mut |_| 0)
        };
        let name = glob(self, name);
        if plain(service) {
            let service = self.program.service_names.intern(service, &mut self.program.templates);
            return ActionTest::Service(service, name);
        }
        ActionTest::Glob(glob(self, service), name)
    }

    fn resource_clause(&mut self, json: &Json, element: &Element, dialect: Dialect, variables: bool) -> Clause {
        let start = self.program.resource_entries.len() as u32;
        for &node in &element.values {
            let pattern = self.pattern(json.string(node).unwrap_or(""), dialect, variables);
            self.program.resource_entries.push(ResourceEntry { node, pattern });
        }
        let entries = Slice {
            start,
            end: self.program.resource_entries.len() as u32,
        };
        Clause {
            negated: element.negated,
            entries,
        }
    }

    fn pattern(&mut self, text: &str, dialect: Dialect, variables: bool) -> Pattern {
        let assume = self.assume;
        let (program, index) = (&mut self.program, &mut self.key_index);
        program
            .templates
            .pattern(text, dialect, variables, &assume, &mut |name| {
                super::keys::intern(&mut program.keys, index, name)
            })
    }

    fn principal_clause(&mut self, json: &Json, element: &PrincipalElement, kind: PolicyType, gateway: bool) -> Clause {
        let start = self.program.principal_entries.len() as u32;
        for entry in &element.entries {
            let text = json.string(entry.value).unwrap_or("");
            let test = match self.principal(entry.kind, text) {
                PrincipalTest::Any if kind == PolicyType::Trust && self.assume.other(24) => PrincipalTest::Nothing,
                PrincipalTest::Any => PrincipalTest::Any,
                PrincipalTest::Account(account, _) if gateway => PrincipalTest::RootOf(account),
                _ if gateway => PrincipalTest::Nothing,
                test => test,
            };
            self.program.principal_entries.push(PrincipalEntry {
                node: entry.value,
                test,
                wild: text.contains(['*', '?']),
            });
        }
        let entries = Slice {
            start,
            end: self.program.principal_entries.len() as u32,
        };
        Clause {
            negated: element.negated,
            entries,
        }
    }

    fn principal(&mut self, kind: PrincipalKind, text: &str) -> PrincipalTest {
        match kind {
            PrincipalKind::Any => PrincipalTest::Any,
            PrincipalKind::Service => PrincipalTest::Service(self.program.templates.run(text)),
            PrincipalKind::Federated => PrincipalTest::Provider(self.program.templates.run(text)),
            PrincipalKind::CanonicalUser => {
                let env = self.env;
                match env
                    .accounts
                    .iter()
                    .find(|account| account.canonical_id.as_deref() == Some(text))
                {
                    Some(account) => PrincipalTest::Account(self.program.templates.run(&account.id), Run::default()),
                    None => PrincipalTest::Nothing,
                }
            }
            PrincipalKind::Aws => self.aws_principal(text),
            PrincipalKind::Invalid => PrincipalTest::Nothing,
        }
    }

    fn aws_principal(&mut self, text: &str) -> PrincipalTest {
        if text == "*" {
            return PrincipalTest::Any;
        }
        if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return PrincipalTest::Account(self.program.templates.run(text), Run::default());
        }
        let templates = &mut self.program.templates;
        if text.starts_with("AIDA") || text.starts_with("AROA") {
            return PrincipalTest::Id(templates.run(text));
        }
        let Some([_, partition, service, _, account, rest]) = crate::compare::arn::split(text) else {
            return PrincipalTest::Nothing;
        };
        match (service, rest) {
            ("iam", "root") => PrincipalTest::Account(templates.run(account), templates.run(partition)),
            ("iam", rest) if rest.starts_with("user/") => PrincipalTest::User(templates.run(text)),
            ("iam", rest) if rest.starts_with("role/") => PrincipalTest::Role(templates.run(text)),
            ("sts", rest) if rest.starts_with("assumed-role/") => PrincipalTest::Session(templates.run(text)),
            ("sts", rest) if rest.starts_with("federated-user/") => PrincipalTest::FederatedUser(templates.run(text)),
            _ => PrincipalTest::Nothing,
        }
    }

    fn conditions(&mut self, json: &Json, pairs: &[ConditionPair], variables: bool) -> Slice {
        let start = self.program.conditions.len() as u32;
        for (index, pair) in pairs.iter().enumerate() {
            let name = json.string(pair.key).unwrap_or("");
            // UND-33: of keys that differ only by case, the last one alone.
            let shadowed = self.assume.other(33)
                && pairs[index + 1..].iter().any(|later| {
                    later.operator == pair.operator
                        && json
                            .string(later.key)
                            .is_some_and(|other| other.eq_ignore_ascii_case(name))
                });
            if shadowed {
                continue;
            }
            let key = super::keys::intern(&mut self.program.keys, &mut self.key_index, name);
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
        let text = if self.assume.other(22) && json.string(node).is_none() && json.boolean(node).is_none() {
            canonical = canonical_number(lexeme);
            canonical.as_str()
        } else {
            lexeme
        };
        let mapped = self.assume.other(26);
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
                date::read(text, self.assume.other(7)).map_or(Operand::Unreadable, Operand::Instant)
            }
            Base::Bool if variables && !self.assume.other(3) && text.contains("${") => {
                Operand::BoolText(self.pattern(text, Dialect::Exact, true))
            }
            Base::Bool | Base::Null => boolean(text).map_or(Operand::Unreadable, Operand::Bool),
            Base::BinaryEquals => {
                base64::decode(text).map_or(Operand::Unreadable, |bytes| Operand::Bytes(bytes.collect()))
            },
            Base::IpAddress => ip::block(text, mapped).map_or(Operand::Unreadable, Operand::Net),
            Base::ArnEquals | Base::ArnLike => self.arn_operand(text, variables),
        }
    }

    fn arn_operand(&mut self, text: &str, variables: bool) -> Operand {
        if text == "*" {
            return if self.assume.other(9) {
                Operand::Unreadable
            } else {
                Operand::AnyArn
            };
        }
        let assume = self.assume;
        let (program, index) = (&mut self.program, &mut self.key_index);
        let parts = program.templates.arn(text, variables, &assume, &mut |name| {
            super::keys::intern(&mut program.keys, index, name)
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

/// Whether the statement can match at all in a policy of this type (TYPE-1, TYPE-6, TYPE-7).
fn void(json: &Json, statement: &Statement, kind: PolicyType) -> Void {
    if statement.inert || statement.effect.is_none() || statement.actions.is_empty() {
        return Void::Broken;
    }
    let not_action = statement.actions.iter().any(|element| element.negated);
    let not_principal = statement.principals.iter().any(|element| element.negated);
    let principal = !statement.principals.is_empty();
    let resource = !statement.resources.is_empty();
    let both = statement.actions.len() > 1 || statement.resources.len() > 1 || statement.principals.len() > 1;
    let wrong = both || match kind {
        PolicyType::Identity | PolicyType::Managed | PolicyType::Boundary | PolicyType::Session | PolicyType::Scp => {
            principal || !resource
        }
        PolicyType::Trust => resource || not_principal,
        PolicyType::Rcp => {
            let mut named = statement.principals.iter().flat_map(|element| &element.entries);
            let mut listed = statement.actions.iter().flat_map(|element| &element.values);
            not_action
                || !resource
                || not_principal
                || statement.effect == Some(Effect::Allow)
                || named.any(|entry| entry.kind != PrincipalKind::Any)
                || listed.any(|value| json.string(*value) == Some("*"))
        }
        PolicyType::VpcEndpoint | PolicyType::AccessPoint => !resource,
        PolicyType::Resource => false,
    };
    if wrong {
        return Void::WrongForType;
    }
    let needs_principal = matches!(
        kind,
        PolicyType::Trust | PolicyType::Rcp | PolicyType::VpcEndpoint | PolicyType::AccessPoint | PolicyType::Resource
    );
    if needs_principal && !principal {
        Void::NoPrincipal
    } else {
        Void::Live
    }
}
