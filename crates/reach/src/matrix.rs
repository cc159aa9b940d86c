//! Everybody against everything: who has which access to what.

use iamwhy_catalog::{AccessLevel, Catalog};
use iamwhy_engine::{Context, Request};

use crate::path::Sure;
use crate::rights::{Asked, Scope};
use crate::scene::Reach;

/// Access levels that are open, and how surely.
type Levels = Vec<(AccessLevel, Sure)>;
/// For each principal that was asked, the levels of every column.
type Known = [Option<Vec<Levels>>];

/// What a column asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// On what.
    pub scope: Scope,
    /// One action; without it, every access level is asked for.
    pub action: Option<String>,
}

/// The answer for one principal.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// Access levels that are open, or for a single action one entry. Empty: none.
    pub levels: Vec<(AccessLevel, Sure)>,
    /// The same through roles, where that is more.
    pub through: Vec<(AccessLevel, Sure)>,
}

/// One principal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// Rows and columns in the scenario's own order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matrix {
    /// What is asked.
    pub columns: Vec<Column>,
    /// Of whom.
    pub rows: Vec<Row>,
}

impl Reach {
    /// The matrix of everybody who is declared. Without `actions` a column is a resource and its cells hold access levels; with them,
    /// a column is one of these actions on one of the resources that it can name.
    #[must_use]
    pub fn matrix(&self, actions: &[String], catalog: &Catalog, context: &Context) -> Matrix {
        let scopes = self.scopes(catalog);
        let asked = columns(scopes, actions, catalog);
        let hops = self.hops_from(self.callers().map(|(index, _)| index), context);
        let count = self.env().principals.len();
        // Roles that are reached are often the same for many callers: each is asked once.
        let mut known: Vec<Option<Vec<Levels>>> = vec![None; count];
        let mut rows = Vec::new();
        let callers: Vec<usize> = self.callers().map(|(index, _)| index).collect();
        for caller in callers {
            let mut cells: Vec<Cell> = self
                .levels_of(caller, &asked, context, &mut known)
                .into_iter()
                .map(|levels| Cell {
                    levels,
                    through: Vec::new(),
                })
                .collect();
            for (reached, way) in self.becomes(caller, &hops) {
                let least = way.iter().map(|hop| hop.sure).min().unwrap_or(Sure::Allowed);
                let levels = self.levels_of(reached, &asked, context, &mut known);
                for (cell, levels) in cells.iter_mut().zip(levels) {
                    cell.add(&levels, least);
                }
            }
            if let Some(principal) = self.principal(caller) {
                rows.push(Row {
                    name: principal.name.clone(),
                    arn: principal.arn.clone(),
                    cells,
                });
            }
        }
        let columns = asked.into_iter().map(|(column, _)| column).collect();
        Matrix { columns, rows }
    }

    fn levels_of(
        &self,
        principal: usize,
        asked: &[(Column, Vec<(String, AccessLevel)>)],
        context: &Context,
        known: &mut Known,
    ) -> Vec<Levels> {
        if let Some(Some(before)) = known.get(principal) {
            return before.clone();
        }
        let answers: Vec<_> = asked
            .iter()
            .map(|(column, actions)| self.levels(principal, &column.scope.arn, actions, context))
            .collect();
        if let Some(place) = known.get_mut(principal) {
            *place = Some(answers.clone());
        }
        answers
    }

    /// The access levels with an action that is possible; asking stops at a level as soon as one is sure.
    fn levels(
        &self,
        principal: usize,
        arn: &str,
        actions: &[(String, AccessLevel)],
        context: &Context,
    ) -> Vec<(AccessLevel, Sure)> {
        let mut levels: Vec<(AccessLevel, Sure)> = Vec::new();
        for (action, level) in actions {
            let place = levels.iter().position(|(own, _)| own == level);
            let before = place.and_then(|at| levels.get(at)).map(|(_, sure)| *sure);
            if before == Some(Sure::Allowed) {
                continue;
            }
            let mut request = Request::new(principal, action.as_str(), arn);
            request.context = context.clone();
            match (self.sure(&request), place) {
                (Some(sure), None) => levels.push((*level, sure)),
                (Some(sure), Some(at)) => {
                    if let Some((_, best)) = levels.get_mut(at) {
                        *best = sure.max(*best);
                    }
                }
                (None, _) => {}
            }
        }
        levels.sort();
        levels
    }
}

impl Cell {
    /// What a role adds to what is there.
    fn add(&mut self, levels: &[(AccessLevel, Sure)], least: Sure) {
        for (level, sure) in levels {
            let sure = (*sure).min(least);
            let own = |list: &[(AccessLevel, Sure)]| list.iter().find(|(own, _)| own == level).map(|(_, sure)| *sure);
            if own(&self.levels) >= Some(sure) || own(&self.through) >= Some(sure) {
                continue;
            }
            self.through.retain(|(own, _)| own != level);
            self.through.push((*level, sure));
            self.through.sort();
        }
    }
}

/// What is asked in each column.
fn columns(scopes: Vec<Asked<'_>>, actions: &[String], catalog: &Catalog) -> Vec<(Column, Vec<(String, AccessLevel)>)> {
    let mut columns = Vec::new();
    for asked in scopes {
        if actions.is_empty() {
            let all = asked
                .actions
                .iter()
                .map(|action| (action.to_string(), action.access()))
                .collect();
            let column = Column {
                scope: asked.scope,
                action: None,
            };
            columns.push((column, all));
            continue;
        }
        for pattern in actions {
            let known = catalog.action(pattern);
            for action in asked
                .actions
                .iter()
                .filter(|action| action.is_matched_by(pattern) || known == Some(**action))
            {
                let column = Column {
                    scope: asked.scope.clone(),
                    action: Some(action.to_string()),
                };
                columns.push((column, vec![(action.to_string(), action.access())]));
            }
        }
    }
    columns
}
