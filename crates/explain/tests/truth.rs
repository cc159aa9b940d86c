//! What holds for every explanation of every fixture.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fixtures;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use iamwhy_engine::{Outcome, POINTS, Program, Request, Truth};
use iamwhy_explain::{Explanation, GateVerdict, explain, explain_briefly, lines, markdown};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};

/// Visits every authorization of every fixture that can be loaded.
fn each(mut visit: impl FnMut(&str, &Loaded, &[Request])) {
    let (root, paths) = fixtures::scenarios();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        let Ok(loaded) = Loaded::load(&name, &text, &NoFiles) else {
            continue;
        };
        let requests: Vec<Request> = {
            let cases = Cases::of(&loaded.scenario);
            let world = &loaded.world;
            cases
                .all()
                .flat_map(|case| {
                    let asked = case.authorizations.iter();
                    let requests = asked.filter_map(|asked| world.request(&loaded.program, &case, asked));
                    requests.collect::<Vec<_>>()
                })
                .collect()
        };
        visit(&name, &loaded, &requests);
    }
}

/// All explanations, made once for all tests; the answer is the engine's.
static ALL: LazyLock<Vec<(String, Explanation)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    each(|name, loaded, requests| {
        for request in requests {
            let explanation = explain(&loaded.program, request).unwrap();
            let decision = loaded.program.decide(request).unwrap();
            assert_eq!(explanation.decision, decision.outcome, "{name}");
            assert_eq!(explanation.layer, decision.layer, "{name}");
            all.push((name.to_owned(), explanation));
        }
    });
    all
});

fn each_explanation(mut visit: impl FnMut(&str, &Explanation)) {
    for (name, explanation) in ALL.iter() {
        visit(name, explanation);
    }
}

#[test]
fn every_rule_is_documented() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/semantics.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let mut unknown = BTreeSet::new();
    each_explanation(|_, explanation| {
        let gates = explanation.gates.iter().flat_map(|gate| &gate.policies);
        let statements = gates.flat_map(|policy| &policy.statements);
        let elements = statements.flat_map(|node| &node.elements).map(|element| element.rule);
        let warnings = explanation.warnings.iter().map(|warning| warning.rule.as_str());
        let assumptions = explanation.assumptions.iter().map(|assumption| assumption.id.as_str());
        for rule in explanation
            .rules
            .iter()
            .map(String::as_str)
            .chain(elements)
            .chain(warnings)
            .chain(assumptions)
        {
            if !docs.contains(&format!("**{rule}**")) {
                unknown.insert(rule.to_owned());
            }
        }
    });
    assert!(unknown.is_empty(), "rules without an entry: {unknown:?}");
}

#[test]
fn what_decided_matches_and_what_came_near_does_not() {
    each_explanation(|name, explanation| {
        let gates = explanation.gates.iter().flat_map(|gate| &gate.policies);
        let nodes: Vec<_> = gates.flat_map(|policy| &policy.statements).collect();
        let decisive = nodes.iter().filter(|node| node.decisive);
        // What a capped grant grants is named, but it decided nothing.
        let decided = match explanation.decision {
            Outcome::ImplicitDeny => 0,
            _ => explanation.deciding.len(),
        };
        assert_eq!(decisive.count(), decided, "{name}");
        // Where something is not known, it may be one of several that decides, whichever it is.
        let may_be_one = |node: &iamwhy_explain::StatementNode| decided > 1 && node.matched == Truth::Unknown;
        let holds = |node: &iamwhy_explain::StatementNode| node.matched == Truth::Yes || may_be_one(node);
        assert!(nodes.iter().all(|node| !node.decisive || holds(node)), "{name}");
        // What blocks is not known where the answer depends: then each silent layer has its nearest.
        let open = explanation.decision == Outcome::Unknown;
        for near in &explanation.near_misses {
            let layer = near.statement.layer;
            let mut own = explanation.gates.iter().filter(|gate| gate.layer == layer);
            let silent = own.any(|gate| gate.verdict == GateVerdict::Silent);
            assert!(explanation.blockers.contains(&layer) || (open && silent), "{name}");
        }
        if explanation.decision == Outcome::Allow {
            assert!(
                explanation.blockers.is_empty() && explanation.message.is_none(),
                "{name}"
            );
        }
    });
}

/// Whoever does not show the gates may ask for less: all else is the same, and every statement has as many elements.
#[test]
fn what_is_explained_briefly_lacks_nothing_but_details_of_gates() {
    let (mut bare, mut all) = (0, 0);
    each(|name, loaded, requests| {
        for request in requests {
            let mut whole = explain(&loaded.program, request).unwrap();
            let mut brief = explain_briefly(&loaded.program, request).unwrap();
            let (gates, others) = (std::mem::take(&mut whole.gates), std::mem::take(&mut brief.gates));
            assert_eq!(whole, brief, "{name}");
            let nodes = |gates: &'_ [iamwhy_explain::Gate]| -> Vec<_> {
                let policies = gates.iter().flat_map(|gate| gate.policies.clone());
                policies.flat_map(|policy| policy.statements).collect()
            };
            for (own, other) in nodes(&gates).into_iter().zip(nodes(&others)) {
                let failed = own.elements.iter().filter(|own| own.matched == Truth::No).count();
                all += 1;
                if own != other {
                    bare += 1;
                    assert!(failed > 1, "{name}: {own:?}");
                    let told = |node: &iamwhy_explain::StatementNode| -> Vec<_> {
                        let each = node.elements.iter();
                        each.map(|own| (own.name, own.matched)).collect()
                    };
                    assert_eq!(told(&own), told(&other), "{name}");
                }
            }
        }
    });
    assert!(bare * 20 > all, "{bare} of {all}");
}

