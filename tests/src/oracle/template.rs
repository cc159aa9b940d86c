//! Policy variables, VAR-1 to VAR-18.

use super::context::{Attribute, Context};
use super::glob::{Token, token};
use super::scene::Scene;
use super::{Known, glob};

/// The pattern that a policy text stands for in this request, or `None` where a variable has no value (VAR-7).
pub(crate) fn template(scene: &Scene, context: &Context, text: &str, active: bool) -> Known<Option<Vec<Token>>> {
    if !active {
        return Ok(Some(glob::pattern(text)));
    }
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some((plain, variable, after)) = next_variable(rest) {
        tokens.extend(plain.chars().map(token));
        match value_of(scene, context, variable)? {
            Some(value) => tokens.extend(value),
            None => return Ok(None),
        }
        rest = after;
    }
    tokens.extend(rest.chars().map(token));
    Ok(Some(tokens))
}

/// Text before the first `${...}`, its inside, and the text behind it; VAR-2: without `}` it is plain text.
pub(crate) fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("${")?;
    let (inside, after) = rest.split_once('}')?;
    Some((before, inside, after))
}

/// The key inside `${key}` or `${key, 'default'}`, and the default.
pub(crate) fn key_and_default(inside: &str) -> (&str, Option<&str>) {
    match inside
        .split_once(", '")
        .and_then(|(key, rest)| Some((key, rest.strip_suffix('\'')?)))
    {
        Some((key, default)) => (key, Some(default)),
        None => (inside, None),
    }
}

fn value_of(scene: &Scene, context: &Context, inside: &str) -> Known<Option<Vec<Token>>> {
    let given = |text: &str| text.chars().map(Token::Given).collect::<Vec<_>>();
    if matches!(inside, "*" | "?" | "$") {
        return Ok(Some(given(inside))); // VAR-14
    }
    let (key, default) = key_and_default(inside);
    let value = match key.contains(' ') {
        true => None, // VAR-2
        false => match context.get(scene, key)? {
            Some(Attribute::One(text)) => Some(text),
            _ => None, // VAR-6: absent and multivalued keys alike have no value
        },
    };
    let kept = scene.assumes("UND-5", "emptyKept");
    Ok(match (value, default) {
        (Some(text), Some(default)) if text.is_empty() && !kept => Some(given(default)), // VAR-10
        (Some(text), _) if scene.assumes("UND-6", "wildcard") => {
            let wild = |c| {
                if matches!(c, '*' | '?') {
                    token(c)
                } else {
                    Token::Given(c)
                }
            };
            Some(text.chars().map(wild).collect())
        }
        (Some(text), _) => Some(given(&text)), // VAR-11
        (None, default) => default.map(given),
    })
}
