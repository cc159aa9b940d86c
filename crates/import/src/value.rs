//! JSON that is written: scenarios.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// `1`
    One,
    /// `true`
    True,
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// `{"unknown": true}`: there may be one that we cannot see.
    pub(crate) fn unknown() -> Value {
        Value::object([("unknown", Value::True)])
    }

    /// An unknown policy of which the ARN is known.
    pub(crate) fn unseen(arn: &str) -> Value {
        Value::object([("unknown", Value::True), ("arn", arn.into())])
    }

    pub(crate) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
        Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// On several lines; what fits into one stays there.
    pub(crate) fn pretty(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        text.push('\n');
        text
    }

    /// Recursion is as deep as a scenario that is made here.
    fn write(&self, out: &mut String, level: Option<usize>) {
        match self {
            Value::One => out.push('1'),
            Value::True => out.push_str("true"),
            Value::Text(text) => quoted(out, text),
            Value::List(items) => {
                let items: Vec<(Option<&str>, &Value)> = items.iter().map(|item| (None, item)).collect();
                container(out, level, &items, ['[', ']']);
            }
            Value::Object(members) => {
                let members: Vec<(Option<&str>, &Value)> = members
                    .iter()
                    .map(|(name, value)| (Some(name.as_str()), value))
                    .collect();
                container(out, level, &members, ['{', '}']);
            }
        }
    }

    /// Whether it has no container inside another.
    fn is_flat(&self) -> bool {
        let scalar = |value: &Value| !matches!(value, Value::List(_) | Value::Object(_));
        match self {
            Value::List(items) => items.iter().all(scalar),
            Value::Object(members) => members.len() < 4 && members.iter().all(|(_, value)| scalar(value)),
            _ => true,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

fn container(out: &mut String, level: Option<usize>, members: &[(Option<&str>, &Value)], [open, close]: [char; 2]) {
    out.push(open);
    for (at, (name, value)) in members.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match level {
            Some(level) => line(out, level + 1),
            None if at > 0 => out.push(' '),
            None => {}
        }
        if let Some(name) = name {
            quoted(out, name);
            out.push_str(": ");
        }
        value.write(out, level.filter(|_| !value.is_flat()).map(|level| level + 1));
    }
    if let Some(level) = level.filter(|_| !members.is_empty()) {
        line(out, level);
    }
    out.push(close);
}

fn line(out: &mut String, level: usize) {
    out.push('\n');
    (0..level).for_each(|_| out.push_str("  "));
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\0'..' ' => {
                let code = u32::from(letter);
                let digit = |digit| char::from_digit(digit, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(code / 16), digit(code % 16)]);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}
