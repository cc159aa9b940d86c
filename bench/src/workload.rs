//! A workload: a scenario, its program, and the requests of its cases.

use std::sync::Arc;

use iamwhy_engine::{Program, Request};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::world::World;
use iamwhy_scenario::{DecisionWord, NoFiles, Policies, read};

use crate::answer::Answer;
use crate::generate;

/// A workload.
pub struct Workload {
    /// `a`, `b`, `c_10`, …
    pub name: String,
    /// Its policies and callers, compiled.
    pub program: Program,
    /// What is asked.
    pub requests: Vec<Request>,
    /// What AWS answers.
    pub expected: Vec<Answer>,
}

impl Workload {
    /// One identity policy of five statements.
    pub fn a() -> Workload {
        Workload::read("a", include_str!("../workloads/a.scenario.json"))
    }

    /// Every layer that an organization has: 60 statements of identity policies, boundary, session policy, SCPs, bucket policy.
    pub fn b() -> Workload {
        Workload::read("b", include_str!("../workloads/b.scenario.json"))
    }

    /// One identity policy of this many statements.
    pub fn c(size: usize) -> Workload {
        Workload::read(&format!("c_{size}"), &generate::c(size).to_string())
    }

    fn read(name: &str, text: &str) -> Workload {
        let (scenario, json) = read(name, text).expect("a workload is a valid scenario");
        let policies = Policies::load(&scenario, &json, name, &NoFiles).expect("a workload carries its policies");
        let world = World::of(&scenario, &policies);
        let program = Program::compile(Arc::clone(world.environment()));
        let mut requests = Vec::new();
        let mut expected = Vec::new();
        for case in Cases::of(&scenario).all() {
            let asked = &case.authorizations[0];
            requests.push(world.request(&program, &case, asked).expect("a case names a principal"));
            let expect = case.expect.and_then(|expect| expect.decision());
            expected.push(match expect {
                Some(DecisionWord::Allow) => Answer::Allow,
                Some(DecisionWord::ExplicitDeny) => Answer::ExplicitDeny,
                Some(DecisionWord::ImplicitDeny) => Answer::ImplicitDeny,
                _ => Answer::None,
            });
        }
        Workload {
            name: name.to_owned(),
            program,
            requests,
            expected,
        }
    }
}
