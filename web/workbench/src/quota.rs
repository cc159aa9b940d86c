//! How much of AWS's limits on policies is used (section 1.6 of the semantics; as of 2026-06).

use iamwhy_engine::Layer;

/// Use of a limit.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Quota {
    /// Characters or bytes in use.
    pub used: usize,
    /// The limit.
    pub limit: usize,
    /// Whether white space counts.
    pub with_spaces: bool,
}

/// What a policy or a list of them is measured by.
pub(crate) struct Limit {
    pub(crate) limit: usize,
    pub(crate) with_spaces: bool,
}

/// The limit for one policy of a slot; `pointer` is the slot's.
pub(crate) fn limit(layer: Layer, pointer: &str, service: &str) -> Option<Limit> {
    let counted = |limit| {
        Some(Limit {
            limit,
            with_spaces: true,
        })
    };
    let code = |limit| {
        Some(Limit {
            limit,
            with_spaces: false,
        })
    };
    match layer {
        Layer::Scp => counted(10_240),
        Layer::Rcp => counted(5_120),
        Layer::VpcEndpoint => counted(20_480),
        Layer::Boundary | Layer::Identity => code(6_144),
        Layer::Session => counted(2_048),
        Layer::Resource if pointer.ends_with("/trust") => code(2_048),
        Layer::Resource => match service {
            "s3" | "lambda" | "secretsmanager" => counted(20 << 10),
            "kms" => counted(32 << 10),
            "sns" => counted(30 << 10),
            "sqs" => counted(8 << 10),
            "glue" => counted(10 << 10),
            _ => None,
        },
        Layer::Service => None,
    }
}

impl Limit {
    /// The largest of these texts against the limit.
    pub(crate) fn quota<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Option<Quota> {
        let used = texts.map(|text| size(text, self.with_spaces)).max()?;
        Some(Quota {
            used,
            limit: self.limit,
            with_spaces: self.with_spaces,
        })
    }
}

/// Bytes of a policy, white space outside of strings left out unless it counts.
fn size(text: &str, with_spaces: bool) -> usize {
    if with_spaces {
        return text.len();
    }
    let (mut size, mut inside, mut escaped) = (0, false, false);
    for byte in text.bytes() {
        if inside || !byte.is_ascii_whitespace() {
            size += 1;
        }
        match byte {
            b'"' if !escaped => inside = !inside,
            _ => {}
        }
        escaped = inside && byte == b'\\' && !escaped;
    }
    size
}
