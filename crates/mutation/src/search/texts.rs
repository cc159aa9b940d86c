//! Texts that a pattern matches, and texts that it does not.

/// A text that the pattern matches, stars filled with a word where they are a whole part.
pub(super) fn sample(pattern: &str) -> String {
    let letters: Vec<char> = pattern.chars().collect();
    let edge = |at: Option<&char>| at.is_none_or(|letter| ":/-._=@".contains(*letter));
    let mut text = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let whole = edge(at.checked_sub(1).and_then(|before| letters.get(before))) && edge(letters.get(at + 1));
        match letter {
            '*' if whole => text.push_str("example"),
            '*' => {}
            '?' => text.push('x'),
            letter => text.push(*letter),
        }
    }
    text
}

/// A pattern with values for its variables; none where one has none.
pub(super) fn fill(pattern: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, variable)) = rest.split_once("${") {
        let (name, after) = variable.split_once('}')?;
        filled.push_str(before);
        match name {
            "*" | "?" | "$" => filled.push_str(name),
            name => {
                let key = name.split(',').next().unwrap_or(name);
                filled.push_str(&value(key.trim())?);
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// A neighbour of a text that a narrower pattern would not match: the last part has another name.
pub(super) fn neighbour(text: &str) -> String {
    let cut = text.rfind([':', '/']).map_or(0, |at| at + 1);
    let (start, end) = text.split_at(cut);
    match end {
        "" => format!("{start}other"),
        end => format!("{start}other-{end}"),
    }
}

/// A whole number, or a number with a fraction, a step away.
pub(super) fn step(text: &str, by: i64) -> Option<String> {
    let whole: i64 = text.trim().parse().ok()?;
    whole.checked_add(by).map(|next| next.to_string())
}

/// A date some years away, or seconds some days away.
pub(super) fn moment(text: &str, by: i64) -> Option<String> {
    if text.len() > 4
        && let Ok(seconds) = text.trim().parse::<i64>()
    {
        return seconds.checked_add(by * 86_400).map(|next| next.to_string());
    }
    let (year, rest) = text.split_at_checked(4)?;
    let year: i64 = year.parse().ok()?;
    Some(format!("{:04}{}", year + by, rest.replacen("-02-29", "-02-28", 1)))
}

/// An address in a block.
pub(super) fn address(block: &str) -> String {
    let Some((base, length)) = block.split_once('/') else {
        return block.to_owned();
    };
    match base.rsplit_once('.') {
        Some((start, "0")) if length != "32" => format!("{start}.1"),
        _ if base.ends_with("::") && length != "128" => format!("{base}1"),
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_fit_and_neighbours_do_not() {
        assert_eq!(sample("arn:aws:s3:::logs/*"), "arn:aws:s3:::logs/example");
        assert_eq!(sample("arn:aws:s3:::logs-??/a*"), "arn:aws:s3:::logs-xx/a");
        assert_eq!(neighbour("arn:aws:s3:::logs/a"), "arn:aws:s3:::logs/other-a");
        assert_eq!(neighbour("s3:"), "s3:other");
        let value = |key: &str| (key == "aws:username").then(|| "alice".to_owned());
        assert_eq!(
            fill("home/${aws:username}/${$}*", &value).as_deref(),
            Some("home/alice/$*")
        );
        assert_eq!(fill("home/${aws:userid}/*", &value), None);
        assert_eq!(step("10", -1).as_deref(), Some("9"));
        assert_eq!(
            moment("2024-02-29T00:00:00Z", 1).as_deref(),
            Some("2025-02-28T00:00:00Z")
        );
        assert_eq!(address("10.0.0.0/8"), "10.0.0.1");
        assert_eq!(address("2001:db8::/32"), "2001:db8::1");
    }
}
