//! AWS's own view: the questions of its flow chart, in its order, with our result.

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::{Explanation, GateVerdict};

use crate::element::{El, button, el, glyph, many, unseen, with_class};
use crate::page::Page;
use crate::words;

/// One box of the chart.
struct Step {
    title: &'static str,
    layer: Option<Layer>,
    verdict: GateVerdict,
}

/// AWS asks for a Deny anywhere first, then each layer for an Allow.
const ORDER: [(&str, Layer); 7] = [
    ("RCPs", Layer::Rcp),
    ("SCPs", Layer::Scp),
    ("VPC endpoint", Layer::VpcEndpoint),
    ("Resource-based policy", Layer::Resource),
    ("Identity-based policies", Layer::Identity),
    ("Permissions boundary", Layer::Boundary),
    ("Session policy", Layer::Session),
];

/// The chart for one explanation.
pub(crate) fn flow_chart(page: Page, explanation: &Explanation) -> El {
    let denied = explanation.decision == Outcome::ExplicitDeny;
    let mut steps = vec![Step {
        title: "Explicit deny in any policy?",
        layer: explanation.layer.filter(|_| denied),
        verdict: if denied {
            GateVerdict::Denies
        } else {
            GateVerdict::Allows
        },
    }];
    for (title, layer) in ORDER {
        steps.push(Step {
            title,
            layer: Some(layer),
            verdict: verdict(explanation, layer),
        });
    }
    let deciding = explanation.layer;
    let steps = steps.into_iter().enumerate().map(|(index, step)| {
        let (class, sign, word) = match (step.layer, index, denied) {
            (_, 0, false) => ("none", "–", "no"),
            (_, 0, true) => ("denies", "✕", "yes"),
            _ => words::gate(step.verdict),
        };
        let here = match denied {
            true => index == 0,
            false => index > 0 && step.layer == deciding,
        };
        let name = match step.layer {
            Some(layer) => button("button plain small", move || page.choose_layer(layer)),
            None => el("span"),
        };
        with_class("li", if here { "here" } else { "" })
            .child(glyph(["dot ", class].concat(), sign))
            .child(name.child(step.title))
            .child(unseen(many![word, here.then_some(", the decision falls here")]))
    });
    let words = with_class("p", "quiet")
        .child("AWS draws one chain: a Deny anywhere ends it, then each policy type is asked in turn. The framed step is where this request's decision falls: ")
        .child(el("b").child(words::outcome(explanation.decision)))
        .child(".");
    with_class("div", "panel")
        .child(words)
        .child(with_class("ol", "flow").child(steps.collect::<Vec<_>>()))
}

/// What a layer says as a whole: the level that stops the request speaks for all.
fn verdict(explanation: &Explanation, layer: Layer) -> GateVerdict {
    use GateVerdict::{Allows, Denies, NoImpact, Silent, Unknown};
    let said = |verdict: &GateVerdict| {
        let mut own = explanation.gates.iter().filter(|gate| gate.layer == layer);
        own.any(|gate| gate.verdict == *verdict)
    };
    [Denies, Silent, Unknown, Allows]
        .into_iter()
        .find(said)
        .unwrap_or(NoImpact)
}
