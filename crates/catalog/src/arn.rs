//! Can a `Resource` of a policy name a resource of a type?

use crate::template::{self, Piece};

/// Placeholders that never hold a `/`: what follows one in a longer ARN is another type. All other placeholders may
/// hold anything; AWS says for few what they hold.
const WITHOUT_SLASH: &[&str] = &["BucketName", "TableName", "AccessPointName", "AccessPointAlias"];
/// The colons before the last part of an ARN.
const COLONS: usize = 5;

/// Whether there is an ARN that both match: the pattern of a resource type, with its placeholders, and the `Resource`
/// of a policy, with `*`, `?` and policy variables.
///
/// Both ends may be open, so `true` says *it can name one*, and `false` *it names none*. The text before the fifth colon
/// is matched part by part, as AWS does it (RES-2); fewer than six parts stand for any rest (RES-8). Upper and lower case
/// differ. A policy variable stands for any text.
///
/// ```
/// use iamwhy_catalog::matches_resource_type;
///
/// let (bucket, object) = ("arn:${Partition}:s3:::${BucketName}", "arn:${Partition}:s3:::${BucketName}/${ObjectName}");
/// assert!(matches_resource_type(bucket, "arn:aws:s3:::logs"));
/// assert!(!matches_resource_type(bucket, "arn:aws:s3:::logs/*"));
/// assert!(!matches_resource_type(object, "arn:aws:s3:::logs"));
/// assert!(matches_resource_type(object, "arn:aws:s3:::logs*"));
/// assert!(matches_resource_type(object, "arn:aws:s3:::logs/${aws:username}/*"));
/// ```
pub fn matches_resource_type(type_arn: &str, resource: &str) -> bool {
    if resource == "*" {
        return true;
    }
    let states = States::of(type_arn);
    let mut open = vec![false; states.tokens.len() + 1];
    if let Some(first) = open.first_mut() {
        *first = true;
    }
    states.skip_stars(&mut open);
    let bytes = resource.as_bytes();
    let (mut at, mut colons) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        at += 1;
        match byte {
            b'*' => {
                // The last letter of its part may run on across colons.
                let stays = colons < COLONS && rest.first().is_some_and(|next| *next != b':');
                states.run(&mut open, stays);
            }
            b'$' if rest.first() == Some(&b'{') => {
                let Some(length) = rest.iter().position(|byte| *byte == b'}') else {
                    open = states.step(&open, Some(*byte), false);
                    continue;
                };
                at += length + 1;
                states.run(&mut open, false);
            }
            b'?' => open = states.step(&open, None, colons < COLONS),
            _ => {
                colons += usize::from(*byte == b':');
                open = states.step(&open, Some(*byte), false);
            }
        }
        if !open.contains(&true) {
            return false;
        }
    }
    if colons < COLONS && resource.starts_with("arn:") {
        states.run(&mut open, false);
    }
    open.last() == Some(&true)
}

/// What the pattern of a type takes.
#[derive(Copy, Clone)]
enum Token {
    Byte(u8),
    /// One byte or more, none of them a colon or a slash where the word says so.
    Some {
        colon: bool,
        slash: bool,
    },
    /// Any text: AWS writes `*` in some patterns.
    Any,
}

impl Token {
    /// Whether it takes the byte; `None` is any, or any but a colon.
    fn takes(self, byte: Option<u8>, no_colon: bool) -> bool {
        match (self, byte) {
            (Self::Byte(own), Some(byte)) => own == byte,
            (Self::Byte(own), None) => !(no_colon && own == b':'),
            (Self::Some { colon, slash }, Some(byte)) => (colon || byte != b':') && (slash || byte != b'/'),
            (Self::Some { .. } | Self::Any, _) => true,
        }
    }

    /// Whether it takes another byte after the first.
    fn repeats(self) -> bool {
        !matches!(self, Self::Byte(_))
    }
}

/// The places in a type's pattern: number n is behind the first n tokens.
struct States {
    tokens: Vec<Token>,
}

