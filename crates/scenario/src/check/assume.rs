//! The chosen readings of undocumented points.

use iamwhy_engine::{POINTS, Point};
use iamwhy_policy::Listed;

use super::checker::Checker;
use crate::{
    read::{did_you_mean, one_of, shortened},
    step::Step::Key,
};

pub(super) fn check(c: &mut Checker<'_, '_>) {
    for (id, word) in &c.scenario.assume {
        let at = [Key("assume"), Key(id)];
        match POINTS.iter().find(|point| name(point) == *id) {
            None if id == "UND-12" => c.wrong(
                &at,
                "`UND-12` is settled by AWS's documentation".to_owned(),
                "leave it out",
            ),
            None if id == "UND-29" => c.wrong(
                &at,
                "`UND-29` is withdrawn, AWS documents it".to_owned(),
                "leave it out",
            ),
            None => {
                let ids: Vec<String> = POINTS.iter().map(name).listed();
                let help = did_you_mean(id, ids.iter().map(String::as_str));
                c.error(
                    &at,
                    format!("no undocumented point has the ID `{}`", shortened(id)),
                    help,
                );
            }
            Some(point) if !point.words.contains(&word.as_str()) => {
                let help = did_you_mean(word, point.words.iter().copied()).or_else(|| one_of(point.words));
                c.error(&at, format!("`{id}` has no reading `{}`", shortened(word)), help);
            }
            Some(_) => {}
        }
    }
}

fn name(point: &Point) -> String {
    format!("UND-{}", point.number)
}
