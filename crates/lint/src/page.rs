//! The page that documents every check.

use crate::Check;
use crate::Severity;
use crate::checks::{FAMILIES, all};

/// All checks as Markdown: what `docs/checks.md` says.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(TOP);
    for severity in Severity::ALL {
        let count = all().filter(|check| check.severity == severity).count();
        page.push_str(&format!("- **{severity}** (`{}`): {count}\n", severity.word()));
    }
    for family in FAMILIES {
        page.push_str(&format!("\n## {}\n", family.title));
        for check in family.rules.iter().flat_map(|rule| rule.checks) {
            page.push('\n');
            page.push_str(&section(check));
        }
    }
    page
}

const TOP: &str = "\
# Checks

What `iamwhy lint` finds, by family. This page is generated from the table in `crates/lint/src/checks.rs`; codes and
severities are those of IAM Access Analyzer where it has the check. `iamwhy lint --explain CODE` shows one of them. In the
examples, `a×600` stands for 600 times `a`.

Left out on purpose: `SCP_SYNTAX_ERROR_ACTION_WILDCARD`, which AWS still lists, although SCPs take wildcards anywhere since
September 2025 (AWS's page on the syntax of SCPs); codes that AWS has removed; of parliament, `SENSITIVE_ACCESS` and
`PERMISSIONS_MANAGEMENT_ACTIONS`, which need a list of what is sensitive to you.

How many there are, by severity:

";

/// One check.
fn section(check: &Check) -> String {
    format!(
        "### `{}`\n\n*{}, {}.* {}\n\n**Why it matters.** {} **The smallest fix.** {}\n\n```json\n{}\n```\n\nBetter:\n\n```json\n{}\n```\n\n[AWS's page]({})\n",
        check.code,
        check.severity,
        check.origin.name(),
        check.what,
        check.why,
        check.fix,
        check.bad,
        check.good,
        check.page()
    )
}
