//! Principal elements to tests (PRIN-1 to PRIN-8).

use iamwhy_policy::{Json, PolicyType, PrincipalElement, PrincipalKind};

use super::Compiler;
use super::parts::{Clause, PrincipalEntry, PrincipalTest};
use crate::pattern::{Run, Slice};

impl Compiler<'_> {
    pub(super) fn principal_clause(
        &mut self,
        json: &Json,
        element: &PrincipalElement,
        kind: PolicyType,
        gateway: bool,
    ) -> Clause {
        let start = self.program.principal_entries.len() as u32;
        for entry in &element.entries {
            let text = json.string(entry.value).unwrap_or("");
            let test = match self.principal(entry.kind, text) {
                PrincipalTest::Any if kind == PolicyType::Trust && self.assume.compiles_other(24) => {
                    PrincipalTest::Nothing
                }
                PrincipalTest::Any => PrincipalTest::Any,
                PrincipalTest::Account(account, partition) if gateway => PrincipalTest::RootOf(account, partition),
                _ if gateway => PrincipalTest::Nothing,
                test => test,
            };
            self.program.principal_entries.push(PrincipalEntry {
                node: entry.value,
                test,
                wild: text.bytes().any(|byte| matches!(byte, b'*' | b'?')),
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
}
