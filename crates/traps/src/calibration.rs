//! Whether confidence is earned.

use crate::{confidence::Confidence, record::Given};

/// What became of the answers that somebody gave with one confidence.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// How sure he was.
    pub said: Confidence,
    /// How many answers.
    pub asked: u32,
    /// How many of them were right.
    pub right: u32,
}

/// Confidence against results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// One for each confidence, the least first.
    pub buckets: [Bucket; 4],
}

/// Fewer answers than this say little.
const FEW: u32 = 5;

impl Calibration {
    /// Of these answers.
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a Given>) -> Calibration {
        let mut buckets = Confidence::ALL.map(|said| Bucket {
            said,
            asked: 0,
            right: 0,
        });
        for given in answers {
            for bucket in &mut buckets {
                if bucket.said == given.confidence {
                    bucket.asked = bucket.asked.saturating_add(1);
                    bucket.right = bucket.right.saturating_add(u32::from(given.right));
                }
            }
        }
        Calibration { buckets }
    }

    /// How many answers there are.
    #[must_use]
    pub fn asked(&self) -> u32 {
        self.buckets
            .iter()
            .fold(0, |sum, bucket| sum.saturating_add(bucket.asked))
    }

    /// The Brier score: the mean of the squared distance between what was said and what was so, in thousandths. 0 is perfect
    /// foresight; who says one half each time gets 250, who is sure and wrong each time 903. None without answers.
    #[must_use]
    pub fn brier(&self) -> Option<u32> {
        let squares = self.buckets.iter().map(|bucket| {
            let said = u64::from(bucket.said.percent());
            let wrong = u64::from(bucket.asked.saturating_sub(bucket.right));
            u64::from(bucket.right) * (100 - said) * (100 - said) + wrong * said * said
        });
        let sum: u64 = squares.sum();
        let count = u64::from(self.asked());
        (count > 0).then(|| u32::try_from((sum + 5 * count) / (10 * count)).unwrap_or(u32::MAX))
    }

    /// What it comes to, as one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some(brier) = self.brier() else {
            return "No answers yet.".to_owned();
        };
        let score = format!("Brier score 0.{brier:03} (0 is foresight, 0.250 is a coin).");
        let over = self.gap(|said, so| said.saturating_sub(so));
        let under = self.gap(|said, so| so.saturating_sub(said));
        let words = match (over, under) {
            (Some(bucket), _) => format!(
                "You were {} in {} answers and right in {}: less sure would be truer.",
                bucket.said.words(),
                bucket.asked,
                bucket.right
            ),
            (None, Some(bucket)) => format!(
                "Of {} answers with {} % confidence {} were right: you know more than you think.",
                bucket.asked,
                bucket.said.percent(),
                bucket.right
            ),
            (None, None) if self.asked() < FEW => "Too few answers to say more.".to_owned(),
            (None, None) => "Your confidence fits your results.".to_owned(),
        };
        format!("{score} {words}")
    }

    /// The bucket with the widest gap, if one is wider than 20 points and rests on enough answers.
    fn gap(&self, gap: fn(u32, u32) -> u32) -> Option<&Bucket> {
        let wide = |bucket: &Bucket| gap(bucket.said.percent(), bucket.percent().unwrap_or(bucket.said.percent()));
        self.buckets
            .iter()
            .filter(|bucket| bucket.asked >= FEW && wide(bucket) > 20)
            .max_by_key(|bucket| wide(bucket))
    }
}

impl Bucket {
    /// The share that was right, in percent; none without answers.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        (self.right * 100).checked_div(self.asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(confidence: Confidence, right: bool) -> Given {
        Given {
            trap: "a".to_owned(),
            answer: 0,
            confidence,
            right,
        }
    }

    #[test]
    fn a_coin_scores_a_quarter() {
        let answers = [given(Confidence::Unsure, true), given(Confidence::Unsure, false)];
        assert_eq!(Calibration::of(&answers).brier(), Some(250));
        assert_eq!(Calibration::of(&[]).brier(), None);
        assert_eq!(Calibration::of(&[given(Confidence::Sure, false)]).brier(), Some(903));
    }

    #[test]
    fn says_who_is_too_sure() {
        let wrong: Vec<Given> = (0..6).map(|at| given(Confidence::Sure, at < 3)).collect();
        let said = Calibration::of(&wrong).sentence();
        assert!(
            said.contains("sure in 6 answers and right in 3: less sure would be truer"),
            "{said}"
        );
    }
}
