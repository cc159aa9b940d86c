//! Statements to tests.

use iamwhy_policy::{Effect, Element, Json, Listed, Policy, PolicyType, Statement, Version};

use super::Compiler;
use super::parts::*;
use crate::compare::arn;
use crate::pattern::{Dialect, Pattern, Slice};
use crate::world::{Attached, Resource};

impl Compiler<'_> {
    /// Compiles a document once per role that it plays.
    pub(super) fn document(&mut self, id: crate::world::PolicyId, kind: PolicyType, gateway: bool) -> u32 {
        let seen = self.seen_documents.get(id.0 as usize).into_iter().flatten();
        if let Some((.., found)) = seen.into_iter().find(|(own, way, _)| (*own, *way) == (kind, gateway)) {
            return *found;
        }
        let number = self.program.documents.len() as u32;
        let start = self.program.statements.len() as u32;
        self.at = (id, kind);
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
            void: super::void::void(statement, kind),
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
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        folded.push_str(text);
        folded.make_ascii_lowercase();
        let test = self.folded_action(&folded);
        self.folded = folded;
        test
    }

    fn folded_action(&mut self, folded: &str) -> ActionTest {
        let Some((service, name)) = folded.split_once(':') else {
            return ActionTest::Nothing;
        };
        let plain = |text: &str| !text.bytes().any(|byte| matches!(byte, b'*' | b'?'));
        if plain(folded) && folded.len() <= super::LONGEST_ACTION {
            let action = self.program.action_names.intern(folded, &mut self.program.templates);
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
            let text = json.string(node).unwrap_or("");
            let whole = self.spelt_out(text);
            let texts = whole.iter().map(String::as_str);
            for text in texts.chain(whole.is_empty().then_some(text)) {
                let pattern = self.pattern(text, dialect, variables);
                self.program.resource_entries.push(ResourceEntry { node, pattern });
            }
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

    /// `execute-api:/…` in the policy of an API is short for a part of each API that has this policy (SRV-6); all else stands for itself.
    fn spelt_out(&self, text: &str) -> Vec<String> {
        let (policy, kind) = self.at;
        let short = text
            .strip_prefix("execute-api:/")
            .filter(|_| kind == PolicyType::Resource);
        let Some(rest) = short else { return Vec::new() };
        let governed = |own: &&Resource| own.policy == Some(Attached::Policy(policy));
        let interfaces = self.env.resources.iter().filter(governed).filter_map(|own| {
            let parts = arn::split(&own.arn).filter(|parts| parts[2] == "execute-api")?;
            // A stage, or `*`, may stand behind the API.
            let behind = parts[5].find('/').map_or(0, |slash| parts[5].len() - slash);
            own.arn.get(..own.arn.len() - behind)
        });
        interfaces.map(|own| [own, "/", rest].concat()).listed()
    }

    pub(super) fn pattern(&mut self, text: &str, dialect: Dialect, variables: bool) -> Pattern {
        let assume = self.assume;
        let (program, index) = (&mut self.program, &mut self.key_index);
        program
            .templates
            .pattern(text, dialect, variables, &assume, &mut |name| {
                index.intern(&mut program.keys, name)
            })
    }
}
