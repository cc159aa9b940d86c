//! Conditions, section 3 of the semantics.

use ipnet::IpNet;
use serde_json::{Map, Value};

use super::compare::{Number, address, bytes, instant, network};
use super::context::{Attribute, Context};
use super::glob::{Token, matches};
use super::keys::{Type, key_type};
use super::operator::{Test, base};
use super::scene::{Scene, text_of};
use super::template::template;
use super::{Known, Stop};

/// COND-1, COND-3: every pair of operator and key must hold.
pub(crate) fn holds(scene: &Scene, context: &Context, block: &Map<String, Value>, active: bool) -> Known<bool> {
    for (operator, keys) in block {
        let keys = keys.as_object().into_iter().flatten().collect::<Vec<_>>();
        for (at, (key, values)) in keys.iter().enumerate() {
            let repeated = keys[at + 1..].iter().any(|(later, _)| later.eq_ignore_ascii_case(key));
            if repeated && scene.assumes("UND-33", "lastWins") {
                continue;
            }
            let texts = |v: &Value| text_of(scene, v);
            let policy: Vec<String> = match values {
                Value::Array(list) => list.iter().filter_map(texts).collect(),
                one => texts(one).into_iter().collect(),
            };
            if !pair(scene, context, operator, key, &policy, active)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// One operator and one key; COND-4: the missing key first, then the set, then the comparison.
pub(crate) fn pair(
    scene: &Scene,
    context: &Context,
    operator: &str,
    key: &str,
    policy: &[String],
    active: bool,
) -> Known<bool> {
    let operator = operator.to_ascii_lowercase();
    let (for_all, for_any, name) = match operator.split_once(':') {
        Some(("forallvalues", name)) => (true, false, name),
        Some(("foranyvalue", name)) => (false, true, name),
        Some(_) => return Ok(false),
        None => (false, false, operator.as_str()),
    };
    let (name, if_exists) = name.strip_suffix("ifexists").map_or((name, false), |name| (name, true));
    let Some((test, negated)) = base(name) else {
        return Ok(false);
    }; // PARSE-28
    let qualified = for_all || for_any;
    if matches!(test, Test::Null) && qualified {
        return Ok(for_all); // NULL-3
    }
    let attribute = context.get(scene, key)?;
    let values: &[String] = attribute.as_ref().map_or(&[], Attribute::values);
    let absent = values.is_empty();
    let blank = absent || !scene.assumes("UND-2", "ordinary") && values.iter().all(String::is_empty); // COND-14
    if policy.is_empty() && !qualified && !if_exists && scene.assumes("UND-10", "alwaysTrue") {
        return Ok(true);
    }
    if matches!(test, Test::Null) {
        let wanted = if blank { "true" } else { "false" };
        return Ok(if_exists && absent || policy.iter().any(|p| p.eq_ignore_ascii_case(wanted)));
    }
    if for_all && blank {
        return Ok(true);
    }
    if absent {
        return Ok(if for_any { if_exists } else { negated || if_exists }); // COND-10
    }
    if policy.is_empty() && (qualified || if_exists) {
        return Ok(false); // EMPTY-3, EMPTY-4
    }
    let hits = values
        .iter()
        .map(|value| hit(scene, context, test, negated, key, policy, value, active))
        .collect::<Result<Vec<bool>, Stop>>()?;
    let any = hits.contains(&true);
    Ok(match attribute {
        Some(Attribute::Clash(_)) if scene.assumes("UND-11", "either") => any != negated, // CKEY-3
        Some(Attribute::Clash(_)) => negated,
        _ if for_all => hits.iter().all(|&hit| hit != negated),
        _ if for_any => hits.iter().any(|&hit| hit != negated),
        Some(Attribute::Many(_)) if scene.assumes("UND-1", "neverMatches") => negated, // COND-24
        Some(Attribute::Many(_)) if hits.len() > 1 && !scene.assumes("UND-1", "anyValue") => negated,
        _ => any != negated, // COND-2, COND-5
    })
}

/// Whether one value of the request matches any of the policy's values.
#[expect(clippy::too_many_arguments, reason = "the whole state of one comparison")]
fn hit(
    scene: &Scene,
    context: &Context,
    test: Test,
    negated: bool,
    key: &str,
    policy: &[String],
    value: &str,
    active: bool,
) -> Known<bool> {
    let texts = matches!(test, Test::Equals | Test::Folded | Test::Like);
    if texts && scene.assumes("UND-35", "never") && matches!(key_type(key), Type::Bool | Type::Number | Type::Date) {
        return Ok(false); // STR-5
    }
    let strict = negated && scene.assumes("UND-8", "false") && matches!(test, Test::Number(_) | Test::Ip | Test::Arn);
    for text in policy {
        if compare(scene, context, test, text, value, active)?.unwrap_or(strict) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The positive comparison; `None` where an operand cannot be read (NUM-2, IP-5, ARNOP-3).
fn compare(scene: &Scene, context: &Context, test: Test, text: &str, value: &str, active: bool) -> Known<Option<bool>> {
    let variables = match test {
        Test::Equals | Test::Folded | Test::Like | Test::Arn => active,
        Test::Bool => active && !scene.assumes("UND-3", "literal"), // VAR-4
        _ => false,                                                 // VAR-5
    };
    let Some(pattern) = template(scene, context, text, variables)? else {
        // VAR-7; what is no ARN is unreadable whatever it is compared with.
        return Ok(Some(false).filter(|_| !matches!(test, Test::Arn) || is_arn(value)));
    };
    let plain: String = pattern.iter().map(|&t| character(t)).collect();
    let letters: Vec<char> = value.chars().collect();
    let fold = |t: &str| match scene.assumes("UND-30", "ascii") {
        true => t.to_ascii_lowercase(),
        false => t.chars().flat_map(char::to_lowercase).collect(),
    };
    let mapped = scene.assumes("UND-26", "asIPv4");
    let year = scene.assumes("UND-7", "year");
    Ok(match test {
        Test::Equals => Some(plain == value),
        Test::Folded => Some(fold(&plain) == fold(value)),
        Test::Like => Some(matches(&pattern, &letters)),
        Test::Number(relation) => Number::parse(value)
            .zip(Number::parse(text))
            .map(|(v, p)| relation(v.compare(&p))),
        Test::Date(relation) => instant(value, year)
            .zip(instant(text, year))
            .map(|(v, p)| relation(v.cmp(&p))),
        Test::Bool => Some(matches!(fold(value).as_str(), "true" | "false") && fold(value) == fold(&plain)),
        Test::Binary => Some(bytes(value).is_some_and(|v| bytes(text) == Some(v))),
        Test::Ip => address(value, mapped)
            .zip(network(text, mapped))
            .map(|(v, net)| net.contains(&IpNet::from(v))),
        Test::Arn => arn(scene, &pattern, value),
        Test::Null => None,
    })
}

fn is_arn(value: &str) -> bool {
    value.starts_with("arn:") && value.splitn(6, ':').count() == 6
}

/// ARNOP-2: part by part.
fn arn(scene: &Scene, pattern: &[Token], value: &str) -> Option<bool> {
    let parts: Vec<&str> = value.splitn(6, ':').collect();
    if !is_arn(value) {
        return None;
    }
    if matches!(pattern, [Token::Star(_)]) {
        return if scene.assumes("UND-9", "nothing") {
            None
        } else {
            Some(true)
        };
    }
    let whole = pattern.iter().all(|t| matches!(t, Token::Given(_))); // VAR-13
    let colon = |t: &Token| *t == Token::Written(':') || whole && *t == Token::Given(':');
    let wanted: Vec<&[Token]> = pattern.splitn(6, colon).collect();
    (wanted.len() == 6).then(|| {
        wanted
            .iter()
            .zip(&parts)
            .all(|(p, t)| matches(p, &t.chars().collect::<Vec<_>>()))
    })
}

fn character(token: Token) -> char {
    match token {
        Token::Written(c) | Token::Given(c) => c,
        Token::Star(_) => '*',
        Token::Mark(_) => '?',
    }
}
