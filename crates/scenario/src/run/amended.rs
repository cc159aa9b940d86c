//! Rules and the amendments that changed them: whoever expects one may be given the other.

/// Each amendment with the rules that it amends.
const AMENDED: &[(&str, &[&str])] = &[
    ("AMEND-1", &["RES-8", "RES-2"]),
    ("AMEND-2", &["STS-8"]),
    ("AMEND-3", &["PARSE-29"]),
    ("AMEND-4", &["PRIN-28"]),
    ("AMEND-5", &["MODEL-2"]),
    ("AMEND-6", &["RES-18"]),
    ("AMEND-7", &["ERR-18", "LAYER-6"]),
    ("AMEND-9", &["RCP-5"]),
    ("AMEND-10", &["SRV-9", "KMS-8"]),
    ("AMEND-11", &["KEY-1"]),
    ("AMEND-12", &["STS-1"]),
    ("AMEND-13", &["LAYER-8"]),
    ("AMEND-14", &["DATE-1"]),
    ("AMEND-15", &["MATCH-5", "RES-21"]),
    ("AMEND-17", &["PRIN-22"]),
];

/// Whether the rule that was given answers to the one that was expected.
pub(super) fn answers_to(given: &str, expected: &str) -> bool {
    let amends = |amendment: &str, rule: &str| {
        AMENDED
            .iter()
            .any(|(own, rules)| *own == amendment && rules.contains(&rule))
    };
    given == expected || amends(given, expected) || amends(expected, given)
}
