//! What a new policy says at first: something about the very request that is looked at.

use iamwhy_engine::Layer;

use crate::edit::quoted;

/// A policy for a layer; `caller` is who it could be about.
pub(super) fn template(layer: Layer, trust: bool, caller: &str, action: &str, resource: &str) -> String {
    let action = if action.is_empty() { "*" } else { action };
    let resource = if resource.is_empty() { "*" } else { resource };
    let guardrail = matches!(layer, Layer::Scp | Layer::Rcp);
    let mut lines = vec![[r#""Effect": "#, if guardrail { r#""Deny""# } else { r#""Allow""# }].concat()];
    match layer {
        Layer::Rcp | Layer::VpcEndpoint => lines.push(r#""Principal": "*""#.to_owned()),
        Layer::Resource if caller.starts_with("arn:") => {
            lines.push([r#""Principal": { "AWS": "#, &quoted(caller), " }"].concat());
        }
        Layer::Resource if caller.ends_with(".amazonaws.com") => {
            lines.push([r#""Principal": { "Service": "#, &quoted(caller), " }"].concat());
        }
        Layer::Resource => lines.push(r#""Principal": "*""#.to_owned()),
        _ => {}
    }
    lines.push([r#""Action": "#, &quoted(action)].concat());
    if !trust {
        lines.push([r#""Resource": "#, &quoted(if guardrail { "*" } else { resource })].concat());
    }
    let statement = lines.join(",\n      ");
    [
        "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      ",
        &statement,
        "\n    }\n  ]\n}",
    ]
    .concat()
}
