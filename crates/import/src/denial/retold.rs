//! Refusals in other words than those of the API: the console's list of user, action and resource, and a sentence in an address.

use super::{Denial, denials};
use crate::search::{find, starts};
use iamwhy_policy::Span;

/// The refusal, which has no place in the paste.
pub(crate) fn retold(text: &str) -> Option<Denial> {
    let sentence = of_console(text).or_else(|| of_address(text))?;
    let mut denial = denials(&sentence).into_iter().next()?;
    denial.forget_places();
    Some(denial)
}

/// `User: …`, `Action: …`, `On resource(s): …`, `Context: …`, a line each, as the console offers them for the administrator; or its
/// words for a list that it cannot show.
fn of_console(text: &str) -> Option<String> {
    let line = |name: &str| {
        let own = text.lines().take(200).map(str::trim).find(|line| starts(line, name))?;
        own.get(name.len()..).map(str::trim).filter(|own| !own.is_empty())
    };
    let Some(action) = line("action: ") else {
        return of_list(text);
    };
    let mut sentence = match line("user: ") {
        // The line may be one of the API's sentence.
        Some(user) if !user.contains(' ') => ["User: ", user, " is not authorized to perform: ", action].concat(),
        _ => return None,
    };
    // Of several resources the first is asked for.
    let on = ["on resource(s): ", "on resources: ", "on resource: ", "resource: "]
        .iter()
        .find_map(|own| line(own));
    if let Some(on) = on.and_then(|on| on.split([',', ' ']).next()) {
        sentence.extend([" on resource: ", on]);
    }
    let Some(why) = line("context: ").map(|why| why.trim_end_matches('.')) else {
        return Some(sentence);
    };
    match find(why, " explicitly denies") {
        Some(end) => sentence.extend([" with an explicit deny in ", why.get(..end)?]),
        None => sentence.extend([" because ", why]),
    }
    Some(sentence)
}

/// `…updated your permissions to allow the s3:ListBucket action, refresh this page`: who called, the page says elsewhere.
fn of_list(text: &str) -> Option<String> {
    const WORDS: &str = "your permissions to allow the ";
    let at = find(text, WORDS)? + WORDS.len();
    let action = text.get(at..)?.split(' ').next()?;
    Some(["not authorized to perform ", action].concat())
}

/// A sentence with `%20` or `+` for spaces.
fn of_address(text: &str) -> Option<String> {
    let speaks = |words: &str| find(text, words).is_some();
    let with_plus = speaks("+authorized+to+perform") || speaks("+authorization+failure+message");
    if !with_plus && !speaks("%20authorized%20to%20perform") && !speaks("%20authorization%20failure%20message") {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|own| std::str::from_utf8(own).ok());
        match (byte, code.and_then(|own| u8::from_str_radix(own, 16).ok())) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', _) if with_plus => bytes.push(b' '),
            _ => bytes.push(*byte),
        }
        rest = after;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

impl Denial {
    /// What was read from another text than the paste stands nowhere in it.
    fn forget_places(&mut self) {
        let none = Span { start: 0, end: 0 };
        self.span = none;
        let pieces = [
            self.caller.as_mut().map(|own| &mut own.written),
            self.action.as_mut().map(|own| &mut own.written),
            self.resource.written.as_mut(),
            self.reason.written.as_mut(),
            self.policy.as_mut(),
            self.authorization_id.as_mut(),
            self.encoded.as_mut(),
            self.error_code.as_mut(),
            self.operation.as_mut(),
        ];
        for piece in pieces.into_iter().flatten() {
            piece.span = none;
        }
    }
}
