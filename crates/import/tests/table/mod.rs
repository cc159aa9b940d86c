//! The table of messages.

/// A message, and what must be read from it.
pub(crate) struct Row {
    /// What is special about it.
    pub(crate) title: String,
    /// As it is pasted.
    pub(crate) message: String,
    /// Who, action, resource, decision and layer, policy, more.
    pub(crate) expected: String,
}

/// Every row.
pub(crate) fn rows() -> Vec<Row> {
    let text = include_str!("../messages.txt");
    text.split("\n### ")
        .skip(1)
        .map(|block| {
            let (title, rest) = block.split_once('\n').unwrap();
            let (message, expected) = rest.split_once("\n=> ").unwrap();
            Row {
                title: title.to_owned(),
                message: message.to_owned(),
                expected: expected.trim_end().to_owned(),
            }
        })
        .collect()
}
