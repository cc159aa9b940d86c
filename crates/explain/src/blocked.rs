//! A call that policies allow and the service refuses for the document that it would store.

use iamwhy_engine::{Layer, Outcome};

use crate::explanation::Explanation;
use crate::message::blocked_public_message;
use crate::sentence::begin;

/// The rules by which S3 stores no public policy where those are blocked.
const RULES: [&str; 2] = ["S3-5", "ERR-13"];

impl Explanation {
    /// The call is allowed, but would store a public policy where those are blocked (AMEND-5).
    pub fn block_public_policy(&mut self) {
        self.decision = Outcome::ImplicitDeny;
        self.layer = Some(Layer::Service);
        self.blockers = vec![Layer::Service];
        self.deciding.clear();
        self.quotes.clear();
        self.rules = RULES.map(str::to_owned).into();
        self.message = Some(blocked_public_message(
            &self.principal,
            &self.action,
            &self.resource,
            false,
        ));
        let [who, deed] = &self.told;
        let why = ": policies allow it, but S3 block public access refuses to store a public policy.";
        self.sentence = begin([who, " may not ", deed, why].concat());
        let policies = self.gates.iter_mut().flat_map(|gate| &mut gate.policies);
        for statement in policies.flat_map(|policy| &mut policy.statements) {
            statement.decisive = false;
        }
    }

    /// Whether no change of policies or context turns the answer around, as the document itself is refused.
    #[must_use]
    pub fn is_blocked_public_policy(&self) -> bool {
        self.rules == RULES
    }
}
