//! Which actions of S3 send the tags of objects, as the Service Authorization Reference lists them (read in 2026-11).

/// Whether an action (its name in lower case) sends the tags that the object has. Not where it is written, deleted, restored or
/// locked (KEY-15).
pub(super) fn sends_existing_tags(name: &str) -> bool {
    let has = |word| name.contains(word);
    matches!(name, "getobject" | "getobjectversion" | "updateobjectencryption")
        || has("objectacl")
        || has("versionacl")
        || has("tagging")
        || has("attributes")
        || has("annotation") && !has("replica")
}

/// Whether an action (its name in lower case) sends the tags that it gives the object.
pub(crate) fn sends_new_tags(name: &str) -> bool {
    matches!(
        name,
        "putobject" | "putobjecttagging" | "putobjectversiontagging" | "bypassgovernanceretention"
    )
}
