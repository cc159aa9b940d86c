//! `aws_kms_alias`: another name of a key.

use super::{Attribute, Item, Plan};
use crate::export::{Alias, Behind, Export};

pub(super) fn read(export: &mut Export, plan: &Plan) {
    let items = plan.items.values();
    let aliases = items.filter(|item| !item.is_data && item.kind == "aws_kms_alias");
    let aliases = aliases.map(|item| Alias {
        name: item.address.clone(),
        node: item.node,
        key: plan.behind(item),
    });
    let aliases = aliases.collect();
    export.link(aliases);
}

impl Plan {
    fn behind(&self, item: &Item) -> Behind {
        const TARGET: &str = "target_key_id";
        let key = self
            .meant(item, TARGET, "aws_kms_key")
            .or_else(|| self.meant(item, TARGET, "aws_kms_replica_key"))
            .or_else(|| self.referred(item, TARGET, "aws_kms_key"));
        match (key, self.text(item, TARGET)) {
            (Some(key), _) => Behind::Here(key.address.clone()),
            (None, Some(written)) => Behind::Elsewhere(written),
            (None, None) => {
                let when = match self.attribute(item, TARGET) {
                    Attribute::Later => "is known only after the apply",
                    Attribute::Known(_) | Attribute::None => "is not known",
                };
                Behind::Unknown(format!("which key `{}` is an alias of {when}", item.address))
            }
        }
    }
}
