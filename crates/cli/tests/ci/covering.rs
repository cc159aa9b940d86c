//! `iamwhy coverage`: counts that can be false, and formats that are read back.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::project::{POLICY, Project, READS, SECRET, SHOWN, mixed, scenario};

fn json(project: &Project) -> Value {
    let said = project.iamwhy(&["coverage", "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

/// Label → (matched, decisive) of every statement.
fn statements(coverage: &Value) -> BTreeMap<String, (u64, u64)> {
    let documents = coverage["documents"].as_array().unwrap().iter();
    let statements = documents.flat_map(|own| own["statements"].as_array().unwrap());
    statements
        .map(|own| {
            let count = |name: &str| own[name].as_u64().unwrap();
            (
                own["sid"].as_str().unwrap().to_owned(),
                (count("matched"), count("decisive")),
            )
        })
        .collect()
}

fn element<'v>(coverage: &'v Value, name: &str) -> &'v Value {
    let documents = coverage["documents"].as_array().unwrap().iter();
    let mut elements = documents
        .flat_map(|own| own["statements"].as_array().unwrap())
        .flat_map(|own| own["elements"].as_array().unwrap());
    elements.find(|own| own["name"] == name || own["key"] == name).unwrap()
}

#[test]
fn a_policy_that_two_scenarios_share_is_counted_once() {
    let project = mixed("coverage-shared");
    let coverage = json(&project);
    assert_eq!(coverage["documents"].as_array().unwrap().len(), 1);
    assert_eq!(coverage["documents"][0]["span"]["file"], "policies/alice.json");
    // Three expectations in one file and one in the other; what expects nothing does not count.
    let counts = statements(&coverage);
    assert_eq!(counts["Read"], (3, 2), "the Deny decides once");
    assert_eq!(counts["Secret"], (1, 1));
}

#[test]
fn many_cases_are_counted_by_several_threads_as_by_one() {
    let project = Project::new("coverage-parts");
    let ids: Vec<String> = (0..601).map(|id| format!("\"{id}\"")).collect();
    let many = format!(
        r#"{{ "principal": "alice", "action": "s3:GetObject", "resource": "logs/a", "matrix": {{ "context.aws:userid": [{}] }}, "expect": "allow" }}"#,
        ids.join(", ")
    );
    project
        .write("alice.json", POLICY)
        .write("x.scenario.json", &scenario("Many.", "alice.json", &many));
    let coverage = json(&project);
    assert_eq!(coverage["documents"].as_array().unwrap().len(), 1);
    assert_eq!(statements(&coverage)["Read"], (601, 601));
}

#[test]
fn what_no_test_touches_is_named_with_its_place() {
    let project = Project::new("coverage-gaps");
    project.write("alice.json", POLICY).write(
        "x.scenario.json",
        &scenario("Reads.", "alice.json", &[READS, SHOWN].join(",")),
    );
    let said = project.iamwhy(&["coverage"]);
    for gap in [
        "10:5 it never matched",
        "7:34 Action: `s3:ListBucket` never matched",
        "8:20 Resource: `arn:aws:s3:::logs` never matched",
        "statements: decisive 50.0 % (1 of 2), matched 50.0 % (1 of 2)",
    ] {
        assert!(said.out.contains(gap), "{gap} in\n{}", said.out);
    }
    assert!(!said.out.contains("GetObject"), "{}", said.out);
    for (least, code) in [("50", 0), ("50.1", 4), ("90%", 4), ("0", 0), ("101", 2), ("x", 2)] {
        let said = project.iamwhy(&["coverage", "--min-decisive", least]);
        assert_eq!(said.code, code, "{least}: {}", said.err);
    }
}

#[test]
fn a_condition_counts_only_where_the_rest_of_its_statement_holds() {
    let project = Project::new("coverage-conditions");
    let policy = POLICY.replace(
        "\"Effect\": \"Allow\",",
        "\"Effect\": \"Allow\", \"Condition\": { \"StringEquals\": { \"aws:UserAgent\": [\"x\", \"y\"] } },",
    );
    let case = |name: &str, agent: &str, action: &str| {
        format!(
            r#"{{ "name": "{name}", "principal": "alice", "action": "{action}", "resource": "logs/a",
                "context": {{ "aws:UserAgent": {agent} }}, "expect": "deny" }}"#
        )
    };
    let counts = |cases: &[String]| {
        project.write("alice.json", &policy).write(
            "x.scenario.json",
            &scenario("Agents.", "alice.json", &cases.join(",\n")),
        );
        let coverage = json(&project);
        let own = element(&coverage, "aws:UserAgent").clone();
        let values: Vec<u64> = own["values"]
            .as_array()
            .unwrap()
            .iter()
            .map(|value| value["matched"].as_u64().unwrap())
            .collect();
        (own["held"].as_u64().unwrap(), own["failed"].as_u64().unwrap(), values)
    };
    let other = case("another action", "\"z\"", "s3:PutObject");
    assert_eq!(counts(std::slice::from_ref(&other)), (0, 0, vec![0, 0]));
    let wrong = case("another agent", "\"z\"", "s3:GetObject");
    assert_eq!(counts(&[other.clone(), wrong.clone()]), (0, 1, vec![0, 0]));
    let right = case("this agent", "\"y\"", "s3:GetObject");
    assert_eq!(counts(&[other, wrong, right]), (1, 1, vec![0, 1]));
    // Unknown shows neither.
    let unknown = case("who knows", "{ \"unknown\": true }", "s3:GetObject");
    assert_eq!(counts(&[unknown]), (0, 0, vec![0, 0]));
    let said = project.iamwhy(&["coverage"]);
    assert!(
        said.out.contains("it never matched") && !said.out.contains("aws:UserAgent"),
        "{}",
        said.out
    );
}

