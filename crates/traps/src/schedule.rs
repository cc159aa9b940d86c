//! When to ask again: boxes with growing intervals, as Leitner described them in 1972.
//!
//! A trap that is answered rightly moves one box on and comes again after that box's days; a wrong answer puts it back into the
//! first. Two things are added. A right guess does not move it: luck is no knowledge. And who was sure of a wrong answer is
//! asked again on the same day, because that is the mistake that does harm.

use crate::{
    confidence::Confidence,
    record::{Given, TrapRecord},
};

/// Days until a trap comes again, box by box.
pub const STEPS: [u32; 5] = [1, 3, 7, 21, 60];

/// What is remembered of a trap after an answer on this day.
#[must_use]
pub fn after(before: TrapRecord, given: &Given, today: u32) -> TrapRecord {
    let last = STEPS.len() as u32 - 1;
    let step = match (given.right, given.confidence) {
        (true, Confidence::Guess) => before.step.min(last),
        (true, _) if before.seen == 0 => 1,
        (true, _) => before.step.saturating_add(1).min(last),
        (false, _) => 0,
    };
    let days = match (given.right, given.confidence) {
        (false, Confidence::Sure) => 0,
        _ => STEPS.get(step as usize).copied().unwrap_or(1),
    };
    TrapRecord {
        seen: before.seen.saturating_add(1),
        right: before.right.saturating_add(u32::from(given.right)),
        step,
        due: today.saturating_add(days),
        flipped: before.flipped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(right: bool, confidence: Confidence) -> Given {
        Given {
            trap: String::new(),
            answer: 0,
            confidence,
            right,
        }
    }

    #[test]
    fn knowledge_waits_longer_and_luck_does_not() {
        let mut record = TrapRecord::default();
        let mut waits = Vec::new();
        for _ in 0..5 {
            record = after(record, &given(true, Confidence::Fairly), 100);
            waits.push(record.due - 100);
        }
        assert_eq!(waits, [3, 7, 21, 60, 60]);
        let lucky = after(TrapRecord::default(), &given(true, Confidence::Guess), 100);
        assert_eq!((lucky.step, lucky.due), (0, 101));
    }

    #[test]
    fn a_mistake_comes_back_and_a_sure_one_at_once() {
        let known = TrapRecord {
            seen: 4,
            right: 4,
            step: 4,
            due: 0,
            flipped: true,
        };
        assert_eq!(after(known, &given(false, Confidence::Unsure), 7).due, 8);
        let sure = after(known, &given(false, Confidence::Sure), 7);
        assert_eq!((sure.step, sure.due, sure.flipped), (0, 7, true));
    }
}