#[test]
fn every_element_is_said_to_be_for_a_reason() {
    each_explanation(|name, explanation| {
        let gates = explanation.gates.iter().flat_map(|gate| &gate.policies);
        let statements = gates.flat_map(|policy| &policy.statements);
        for element in statements.flat_map(|node| &node.elements) {
            assert!(!element.because.is_empty(), "{name}: {element:?}");
        }
        assert!(explanation.sentence.ends_with('.'), "{name}: {}", explanation.sentence);
        assert!(!explanation.sentence.contains("  "), "{name}: {}", explanation.sentence);
        assert!(
            !lines(explanation).is_empty() && !markdown(explanation).is_empty(),
            "{name}"
        );
        let notes = explanation.gates.iter().filter_map(|gate| gate.note.as_deref());
        let warnings = explanation.warnings.iter().map(|warning| warning.message.as_str());
        for text in notes.chain(warnings) {
            for word in ["safe", "secure"] {
                assert!(!text.contains(word), "{name} says {word}: {text}");
            }
        }
    });
}

/// Another reading that turns an answer around is always listed: the quick checks that rule points out rule out none too many.
#[test]
fn every_reading_that_turns_an_answer_around_is_listed() {
    let word = |outcome: Outcome| match outcome {
        Outcome::ExplicitDeny => Outcome::ImplicitDeny,
        other => other,
    };
    let mut missed = Vec::new();
    each(|name, loaded, requests| {
        let own: Vec<Explanation> = requests
            .iter()
            .filter_map(|request| explain(&loaded.program, request))
            .collect();
        for point in POINTS.iter().filter(|point| point.words.len() > 1) {
            let id = format!("UND-{}", point.number);
            for index in 0..point.words.len() as u8 {
                let mut assume = *loaded.program.assume();
                if assume.chosen(point.number) == index {
                    continue;
                }
                assume.choose(point.number, index);
                let other = Program::compile_assuming(Arc::clone(loaded.program.environment()), assume);
                for (request, own) in requests.iter().zip(&own) {
                    let decision = other.decide(request).unwrap();
                    let turns = word(decision.outcome) != word(own.decision);
                    let listed = own
                        .assumptions
                        .iter()
                        .any(|assumption| assumption.id == id && assumption.flips);
                    if turns != listed && (turns || point.words.len() == 2) {
                        missed.push(format!("{name}: {id} {turns}: {}", own.sentence));
                    }
                }
            }
        }
    });
    assert!(missed.is_empty(), "{}\n{}", missed.len(), missed.join("\n"));
}

/// The picture must not show a grant joining where the decision says that it is capped, nor an open lock without a way.
#[test]
fn the_rails_meet_as_the_decision_says() {
    use iamwhy_engine::{GrantKind, Layer};
    use iamwhy_explain::Meeting;
    for (file, explanation) in ALL.iter() {
        let joint = &explanation.joint;
        let blocks = |layer| explanation.blockers.contains(&layer);
        let allowed = explanation.decision == Outcome::Allow;
        match joint.meeting {
            Meeting::Nobody => assert_eq!(explanation.layer, Some(Layer::Service), "{file}"),
            Meeting::Both if allowed => assert_eq!(joint.grant, GrantKind::Direct, "{file}: both rails are open"),
            Meeting::Gated if allowed && explanation.layer != Some(Layer::Service) => {
                assert_ne!(
                    joint.grant,
                    GrantKind::None,
                    "{file}: a gated resource lets nobody in by itself"
                );
            }
            Meeting::ResourceAlone => assert!(!blocks(Layer::Identity), "{file}"),
            _ => {}
        }
        assert!(!joint.caller.is_empty() && !joint.words.is_empty(), "{file}");
    }
}

/// What follows for a key is asked once for its family, not for each of thousands of keys.
#[test]
fn very_many_context_keys_are_explained_at_once() {
    let keys: Vec<String> = (0..5_000)
        .map(|i| format!(r#""aws:RequestTag/k{i}": "v", "app:key{i}": "v""#))
        .collect();
    let text = format!(
        r#"{{ "scenario": 1, "title": "t", "principals": {{ "alice": {{ "user": "arn:aws:iam::111122223333:user/alice",
            "policies": ["AdministratorAccess"], "tags": {{ "team": "pay" }} }} }},
            "cases": [{{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "context": {{
            "aws:PrincipalTag/team": "ops", {} }} }}] }}"#,
        keys.join(", ")
    );
    let loaded = Loaded::load("t.json", &text, &NoFiles).unwrap();
    let cases = Cases::of(&loaded.scenario);
    let case = cases.all().next().unwrap();
    let request = loaded.world.request(&loaded.program, &case, &case.authorizations[0]);
    let start = std::time::Instant::now();
    let told = explain(&loaded.program, &request.unwrap()).unwrap();
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    // What differs is still found.
    let differs: Vec<_> = told.warnings.iter().filter(|own| own.rule == "AMEND-11").collect();
    assert_eq!(differs.len(), 1, "{differs:?}");
    assert!(differs[0].message.contains("aws:PrincipalTag/team"), "{differs:?}");
}
