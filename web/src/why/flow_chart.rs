//! AWS's own view: the questions of its flow chart, in its order, with our result.

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::{Explanation, GateVerdict};
use leptos::prelude::*;

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
pub(crate) fn flow_chart(page: Page, explanation: &Explanation) -> AnyView {
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
    let steps: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(index, step)| {
            let (class, glyph, word) = match (step.layer, index, denied) {
                (_, 0, false) => ("none", "–", "no"),
                (_, 0, true) => ("denies", "✕", "yes"),
                _ => words::gate(step.verdict),
            };
            let here = match denied {
                true => index == 0,
                false => index > 0 && step.layer == deciding,
            };
            view! {
                <li class=if here { "here" } else { "" }>
                    <span class=["dot ", class].concat() aria-hidden="true">{glyph}</span>
                    {match step.layer {
                        Some(layer) => view! {
                            <button type="button" class="button plain small" on:click=move |_| page.choose_layer(layer)>{step.title}</button>
                        }.into_any(),
                        None => view! { <span>{step.title}</span> }.into_any(),
                    }}
                    <span class="unseen">{word}{here.then_some(", the decision falls here")}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="panel">
            <p class="quiet">
                "AWS draws one chain: a Deny anywhere ends it, then each policy type is asked in turn. The framed step is where this request's decision falls: "
                <b>{words::outcome(explanation.decision)}</b> "."
            </p>
            <ol class="flow">{steps}</ol>
        </div>
    }
    .into_any()
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
