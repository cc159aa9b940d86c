//! What was said of policies before, so that one which did not change is not looked at again.

use std::collections::BTreeMap;

use iamwhy_policy::{Parsed, Span};
use iamwhy_scenario::LoadedPolicy;

use crate::seen::Seen;
use crate::{Kind, Options, Report};

/// Looks at the policies of a scenario that somebody edits: a rule looks again where the text of the policy is another one, or
/// where the rule asks for the scenario around it. It says exactly what [`lint`](crate::lint) says.
///
/// ```
/// use iamwhy_lint::{Memory, Options, World, documents};
/// use iamwhy_scenario::{Loaded, NoFiles};
///
/// # fn main() -> Result<(), &'static str> {
/// let mut memory = Memory::default();
/// let text = r#"{ "scenario": 1, "title": "Ann reads.",
///   "principals": { "ann": { "user": "arn:aws:iam::111111111111:user/ann", "policies": [
///     { "Version": "2012-10-17", "Statement": [{ "Effect": "allow", "Action": "s3:GetObject", "Resource": "*" }] }] } },
///   "cases": [{ "principal": "ann", "action": "s3:ListAllMyBuckets" }] }"#;
/// for text in [text, &text.replace("Ann reads.", "Ann reads all.")] {
///     let loaded = Loaded::load("ann.scenario.json", text, &NoFiles).map_err(|_| "it can be read")?;
///     for own in documents(&loaded) {
///         let world = Some(World { loaded: &loaded, place: &own.place });
///         let options = Options { kind: own.kind.clone(), world, catalog: None };
///         let report = memory.lint(&own.policy, &own.policy.parse(), &options);
///         let span = report.findings[0].span;
///         assert_eq!(&text[span.start as usize..span.end as usize], r#""allow""#);
///     }
///     memory.turn();
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct Memory {
    before: BTreeMap<Key, Kept>,
    now: BTreeMap<Key, Kept>,
}

/// All that rules look at but the scenario and the catalogue.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    text: String,
    kind: Option<Kind>,
    /// How the text is read.
    reading: [bool; 3],
}

struct Kept {
    seen: Seen,
    /// Where the policy stood.
    span: Span,
    root: u32,
}

impl Memory {
    /// Runs the checks on a policy, always with the same catalogue.
    pub fn lint(&mut self, policy: &LoadedPolicy, parsed: &Parsed, options: &Options<'_>) -> Report {
        let own = &parsed.policy;
        if !own.json.is_json() {
            // Elsewhere, the same text in another notation may say something else.
            return Seen::of(parsed, options).report(own);
        }
        let key = Key {
            text: own.json.raw(own.root).to_owned(),
            kind: options.kind.clone(),
            reading: [policy.legacy, policy.broken, policy.arn.is_some()],
        };
        let (span, root) = (own.json.span(own.root), own.root.0);
        let known = self.now.remove(&key).or_else(|| self.before.remove(&key));
        let seen = match known {
            Some(Kept {
                mut seen,
                span: was,
                root: node,
            }) => {
                seen.shift(span.start.wrapping_sub(was.start), root.wrapping_sub(node));
                seen.again(parsed, options);
                seen
            }
            None => Seen::of(parsed, options),
        };
        let report = seen.clone().report(own);
        self.now.insert(key, Kept { seen, span, root });
        report
    }

    /// Forgets the policies that were not looked at since the last turn.
    pub fn turn(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }
}