impl States {
    fn of(type_arn: &str) -> Self {
        let (mut at, mut colons) = (0, 0);
        let mut tokens = Vec::new();
        while let Some((piece, next)) = template::piece(type_arn.as_bytes(), at) {
            at = next;
            tokens.push(match piece {
                Piece::Byte(b'*') => Token::Any,
                Piece::Byte(byte) => {
                    colons += usize::from(byte == b':');
                    Token::Byte(byte)
                }
                Piece::Placeholder { start, end } => {
                    let name = type_arn.get(start..end).unwrap_or_default();
                    Token::Some {
                        colon: colons >= COLONS,
                        slash: !WITHOUT_SLASH.contains(&name),
                    }
                }
            });
        }
        Self { tokens }
    }

    /// All places after one byte.
    fn step(&self, open: &[bool], byte: Option<u8>, no_colon: bool) -> Vec<bool> {
        let mut after = vec![false; open.len()];
        for (index, token) in self.tokens.iter().enumerate() {
            let before = open.get(index) == Some(&true);
            let inside = token.repeats() && open.get(index + 1) == Some(&true);
            if (before || inside)
                && token.takes(byte, no_colon)
                && let Some(place) = after.get_mut(index + 1)
            {
                *place = true;
            }
        }
        self.skip_stars(&mut after);
        after
    }

    /// All places after any text, or any text without a colon.
    fn run(&self, open: &mut [bool], no_colon: bool) {
        for (index, token) in self.tokens.iter().enumerate() {
            if open.get(index) == Some(&true)
                && token.takes(None, no_colon)
                && let Some(place) = open.get_mut(index + 1)
            {
                *place = true;
            }
        }
    }

    /// `*` takes nothing, too.
    fn skip_stars(&self, open: &mut [bool]) {
        for (index, token) in self.tokens.iter().enumerate() {
            if open.get(index) == Some(&true)
                && matches!(token, Token::Any)
                && let Some(place) = open.get_mut(index + 1)
            {
                *place = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches_resource_type as matches;

    #[test]
    fn both_sides_may_be_open() {
        let table = "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}";
        let index = "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/index/${IndexName}";
        let role = "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}";
        let backend = "arn:${Partition}:amplifybackend:${Region}:${Account}:/backend/${AppId}/api/*";
        for (arn, resource, expected) in [
            (table, "*", true),
            (table, "arn:aws:dynamodb:eu-west-1:111111111111:table/t", true),
            (table, "arn:aws:dynamodb:*:*:table/*", true),
            (table, "arn:aws:dynamodb:eu-west-1:111111111111:table/t/index/*", false),
            (table, "arn:aws:dynamodb:eu-west-1:111111111111:table/", false),
            (index, "arn:aws:dynamodb:eu-west-1:111111111111:table/t", false),
            (index, "arn:aws:dynamodb:eu-west-1:111111111111:table/t*", true),
            (index, "arn:aws:dynamodb:*", true),
            (table, "arn:aws:dynamodb:::table/t", false),
            (table, "arn:aws:sqs:*:*:table/t", false),
            (table, "arn:aws:*:*:*:table/t", true),
            (table, "arn:aws:d*b:*:*:table/t", true),
            // One colon short: the star at the end of its part runs on.
            (table, "arn:aws:dynamodb:*:table/t", true),
            // Not at the end of its part, it does not.
            (table, "arn:aws:dynamodb:e*t:table/t:", false),
            (table, "arn:aws:dynamodb:??:1:table/?", true),
            (table, "arn:aws:dynamodb:eu-west-1", true),
            (table, "arn:aws:dynamodb:eu-west-1:1:index", false),
            (role, "arn:aws:iam::111111111111:role/a/b", true),
            (role, "arn:aws:iam::111111111111:role/${aws:PrincipalTag/team}", true),
            (role, "arn:aws:iam::${aws:PrincipalAccount}:role/a", true),
            (role, "arn:aws:iam::111111111111:user/a", false),
            (role, "arn:aws:iam::111111111111:role/${open", true),
            (backend, "arn:aws:amplifybackend:a:b:/backend/x/api/", true),
            (backend, "arn:aws:amplifybackend:a:b:/backend/x/api/y", true),
            (backend, "arn:aws:amplifybackend:a:b:/backend/x/auth", false),
            (table, "", false),
            (table, "arn", false),
        ] {
            assert_eq!(matches(arn, resource), expected, "{arn} {resource}");
        }
    }
}
