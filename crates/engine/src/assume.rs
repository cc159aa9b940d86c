//! Chosen readings of what AWS does not document (the toggle register, UND-1 to UND-39).

/// One undocumented point: its number, its words (the first is the default) and the rule that it belongs to.
#[derive(Copy, Clone, Debug)]
pub struct Point {
    /// The number in `UND-n`.
    pub number: u8,
    /// The readings; the first is the default.
    pub words: &'static [&'static str],
    /// The rule that the point belongs to.
    pub rule: &'static str,
    /// What is undocumented, in a few words.
    pub topic: &'static str,
}

macro_rules! points {
    ($($number:literal $rule:literal $topic:literal [$($word:literal),+];)*) => {
        /// Every undocumented point.
        pub const POINTS: &[Point] = &[$(Point { number: $number, words: &[$($word),+], rule: $rule, topic: $topic }),*];
    };
}

points! {
    1 "COND-24" "a plain operator on a multivalued key" ["singleOnly", "anyValue", "neverMatches"];
    2 "COND-14" "whether an empty string counts as null" ["nullWhereListed", "ordinary"];
    3 "VAR-4" "policy variables in Bool values" ["substituted", "literal"];
    4 "VAR-9" "NotResource with a variable that has no value" ["entryMatchesNothing", "statementVoid"];
    5 "VAR-10" "a default text when the key is present but empty" ["defaultUsed", "emptyKept"];
    6 "VAR-11" "wildcard characters that come from a variable's value" ["literal", "wildcard"];
    7 "DATE-2" "a date of four digits" ["epoch", "year"];
    8 "NUM-2" "an unreadable operand under a negated operator" ["true", "false"];
    9 "ARNOP-3" "`*` alone as the pattern of an ARN operator" ["anyArn", "nothing"];
    10 "EMPTY-1" "an empty list of values in a condition" ["byLogic", "alwaysTrue"];
    11 "CKEY-3" "tag keys that differ only by case" ["falseWarned", "either"];
    13 "RES-13" "the resource that list actions are authorised on" ["table", "star"];
    14 "PRIN-30" "which identities of a caller NotPrincipal must list" ["allLevels", "anyLevel", "roleAndAccount"];
    15 "SAME-4" "a grant to `*` against a boundary or session policy that is silent" ["bypasses", "limited"];
    16 "FED-2" "a federated session without a session policy" ["none", "parentOnly"];
    17 "SESS-2" "several session policies" ["union", "intersection"];
    18 "KMS-6" "a KMS grant against a boundary or session policy that is silent" ["direct", "capped"];
    19 "KEY-9" "MFA keys in role sessions" ["absent", "fromInput"];
    20 "FAS-3" "the source address in a forward access session" ["carried", "serviceAddress"];
    21 "ERR-6" "which of several denying layers AWS names" ["layerOrder"];
    22 "PARSE-31" "the text of JSON numbers in a condition" ["lexeme", "canonical"];
    23 "KEY-12" "the principal keys of a service principal" ["absent", "present"];
    24 "PRIN-13" "`*` as the principal of a trust policy" ["accepted", "matchesNobody"];
    25 "PARSE-7" "`Id` in an identity-based policy" ["accepted"];
    26 "IP-3" "IPv4-mapped IPv6 addresses" ["asIPv6", "asIPv4"];
    27 "PRIN-6" "the case of a service principal's name" ["exact", "anyCase"];
    28 "RES-7" "the case of IAM names in resources" ["sensitive", "insensitive"];
    30 "MATCH-5" "case folding and wildcards beyond ASCII" ["simpleFolding", "ascii"];
    31 "RES-2" "a trailing `*` of an ARN part that runs across colons" ["tailExpand", "segments"];
    32 "VAR-18" "a variable in the first five parts of an ARN" ["literal", "substituted"];
    33 "PARSE-12" "condition keys that differ only by case" ["and", "lastWins"];
    34 "PRIN-33" "the kind of grant of Allow with NotPrincipal" ["direct", "account"];
    35 "STR-5" "string operators on keys of another type" ["canonicalText", "never"];
    37 "S3-4" "the ARN that identity policies see through an access point" ["accessPointArn", "both"];
    38 "STS-3" "the boundary of a user whom a trust policy names" ["bypasses", "limited"];
    39 "RCP-5" "the RCPs that bind an action without a resource" ["callerAccount", "none"];
}

/// The points whose reading a program is compiled with; all others are asked for by the evaluator.
pub(crate) const COMPILED: [u8; 11] = [3, 7, 9, 17, 22, 24, 26, 28, 31, 32, 33];

/// The chosen reading of every point; all defaults at first.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Assume {
    words: [u8; 40],
}

impl Default for Assume {
    fn default() -> Assume {
        Assume { words: [0; 40] }
    }
}

impl Assume {
    /// The point with this number.
    #[must_use]
    pub fn point(number: u8) -> Option<&'static Point> {
        POINTS.iter().find(|point| point.number == number)
    }

    /// The index of the chosen word of `UND-number`; 0 is the default.
    #[must_use]
    pub fn chosen(&self, number: u8) -> u8 {
        self.words.get(usize::from(number)).copied().unwrap_or(0)
    }

    /// The chosen word of `UND-number`.
    #[must_use]
    pub fn word(&self, number: u8) -> Option<&'static str> {
        Assume::point(number)?
            .words
            .get(usize::from(self.chosen(number)))
            .copied()
    }

    /// Chooses a reading by its index; an index that no word has is ignored.
    pub fn choose(&mut self, number: u8, index: u8) {
        let known = Assume::point(number).is_some_and(|point| usize::from(index) < point.words.len());
        if let (true, Some(word)) = (known, self.words.get_mut(usize::from(number))) {
            *word = index;
        }
    }

    /// Whether the reading is not the default one.
    #[must_use]
    pub(crate) fn other(&self, number: u8) -> bool {
        self.chosen(number) != 0
    }

    /// The same while compiling, which only the points in [`COMPILED`] may ask.
    #[must_use]
    pub(crate) fn compiles_other(&self, number: u8) -> bool {
        debug_assert!(COMPILED.contains(&number), "UND-{number} is not in the list");
        self.other(number)
    }
}
