//! Everything that one principal can do, himself and as whoever he can become.

use iamwhy_catalog::Catalog;
use iamwhy_engine::Context;

use crate::path::{Path, Step};
use crate::rights::Rights;
use crate::scene::Reach;

/// Somebody, how the caller becomes him, and what he can do then.
#[derive(Clone, Debug)]
pub struct Can {
    /// His name.
    pub name: String,
    /// His ARN.
    pub arn: String,
    /// The steps that lead to him; none for the caller himself.
    pub way: Vec<Step>,
    /// Scopes in which he can do something.
    pub rights: Vec<Rights>,
}

impl Can {
    /// The way as a path, for whoever prints both.
    #[must_use]
    pub fn path(&self, caller: &str) -> Path {
        Path {
            caller: caller.to_owned(),
            arn: self.arn.clone(),
            steps: self.way.clone(),
        }
    }
}

impl Reach {
    /// What a principal can do: first himself, then through every role within reach, the nearest first.
    #[must_use]
    pub fn can(&self, principal: usize, catalog: &Catalog, context: &Context) -> Vec<Can> {
        let scopes = self.scopes(catalog);
        let hops = self.hops_from([principal], context);
        let mut everybody = vec![(principal, Vec::new())];
        everybody.extend(self.becomes(principal, &hops));
        let mut found = Vec::new();
        for (index, way) in everybody {
            let Some(who) = self.principal(index) else { continue };
            let rights = scopes.iter().map(|asked| self.rights(index, asked, catalog, context));
            found.push(Can {
                name: who.name.clone(),
                arn: who.arn.clone(),
                way: way.iter().filter_map(|hop| self.hop_step(hop, context)).collect(),
                rights: rights.filter(|own| !own.levels.is_empty()).collect(),
            });
        }
        found
    }
}
