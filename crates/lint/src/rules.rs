//! The IDs of all rules of `docs/semantics.md`, so that a misspelt one is no silent mismatch.

use iamwhy_policy::spelling;

/// Each family with its numbers. Withdrawn rules keep theirs.
const RULES: &str = "ACT:1-10 AMEND:1-18 ANON:1-3 ARNOP:1-5 BOOL:1-5 CKEY:1-7 COND:1-5,10-15,20-26 CRED:1-4 DATE:1-6 \
    EMPTY:1-4 ERR:1-19 EXPL:1-6 FAS:1-4 FED:1-8 IP:1-7 KEY:1-15 KMS:1-11 LAYER:1-8 LIMIT:1-1 MATCH:1-6 \
    MODEL:1-9 NULL:1-4 NUM:1-3 PARSE:1-14,20-34 PB:1-7 PRIN:1-13,20-34 PROP:1-12 RCP:1-7 RES:1-21 \
    ROOT:1-6 S3:1-12 SAME:1-8 SCP:1-11 SESS:1-9 SLR:1-1 SRV:1-10 STR:1-6 STS:1-19 SVC:1-2 TYPE:1-7 \
    UND:1-35,37-39 VALID:1-6 VAR:1-18 VPCE:1-7 XACCT:1-10";

/// Whether there is such a rule, or a part of one: `COND-14b` is a part of `COND-14`.
pub(crate) fn exists(id: &str) -> bool {
    let whole = id
        .strip_suffix(|letter: char| letter.is_ascii_lowercase())
        .unwrap_or(id);
    all().any(|own| own == whole)
}

/// The rule that was perhaps meant.
pub(crate) fn nearest(id: &str) -> Option<String> {
    let all: Vec<String> = all().collect();
    spelling::nearest(id, &mut all.iter().map(String::as_str)).map(str::to_owned)
}

fn all() -> impl Iterator<Item = String> {
    let families = RULES.split(' ').filter_map(|entry| entry.split_once(':'));
    families.flat_map(|(family, ranges)| {
        let ranges = ranges.split(',').filter_map(|range| range.split_once('-'));
        let bounds = ranges.filter_map(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
        bounds.flat_map(move |(first, last): (u8, u8)| (first..=last).map(move |number| format!("{family}-{number}")))
    })
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn are_those_of_the_semantics() {
        let text = include_str!("../../../docs/semantics.md");
        let lines = text.lines();
        let stated = lines.filter_map(|line| line.strip_prefix("- **").or_else(|| line.strip_prefix("| **")));
        let ids = stated.filter_map(|rest| rest.split("**").next());
        let is_id = |id: &&str| id.split_once('-').is_some_and(|(_, n)| n.parse::<u8>().is_ok());
        let mut stated: Vec<String> = ids.filter(is_id).map(str::to_owned).collect();
        let mut own: Vec<String> = all().collect();
        stated.sort();
        own.sort();
        assert_eq!(own, stated);
    }
}
