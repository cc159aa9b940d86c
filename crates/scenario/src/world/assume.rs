//! The chosen readings of undocumented points.

use iamwhy_engine::Assume;

use super::building::Building;

impl Building<'_> {
    /// The reader has refused ids and words that do not exist.
    pub(super) fn assume(&mut self) {
        for (id, word) in &self.scenario.assume {
            let number = id.strip_prefix("UND-").and_then(|number| number.parse().ok());
            let point = number.and_then(Assume::point);
            let chosen = point.and_then(|point| {
                let index = point.words.iter().position(|own| own == word)?;
                Some((point.number, u8::try_from(index).ok()?))
            });
            if let Some((number, index)) = chosen {
                self.env.assume.choose(number, index);
            }
        }
    }
}
