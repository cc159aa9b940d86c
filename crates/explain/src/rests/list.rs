//! Rules, one after the other.

/// A list to which a rule is added where it holds.
pub(crate) trait Rules {
    /// Adds the rule if `holds`.
    fn when(&mut self, holds: bool, rule: &'static str);
}

impl Rules for Vec<&'static str> {
    // It stands in some two hundred places; each copy would be downloaded.
    #[inline(never)]
    fn when(&mut self, holds: bool, rule: &'static str) {
        if holds {
            self.push(rule);
        }
    }
}
