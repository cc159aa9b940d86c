//! A trap: a card with its scenario.

use iamwhy_scenario::read::ReadError;

use crate::{
    card::{Card, Kind},
    scene::Scene,
};

/// A card with its scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Trap {
    /// Its name in files and links.
    pub slug: String,
    /// Which chapter of the room it is in, from 0.
    pub chapter: usize,
    /// What is asked.
    pub card: Card,
    /// The text of its scenario; a fact may have none.
    pub scenario: Option<String>,
}

impl Trap {
    /// The name of the scenario file.
    #[must_use]
    pub fn file(&self) -> String {
        [&self.slug, ".scenario.json"].concat()
    }

    /// Its scenario, ready to be decided; none for a fact.
    ///
    /// # Errors
    /// What is wrong with the scenario.
    pub fn scene(&self) -> Result<Option<Scene>, Vec<ReadError>> {
        match self.scenario.as_deref().filter(|_| self.card.kind == Kind::Decision) {
            Some(text) => Scene::read(&self.file(), text, self.card.case.as_deref().unwrap_or_default()).map(Some),
            None => Ok(None),
        }
    }

    /// Which of its answers hold, as the evaluator decides; of a fact, which one its card names.
    ///
    /// # Errors
    /// What is wrong with the scenario.
    pub fn holding(&self) -> Result<Vec<usize>, Vec<ReadError>> {
        let Some(scene) = self.scene()? else {
            return Ok(self.card.right.map(|right| right as usize).into_iter().collect());
        };
        let answers = self.card.answers.iter().enumerate();
        let holds = answers.filter(|(_, answer)| answer.expect.as_ref().is_some_and(|expect| scene.holds(expect)));
        Ok(holds.map(|(at, _)| at).collect())
    }

    /// The right answer; none where the scenario cannot be read, or several answers hold, which the tests rule out.
    #[must_use]
    pub fn right(&self) -> Option<usize> {
        match self.holding().ok()?.as_slice() {
            [right] => Some(*right),
            _ => None,
        }
    }
}
