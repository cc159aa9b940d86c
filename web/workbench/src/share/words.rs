//! Which words are everybody's: those stay, because decisions hang on them.

/// Words of ARNs, services, regions and policies.
const COMMON: &[&str] = &[
    "accesspoint",
    "administratoraccess",
    "af",
    "alias",
    "allow",
    "amazonaws",
    "anonymous",
    "ap",
    "apigateway",
    "arn",
    "assumed",
    "aws",
    "awsreservedsso",
    "backup",
    "bucket",
    "ca",
    "catalog",
    "central",
    "cloudtrail",
    "cn",
    "cognito",
    "com",
    "database",
    "default",
    "deny",
    "dynamodb",
    "east",
    "ec2",
    "eu",
    "events",
    "false",
    "federated",
    "fullawsaccess",
    "function",
    "glue",
    "gov",
    "group",
    "http",
    "https",
    "iam",
    "id",
    "identity",
    "il",
    "instance",
    "io",
    "iso",
    "isob",
    "key",
    "kms",
    "lambda",
    "layer",
    "login",
    "logs",
    "me",
    "mfa",
    "mx",
    "net",
    "none",
    "north",
    "northeast",
    "northwest",
    "null",
    "object",
    "oidc",
    "org",
    "ou",
    "parameter",
    "policy",
    "profile",
    "provider",
    "queue",
    "rcpfullawsaccess",
    "reserved",
    "role",
    "root",
    "rule",
    "s3",
    "sa",
    "saml",
    "secret",
    "secretsmanager",
    "service",
    "session",
    "sns",
    "south",
    "southeast",
    "southwest",
    "sqs",
    "ssm",
    "sso",
    "stream",
    "sts",
    "table",
    "topic",
    "true",
    "us",
    "user",
    "userdefinedfunction",
    "vpc",
    "vpce",
    "west",
    "www",
];

/// Hosts of providers that everybody knows: their names are nobody's secret, and trust policies are judged by some.
pub(super) const PROVIDERS: &[&str] = &[
    "accounts.google.com",
    "agent.buildkite.com",
    "amazonaws.com",
    "app.terraform.io",
    "gitlab.com",
    "graph.facebook.com",
    "identity.oraclecloud.com",
    "oidc.circleci.com",
    "token.actions.githubusercontent.com",
    "www.amazon.com",
];

/// Whether a word is everybody's, or says nothing: numbers and single letters.
pub(super) fn is_common(word: &str) -> bool {
    let folded = word.to_ascii_lowercase();
    word.len() < 2 || word.bytes().all(|byte| byte.is_ascii_digit()) || COMMON.binary_search(&folded.as_str()).is_ok()
}

/// The words of a text, each with the byte that it begins with.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|letter: char| letter.is_ascii_alphanumeric())?;
        let rest = text.get(start..)?;
        let len = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        at = start + len;
        Some((start, rest.get(..len)?))
    })
}

/// Names that stand in for names.
pub(super) const STAND_INS: [&str; 26] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima",
    "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "xray",
    "yankee", "zulu",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let found: Vec<(usize, &str)> = words("é-acme_logs/1.gz").collect();
        assert_eq!(found, [(3, "acme"), (8, "logs"), (13, "1"), (15, "gz")]);
    }
}
