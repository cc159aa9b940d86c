//! Refusals that do not say who was refused what: `Access Denied`, EC2's old words, KMS's riddle (ERR-9, ERR-11, ERR-12).

use std::ops::Range;

use iamwhy_policy::PolicyType;

use super::action::{is_of_s3, is_of_sts};
use super::fields::Fields;
use super::reason::{Blame, Effect, Found};
use super::resource::ResourceForm;
use super::suffix::{behind, error_code};
use super::{Action, Caller, Denial, Resource, sts};
use crate::Piece;
use crate::reading::Reading;
use crate::search::find;

/// The words of a refusal, and the service that uses them, where only one does.
const WORDS: [(&str, Words); 9] = [
    ("you are not authorized to perform this operation", Words::Ec2),
    ("encoded authorization failure message", Words::Ec2),
    (
        "the ciphertext refers to a customer master key that does not exist",
        Words::Key,
    ),
    ("is not authorized to access this resource", Words::Plain),
    ("vpceaccessdenied", Words::Endpoint),
    ("access denied", Words::Plain),
    ("accessdenied", Words::Plain),
    ("unauthorizedoperation", Words::Ec2),
    ("authorizationerror", Words::Plain),
];

#[derive(Copy, Clone, PartialEq, Eq)]
enum Words {
    Ec2,
    Key,
    Endpoint,
    /// STS, whose own rule refuses; the operation, where the words tell it.
    Sts(Option<&'static str>),
    Plain,
}

pub(super) fn wordless(reading: &Reading) -> Option<Denial> {
    let (at, length, words) = place(reading)?;
    let mut fields = Fields::new(reading, at);
    let end = at + length;
    fields.around(reading.text.len(), end);
    if fields.error_code.is_none() {
        // The words may be a code themselves.
        fields.error_code = error_code(reading, at..at, behind(reading, at, 40)).map(|code| reading.piece(code));
    }
    match words {
        Words::Key => fields.reason(because(Blame::Policy(PolicyType::Resource), length), at),
        Words::Endpoint => fields.reason(because(Blame::Policy(PolicyType::VpcEndpoint), length), at),
        Words::Sts(_) => fields.reason(because(Blame::Unsaid, length), at),
        Words::Ec2 | Words::Plain => {}
    }
    let path = s3_path(reading);
    let service = match words {
        Words::Ec2 => Some("ec2"),
        Words::Key => Some("kms"),
        Words::Sts(_) => Some("sts"),
        _ if path.is_some() => Some("s3"),
        _ => None,
    };
    let action = fields.operation.as_ref().and_then(|operation| {
        let service = service
            .or_else(|| is_of_s3(&operation.text).then_some("s3"))
            .or_else(|| is_of_sts(&operation.text).then_some("sts"))?;
        Some(Action::of_operation(service, operation, &|_| false))
    });
    let action = action.or_else(|| match words {
        Words::Sts(Some(operation)) => Some(Action {
            written: reading.piece(at..end),
            name: ["sts:", operation].concat(),
            derived: true,
        }),
        _ => None,
    });
    let resource = match path {
        Some(range) => of_path(reading.piece(range)),
        None if words == Words::Key => Resource::absent(ResourceForm::This),
        None => Resource::absent(ResourceForm::Absent),
    };
    let caller = caller(reading, at);
    Some(fields.denial(end, caller, action, resource))
}

/// The words that stand first in their order, with their length.
fn place(reading: &Reading) -> Option<(usize, usize, Words)> {
    let known = WORDS
        .iter()
        .find_map(|(words, kind)| find(&reading.text, words).map(|at| (at, words.len(), *kind)));
    let ruled = || {
        let mut rules = sts::WORDS.iter();
        rules.find_map(|(words, operation, _)| {
            find(&reading.text, words).map(|at| (at, words.len(), Words::Sts(*operation)))
        })
    };
    ruled().or(known).or_else(|| {
        // `An error occurred (403) when calling the HeadObject operation: Forbidden`
        // A web page that says so is not AWS's answer to a call.
        let told = |_: &usize| reading.text.contains("403") && find(&reading.text, "<html").is_none();
        let at = find(&reading.text, "forbidden").filter(told)?;
        Some((at, "forbidden".len(), Words::Plain))
    })
}

fn because(blame: Blame, length: usize) -> Found {
    Found {
        effect: Effect::Unsaid,
        blame,
        through_scp: false,
        length,
        truncated: false,
    }
}

/// `s3://bucket/key`, as the command line prints it before the error.
fn s3_path(reading: &Reading) -> Option<Range<usize>> {
    let at = find(&reading.text, "s3://")?;
    let rest = reading.text.get(at..)?;
    let length = rest.find([' ', '"', '\'', '\n']).unwrap_or(rest.len());
    (length > "s3://".len()).then_some(at..at + length)
}

fn of_path(written: Piece) -> Resource {
    let path = written.text.get("s3://".len()..).unwrap_or_default();
    let arn = ["arn:aws:s3:::", path.trim_end_matches(['/', ':', ','])].concat();
    Resource {
        form: ResourceForm::Other,
        arn: Some(arn),
        account: None,
        written: Some(written),
    }
}

/// `User: …` right before the words.
fn caller(reading: &Reading, at: usize) -> Option<Caller> {
    let line = reading.text.get(..at)?;
    let line = line.get(line.rfind('\n').map_or(0, |end| end + 1)..)?;
    let start = at - line.len() + crate::search::find_last(line, "user: ")? + "user: ".len();
    let name = reading.part(start..at).trim_end();
    let fits = !name.is_empty() && !name.contains(' ');
    fits.then(|| Caller::of(reading.piece(start..start + name.len())))
}
