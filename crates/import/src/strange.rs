//! What a text looks like that nobody here can read.

use crate::Unknown;
use crate::arn::Arn;

/// Error codes of requests whose caller AWS does not believe.
const CREDENTIALS: [&str; 9] = [
    "ExpiredToken",
    "SignatureDoesNotMatch",
    "InvalidSignatureException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
    "InvalidAccessKeyId",
    "MissingAuthenticationToken",
    "Missing Authentication Token",
    "RequestTimeTooSkewed",
];

pub(crate) fn strange(text: &str) -> Unknown {
    let one_word = !text.contains(char::is_whitespace);
    let begin: String = text
        .trim_start()
        .chars()
        .take(9)
        .collect::<String>()
        .to_ascii_lowercase();
    let line = |word: &str| {
        text.lines()
            .take(200)
            .any(|line| line.trim_start().trim_start_matches("- ").starts_with(word))
    };
    let (seen, why) = if text.starts_with("\u{1f}\u{fffd}") {
        (
            "a file packed with gzip",
            "unpack it first: `gunzip -c FILE.gz` prints what is in it",
        )
    } else if text.contains("aws_secret_access_key") || line("AWS_SECRET_ACCESS_KEY") || is_key(text) {
        (
            "credentials",
            "nothing here needs them; delete them from where you pasted them, and make new ones if others saw them",
        )
    } else if CREDENTIALS.iter().any(|code| text.contains(code)) {
        (
            "a refusal of the credentials themselves",
            "no policy was asked: they have run out, are unknown to AWS, or the request is signed wrongly; renew them, and look at the clock",
        )
    } else if begin == "<!doctype" || begin.starts_with("<html") {
        (
            "a web page",
            "paste the words of the error in it, with `not authorized to perform`",
        )
    } else if one_word && Arn::split(text).is_some() {
        ("an ARN", "it names a principal or a resource; put it into the request")
    } else if one_word && text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        ("an account id", "put it into the request")
    } else if one_word
        && text.len() > 200
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    {
        (
            "an encoded authorization message",
            "only AWS can decode it: `aws sts decode-authorization-message --encoded-message …`; paste the sentence before it",
        )
    } else if line("Statement:") || line("Effect:") || line("PolicyDocument:") {
        (
            "a policy in YAML",
            "paste it as JSON; the names and values are the same",
        )
    } else if one_word && text.contains(':') {
        ("an action", "put it into the request")
    } else {
        (
            "text of another kind",
            "paste a policy as JSON, a scenario, an access-denied message with the words `not authorized to perform`, or a link",
        )
    };
    Unknown {
        seen: seen.to_owned(),
        why: why.to_owned(),
    }
}

/// An access key's id.
fn is_key(text: &str) -> bool {
    let begins = text.starts_with("AKIA") || text.starts_with("ASIA");
    begins
        && text.len() == 20
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