#[test]
fn an_allow_stands_on_every_gate_that_it_had_to_pass() {
    let project = Project::new("coverage-gates");
    let statement = |sid: &str, action: &str| {
        format!(
            r#"{{ "Version": "2012-10-17", "Statement": [{{ "Sid": "{sid}", "Effect": "Allow", "Action": "{action}", "Resource": "*" }}] }}"#
        )
    };
    let text = format!(
        r#"{{ "scenario": 1, "title": "Gates.",
  "accounts": {{ "111111111111": {{ "scps": [{}] }} }},
  "organization": {{ "id": "o-aaaaaaaaaa", "managementAccount": "999999999999",
    "root": {{ "id": "r-aaaa", "accounts": ["111111111111"], "units": {{}} }} }},
  "principals": {{ "alice": {{ "user": "arn:aws:iam::111111111111:user/alice", "policies": [{}], "boundary": {} }} }},
  "resources": {{ "q": {{ "arn": "arn:aws:sqs:eu-west-1:111111111111:q", "policy": {{ "Version": "2012-10-17", "Statement": [
    {{ "Sid": "Named", "Effect": "Allow", "Principal": {{ "AWS": "arn:aws:iam::111111111111:user/alice" }}, "Action": "sqs:ReceiveMessage", "Resource": "*" }} ] }} }} }},
  "cases": [ {{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::x/y", "expect": "allow" }},
             {{ "principal": "alice", "action": "sqs:ReceiveMessage", "resource": "q", "expect": "allow" }} ] }}"#,
        statement("Guard", "*"),
        statement("Own", "s3:*"),
        statement("Limit", "*"),
    );
    project.write("x.scenario.json", &text);
    let counts = statements(&json(&project));
    assert_eq!(counts["Guard"], (2, 2));
    assert_eq!(counts["Own"], (1, 1));
    assert_eq!(counts["Named"], (1, 1));
    // The queue names alice herself, which goes around her boundary.
    assert_eq!(counts["Limit"], (2, 1));
    // AWS's own policies are in no file.
    assert!(!json(&project).to_string().contains("FullAWSAccess"));
}

#[test]
fn lcov_is_read_line_by_line() {
    let project = mixed("coverage-lcov");
    project.write("x.scenario.json", &{
        let inline = format!("\n{}", POLICY.trim_end());
        scenario("Inline.", "x", SECRET).replace(r#"{ "file": "x" }"#, &inline)
    });
    let text = project.iamwhy(&["coverage", "--format", "lcov"]).out;
    let records: Vec<&str> = text.split_inclusive("end_of_record\n").collect();
    assert_eq!(records.len(), 2);
    for record in records {
        let mut seen: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
        for line in record.lines() {
            let (kind, rest) = line.split_once(':').unwrap_or((line, ""));
            seen.entry(kind).or_default().push(rest.split(',').collect());
        }
        let kinds: Vec<&str> = seen.keys().copied().collect();
        let all = [
            "BRDA",
            "BRF",
            "BRH",
            "DA",
            "FN",
            "FNDA",
            "FNF",
            "FNH",
            "LF",
            "LH",
            "SF",
            "TN",
            "end_of_record",
        ];
        assert_eq!(kinds, all);
        let file = project.read(seen["SF"][0][0]);
        let count = |kind: &str| seen[kind][0][0].parse::<usize>().unwrap();
        let hit = |kind: &str, at: usize| {
            let taken = seen[kind].iter().map(|fields| fields[at]);
            taken.filter(|taken| !["-", "0"].contains(taken)).count()
        };
        assert_eq!((count("FNF"), count("FNH")), (seen["FN"].len(), hit("FNDA", 0)));
        assert_eq!((count("LF"), count("LH")), (seen["DA"].len(), hit("DA", 1)));
        assert_eq!((count("BRF"), count("BRH")), (seen["BRDA"].len(), hit("BRDA", 3)));
        let lines: Vec<usize> = seen["DA"].iter().map(|fields| fields[0].parse().unwrap()).collect();
        assert!(
            lines.is_sorted() && lines.windows(2).all(|two| two[0] != two[1]),
            "{lines:?}"
        );
        for function in &seen["FN"] {
            let line: usize = function[0].parse().unwrap();
            let near = file.lines().skip(line - 1).take(2).collect::<String>();
            assert!(near.contains(function[1]), "{function:?} at {near}");
        }
        assert!(
            seen["BRDA"]
                .iter()
                .all(|fields| lines.contains(&fields[0].parse().unwrap()))
        );
    }
}

#[test]
fn the_page_carries_everything_itself() {
    let project = mixed("coverage-html");
    project.write("policies/alice.json", &POLICY.replace("s3:ListBucket", "s3:List<b>&*"));
    let said = project.iamwhy(&["coverage", "--out", "html=page.html", "--out", "json=c.json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let page = project.read("page.html");
    for never in ["<script", "http:", "https:", "<link", "<img", "List<b>"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(
        page.contains("<mark title=\"never matched\">&quot;s3:List&lt;b&gt;&amp;*&quot;</mark>"),
        "{page}"
    );
    assert!(page.contains("<span class=\"row hit\">"), "{page}");
    assert_eq!(
        project.read("c.json"),
        project.iamwhy(&["coverage", "--format", "json"]).out
    );
}
