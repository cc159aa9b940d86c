//! Where a cursor stands in JSON text that need not be whole.

/// Where a cursor stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Cursor {
    /// The keys and indices of the containers around it, and of a value its own key.
    pub(super) path: Vec<String>,
    /// Whether a key is being written; else a value.
    pub(super) key: bool,
    /// The first byte of the string that it stands in, without its quote; none outside of strings.
    pub(super) string: Option<usize>,
    /// Keys that the object around it has already.
    pub(super) siblings: Vec<String>,
}

#[derive(Default)]
struct Frame {
    object: bool,
    /// The key whose value is being read.
    key: Option<String>,
    index: usize,
    keys: Vec<String>,
}

impl Cursor {
    /// The cursor in front of byte `at`.
    pub(super) fn of(text: &str, at: usize) -> Cursor {
        let bytes = text.as_bytes();
        let mut open: Vec<Frame> = Vec::new();
        let mut string = None;
        let mut place = 0;
        while place < at.min(bytes.len()) {
            let Some(byte) = bytes.get(place) else { break };
            if *byte == b'"' {
                let end = string_end(bytes, place + 1);
                if end >= at {
                    string = Some(place + 1);
                    break;
                }
                if let Some(frame) = open.last_mut().filter(|frame| frame.object && frame.key.is_none()) {
                    let key = text.get(place + 1..end).unwrap_or_default().to_owned();
                    frame.keys.push(key.clone());
                    frame.key = Some(key);
                }
                place = end + 1;
                continue;
            }
            match byte {
                b'{' => open.push(Frame {
                    object: true,
                    ..Frame::default()
                }),
                b'[' => open.push(Frame::default()),
                b'}' | b']' => {
                    open.pop();
                }
                b',' => {
                    if let Some(frame) = open.last_mut() {
                        frame.key = None;
                        frame.index += 1;
                    }
                }
                _ => {}
            }
            place += 1;
        }
        let mut cursor = Cursor {
            string,
            ..Cursor::default()
        };
        let depth = open.len();
        for (number, frame) in open.into_iter().enumerate() {
            if number + 1 == depth {
                cursor.key = frame.object && frame.key.is_none();
                cursor.siblings.clone_from(&frame.keys);
            }
            match (frame.object, frame.key) {
                (true, Some(key)) => cursor.path.push(key),
                (true, None) => {}
                (false, _) => cursor.path.push(frame.index.to_string()),
            }
        }
        cursor
    }
}

/// The closing quote of a string, or the end of its line.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The end of the string that the cursor stands in.
pub(super) fn end_of(text: &str, from: usize) -> usize {
    string_end(text.as_bytes(), from).min(text.len())
}
