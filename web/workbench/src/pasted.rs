//! What the worker that reads pastes says of one.

use iamwhy_engine::Layer;
use iamwhy_policy::Json;

use crate::{printed::Printed, told::Told};

/// What a paste is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pasted {
    /// A policy.
    Policy(PastedPolicy),
    /// A scenario: its text.
    Scenario(String),
    /// An access-denied message, or what AWS recorded of one.
    Denial(PastedDenial),
    /// A link to a shared scenario: what stands behind the `#`.
    Link(String),
    /// A file of another tool, which makes a scenario.
    Export {
        /// What it is, in words.
        what: String,
        /// The account that stands for the one that it does not name.
        account: Option<String>,
        /// The scenario.
        text: String,
    },
    /// What commands printed beside one policy.
    Printed(Printed),
    /// Something that is known and not read.
    Later {
        /// What it is, and what to do.
        sentence: String,
        /// The message in it.
        denial: Option<PastedDenial>,
    },
    /// Something else.
    Unknown {
        /// What it looks like.
        seen: String,
        /// What to do about it.
        why: String,
    },
}

/// A policy, and where it may belong.
#[derive(Default, Clone, PartialEq, Eq, Debug)]
pub struct PastedPolicy {
    /// Its name, where the output says it.
    pub name: Option<String>,
    /// The document.
    pub text: String,
    /// What speaks for the first of the layers.
    pub why: String,
    /// The layers, the likeliest first.
    pub layers: Vec<Layer>,
    /// It is the trust policy of a role.
    pub is_trust: bool,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PastedDenial {
    /// What it says; names stand in backticks.
    pub summary: String,
    /// The layer that AWS names.
    pub layer: Option<Layer>,
    /// What it does not say.
    pub missing: Vec<String>,
    /// The commands that fetch that: what each is good for, and its line.
    pub commands: Vec<(String, String)>,
    /// The scenario that it makes.
    pub text: String,
}

impl Pasted {
    /// Reads what the worker wrote; none where it could not be read.
    #[must_use]
    pub fn read(told: &str) -> Option<Pasted> {
        let json = Json::read(told).ok()?;
        let own = Told::of_all(&json);
        Some(match own.text("is")?.as_str() {
            "policy" => Pasted::Policy(policy(own)?),
            "printed" => Pasted::Printed(Printed::read(own)?),
            "scenario" => Pasted::Scenario(own.text("text")?),
            "denial" => Pasted::Denial(denial(own)?),
            "link" => Pasted::Link(own.text("fragment")?),
            "export" => Pasted::Export {
                what: own.text("what")?,
                account: own.text("account"),
                text: own.text("text")?,
            },
            "later" => Pasted::Later {
                sentence: own.text("sentence")?,
                denial: own.of("denial").and_then(denial),
            },
            "unknown" => Pasted::Unknown {
                seen: own.text("seen")?,
                why: own.text("why")?,
            },
            _ => return None,
        })
    }
}

pub(crate) fn policy(own: Told<'_>) -> Option<PastedPolicy> {
    Some(PastedPolicy {
        name: own.text("name"),
        text: own.text("text")?,
        why: own.text("why").unwrap_or_default(),
        layers: own.texts("layers").iter().filter_map(|word| layer(word)).collect(),
        is_trust: own.is("trust"),
        notes: own.texts("notes"),
    })
}

pub(crate) fn layer(word: &str) -> Option<Layer> {
    Some(match word {
        "identity" => Layer::Identity,
        "boundary" => Layer::Boundary,
        "session" => Layer::Session,
        "scp" => Layer::Scp,
        "rcp" => Layer::Rcp,
        "vpcEndpoint" => Layer::VpcEndpoint,
        "resource" => Layer::Resource,
        _ => return None,
    })
}

fn denial(own: Told<'_>) -> Option<PastedDenial> {
    let commands = own.items("commands");
    Some(PastedDenial {
        summary: own.text("summary")?,
        layer: own.text("layer").as_deref().and_then(layer),
        missing: own.texts("missing"),
        commands: commands
            .filter_map(|own| Some((own.text("why")?, own.text("line")?)))
            .collect(),
        text: own.text("text")?,
    })
}
