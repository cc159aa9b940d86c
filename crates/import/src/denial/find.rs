//! Every refusal in a text.

use super::sentence::{ANCHOR, sentence};
use super::{Denial, wordless};
use crate::reading::Reading;
use crate::search::find;

/// More refusals than this are not listed.
const MOST: usize = 32;
/// More places than this are not tried: a bound for hostile texts.
const TRIED: usize = 256;

/// Every different refusal in a text, in its order; whatever log, traceback or document stands around them.
///
/// ```
/// let text = "An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::111122223333:\
///     assumed-role/app/ci is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::acme-logs/1.gz\" \
///     because no permissions boundary allows the s3:PutObject action";
/// let denial = &iamwhy_import::denials(text)[0];
/// assert_eq!(denial.layer(), Some("boundary"));
/// assert_eq!(denial.resource.arn.as_deref(), Some("arn:aws:s3:::acme-logs/1.gz"));
/// ```
#[must_use]
pub fn denials(text: &str) -> Vec<Denial> {
    let reading = Reading::of(text);
    let mut found: Vec<Denial> = Vec::new();
    let mut at = next_anchor(&reading, 0);
    for _ in 0..TRIED {
        let Some(here) = at else { break };
        let next = next_anchor(&reading, here + ANCHOR.len());
        if let Some(denial) = sentence(&reading, here, next.unwrap_or(reading.text.len()))
            && !found.iter().any(|other| same(other, &denial))
        {
            found.push(denial);
        }
        if found.len() >= MOST {
            break;
        }
        at = next;
    }
    if found.is_empty() {
        found.extend(wordless::wordless(&reading));
    }
    let others = found.len().saturating_sub(1);
    if let Some(first) = found.first_mut() {
        first.others = others;
    }
    found
}

fn next_anchor(reading: &Reading, from: usize) -> Option<usize> {
    find(reading.text.get(from..)?, ANCHOR).map(|at| from + at)
}

/// Whether two sentences say the same, wherever they stand.
fn same(one: &Denial, other: &Denial) -> bool {
    fn said(denial: &Denial) -> (Option<&str>, Option<&str>, Option<&str>) {
        (
            denial.caller.as_ref().map(|caller| caller.written.text.as_str()),
            denial.action.as_ref().map(|action| action.name.as_str()),
            denial.resource.written.as_ref().map(|written| written.text.as_str()),
        )
    }
    said(one) == said(other)
        && one.reason.effect == other.reason.effect
        && one.reason.blame == other.reason.blame
        && one.policy.as_ref().map(|policy| &policy.text) == other.policy.as_ref().map(|policy| &policy.text)
}
