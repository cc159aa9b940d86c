//! Names with variable parts: `aws:RequestTag/${TagKey}`, `s3:ExistingObjectTag/<key>`.

use crate::walk::{self, Taken};

/// A piece of a template.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    Byte(u8),
    /// A placeholder; `name` is what stands in it, as a range of the template.
    Placeholder {
        start: usize,
        end: usize,
    },
}

/// The piece that begins at `at`, and where the next one does.
pub(crate) fn piece(template: &[u8], at: usize) -> Option<(Piece, usize)> {
    let byte = *template.get(at)?;
    let rest = template.get(at..).unwrap_or_default();
    let (opens, closes) = match rest {
        [b'$', b'{', ..] => (2, b'}'),
        [b'<', ..] => (1, b'>'),
        _ => return Some((Piece::Byte(byte), at + 1)),
    };
    match rest.iter().position(|byte| *byte == closes) {
        Some(length) => Some((
            Piece::Placeholder {
                start: at + opens,
                end: at + length,
            },
            at + length + 1,
        )),
        None => Some((Piece::Byte(byte), at + 1)),
    }
}

/// Whether a name has a variable part.
pub(crate) fn is_template(name: &str) -> bool {
    let mut at = 0;
    while let Some((piece, next)) = piece(name.as_bytes(), at) {
        if matches!(piece, Piece::Placeholder { .. }) {
            return true;
        }
        at = next;
    }
    false
}

/// Whether a name is the template with something in place of each placeholder, case aside.
pub(crate) fn fits(template: &str, name: &str) -> bool {
    walk::matches(template, name, |template, at| {
        let (piece, next) = piece(template, at)?;
        let taken = match piece {
            Piece::Byte(byte) => Taken::Letter(byte),
            Piece::Placeholder { .. } => Taken::Some,
        };
        Some((taken, next))
    })
}

/// Of all that fit, the one that says most: `Metadata/${a}/Matcher` before `Metadata/${a}`.
pub(crate) fn closest<'c, T: Copy>(
    all: impl Iterator<Item = T>,
    template: impl Fn(T) -> &'c str,
    name: &str,
) -> Option<T> {
    let fitting = all.filter(|one| fits(template(*one), name));
    fitting.max_by_key(|one| template(*one).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_take_one_byte_or_more() {
        for (template, name, expected) in [
            ("aws:TagKeys", "AWS:tagkeys", true),
            ("aws:RequestTag/${TagKey}", "aws:requesttag/team", true),
            ("aws:RequestTag/${TagKey}", "aws:RequestTag/", false),
            ("aws:RequestTag/${TagKey}", "aws:RequestTag", false),
            ("s3:ExistingObjectTag/<key>", "s3:ExistingObjectTag/a/b", true),
            ("token.${Domain}.ghe.com:sub", "token.a.b.ghe.com:sub", true),
            ("token.${Domain}.ghe.com:sub", "token.ghe.com:sub", false),
            ("x:${a}${b}", "x:1", false),
            ("x:${a}${b}", "x:12", true),
            ("x:${open", "x:${open", true),
            ("", "", true),
        ] {
            assert_eq!(fits(template, name), expected, "{template} {name}");
        }
        assert!(!is_template("x:<open"));
        assert!(is_template("x:<key>"));
    }
}
