//! Matching a pattern against text: at most pattern times text steps, constant stack, no allocation (MATCH-5, AMEND-15).

use super::{Pattern, Shape, Token, VarId};

/// Looks up what a pattern needs from outside: literal text and the values of variables.
pub(crate) trait Resolve {
    /// The pool of literals.
    fn text(&self) -> &str;
    /// The value of a variable; `None` where it has none (VAR-7).
    fn variable(&self, variable: VarId) -> Option<&str>;
    /// Whether `?` consumes one byte instead of one character (UND-30).
    fn bytewise(&self) -> bool {
        false
    }
    /// Whether A to Z match a to z (UND-28).
    fn ignores_case(&self) -> bool {
        false
    }
}

/// Whether the whole text matches the pattern.
pub(crate) fn glob(pattern: Pattern, tokens: &[Token], world: &impl Resolve, text: &str) -> bool {
    let text = text.as_bytes();
    let pool = world.text().as_bytes();
    match pattern.shape {
        Shape::Any => true,
        Shape::Exact(_) | Shape::Prefix(_) if world.ignores_case() => {
            tokens_match(pattern.tokens.of(tokens), world, text)
        }
        Shape::Exact(run) => &pool[run.start as usize..run.end as usize] == text,
        Shape::Prefix(run) => text.starts_with(&pool[run.start as usize..run.end as usize]),
        Shape::Parts => tokens_match(pattern.tokens.of(tokens), world, text),
    }
}

/// Where to resume after a mismatch: the token behind a star, and the text that the star has consumed up to.
#[derive(Copy, Clone)]
struct Resume {
    token: usize,
    at: usize,
}

/// The two-pointer walk with two places to fall back to. Unrestricted stars restart the rest of the pattern one character
/// later; only the last one matters, because every earlier piece was placed as far left as it could be. A star that
/// stays in its part reaches to the next colon only; when that is exhausted, the last unrestricted star is tried again
/// (RES-21).
fn tokens_match(tokens: &[Token], world: &impl Resolve, text: &[u8]) -> bool {
    let pool = world.text().as_bytes();
    let mut token = 0;
    let mut at = 0;
    let mut free: Option<Resume> = None;
    let mut bound: Option<Resume> = None;
    loop {
        let advanced = match tokens.get(token) {
            None => {
                if at == text.len() {
                    return true;
                }
                false
            }
            Some(Token::Literal(run)) => {
                let literal = &pool[run.start as usize..run.end as usize];
                consume(literal, text, &mut at, world.ignores_case())
            }
            Some(Token::Variable(variable)) => match world.variable(*variable) {
                Some(value) => consume(value.as_bytes(), text, &mut at, world.ignores_case()),
                None => return false,
            },
            Some(Token::One) => step(text, &mut at, true, world.bytewise()),
            Some(Token::OneInPart) => step(text, &mut at, false, world.bytewise()),
            Some(Token::Star) => {
                if token + 1 == tokens.len() {
                    return true;
                }
                free = Some(Resume { token: token + 1, at });
                bound = None;
                true
            }
            Some(Token::StarInPart) => {
                bound = Some(Resume { token: token + 1, at });
                true
            }
        };
        if advanced {
            token += 1;
            continue;
        }
        if let Some(resume) = &mut bound {
            if step(text, &mut resume.at, false, world.bytewise()) {
                token = resume.token;
                at = resume.at;
                continue;
            }
            bound = None;
        }
        let Some(resume) = &mut free else { return false };
        if !step(text, &mut resume.at, true, world.bytewise()) {
            return false;
        }
        token = resume.token;
        at = resume.at;
    }
}

fn consume(literal: &[u8], text: &[u8], at: &mut usize, any_case: bool) -> bool {
    let rest = text.get(*at..).unwrap_or_default();
    let matched = match any_case {
        false => rest.starts_with(literal),
        true => rest
            .get(..literal.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(literal)),
    };
    if matched {
        *at += literal.len();
    }
    matched
}

/// Consumes one character; a colon only where that is allowed.
fn step(text: &[u8], at: &mut usize, colons: bool, bytewise: bool) -> bool {
    let Some(&first) = text.get(*at) else { return false };
    if first == b':' && !colons {
        return false;
    }
    *at += 1;
    while !bytewise && text.get(*at).is_some_and(|byte| byte & 0xC0 == 0x80) {
        *at += 1;
    }
    true
}
