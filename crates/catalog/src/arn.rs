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
    let template = type_arn.as_bytes();
    let mut open = Places::default();
    open.add(template, Place::default());
    let mut after = Places::default();
    let bytes = resource.as_bytes();
    // Behind the last brace no variable ends, so that none is looked for.
    let last_brace = resource.rfind('}').unwrap_or(0);
    let (mut at, mut colons) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        at += 1;
        let (byte, no_colon) = match byte {
            b'*' => {
                // The last letter of its part may run on across colons.
                let stays = colons < COLONS && rest.first().is_some_and(|next| *next != b':');
                open.run(template, stays);
                continue;
            }
            b'$' if at < last_brace && rest.first() == Some(&b'{') => {
                match rest.iter().position(|byte| *byte == b'}') {
                    Some(length) => {
                        at += length + 1;
                        open.run(template, false);
                        continue;
                    }
                    None => (Some(b'$'), false),
                }
            }
            b'?' => (None, colons < COLONS),
            byte => {
                colons += usize::from(*byte == b':');
                (Some(*byte), false)
            }
        };
        open.step(template, byte, no_colon, &mut after);
        std::mem::swap(&mut open, &mut after);
        if open.0.is_empty() {
            return false;
        }
    }
    if colons < COLONS && resource.starts_with("arn:") {
        open.run(template, false);
    }
    open.0.last().is_some_and(|place| place.at >= template.len())
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
}

/// A place between two pieces of a type's pattern.
#[derive(Copy, Clone, Default)]
struct Place {
    /// Where the next piece begins.
    at: usize,
    /// The colons before it.
    colons: usize,
    /// What stands before it, if that can take more than one byte.
    before: Option<Token>,
}

impl Place {
    /// What comes next, and the place behind it.
    fn next(self, template: &[u8]) -> Option<(Token, Place)> {
        let (piece, at) = template::piece(template, self.at)?;
        let (token, colons) = match piece {
            Piece::Byte(b'*') => (Token::Any, self.colons),
            Piece::Byte(byte) => (Token::Byte(byte), self.colons + usize::from(byte == b':')),
            Piece::Placeholder { start, end } => {
                let name = template.get(start..end).unwrap_or_default();
                let token = Token::Some {
                    colon: self.colons >= COLONS,
                    slash: !WITHOUT_SLASH.iter().any(|own| own.as_bytes() == name),
                };
                (token, self.colons)
            }
        };
        let before = Some(token).filter(|token| !matches!(token, Token::Byte(_)));
        Some((token, Place { at, colons, before }))
    }
}

/// Places that what has been read can have come to, in the order of the pattern.
#[derive(Default)]
struct Places(Vec<Place>);

impl Places {
    /// Adds a place that is not before the last one, and those behind stars, which take nothing, too.
    fn add(&mut self, template: &[u8], place: Place) {
        let mut next = Some(place);
        while let Some(place) = next {
            if self.0.last().is_none_or(|last| last.at < place.at) {
                self.0.push(place);
            }
            next = match place.next(template) {
                Some((Token::Any, behind)) => Some(behind),
                _ => None,
            };
        }
    }

    /// All places after one byte.
    fn step(&self, template: &[u8], byte: Option<u8>, no_colon: bool, after: &mut Places) {
        after.0.clear();
        for place in &self.0 {
            if place.before.is_some_and(|token| token.takes(byte, no_colon)) {
                after.add(template, *place);
            }
            if let Some((token, behind)) = place.next(template)
                && token.takes(byte, no_colon)
            {
                after.add(template, behind);
            }
        }
    }

    /// All places after any text, or any text without a colon.
    fn run(&mut self, template: &[u8], no_colon: bool) {
        let mut after = Places(Vec::with_capacity(template.len()));
        for place in &self.0 {
            let mut next = Some(*place);
            while let Some(place) = next.filter(|place| after.0.last().is_none_or(|last| last.at < place.at)) {
                after.0.push(place);
                let behind = place.next(template);
                next = behind.and_then(|(token, behind)| token.takes(None, no_colon).then_some(behind));
            }
        }
        *self = after;
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
