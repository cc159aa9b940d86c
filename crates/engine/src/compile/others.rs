//! The same environment under other readings of undocumented points.

use std::sync::{Arc, OnceLock};

use super::Program;
use crate::assume::{Assume, COMPILED};

/// For each point that a program is compiled with, the program under its other reading: compiled when somebody asks for it,
/// and then kept, since the next request to the same program mostly asks again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Others {
    programs: [OnceLock<Arc<Program>>; COMPILED.len()],
}

impl Program {
    /// The readings of this program but for one point, and the program that decides under them: this one, unless the
    /// reading is compiled in.
    pub(crate) fn otherwise(&self, number: u8, index: u8) -> (&Program, Assume) {
        let mut assume = self.assume;
        assume.choose(number, index);
        let place = COMPILED.iter().position(|own| *own == number);
        let place = place.filter(|_| assume != self.assume);
        let program = match place.and_then(|place| self.others.programs.get(place)) {
            Some(other) => other.get_or_init(|| Arc::new(Program::compile_assuming(Arc::clone(&self.env), assume))),
            None => self,
        };
        (program, assume)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiled_point_has_one_other_reading() {
        for number in COMPILED {
            assert_eq!(Assume::point(number).unwrap().words.len(), 2, "UND-{number}");
        }
    }
}
