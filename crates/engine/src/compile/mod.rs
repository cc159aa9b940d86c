//! Compiling: an [`Environment`] becomes a [`Program`], once; then it decides many requests.

mod condition;
mod facts;
mod index;
mod intern;
mod keys;
mod others;
pub(crate) mod parts;
mod principal;
mod resources;
mod statement;
mod void;

use std::sync::Arc;

use iamwhy_policy::PolicyType;

pub(crate) use facts::{AccountFacts, CallerFacts, EndpointFacts, ResourceFacts, ResourceIs};
use index::Filing;
pub(crate) use index::classes;
use intern::Interner;
pub(crate) use keys::KeyIndex;
use others::Others;
use parts::*;
pub use resources::is_within;

use crate::action::Action;
use crate::assume::Assume;
use crate::bind::RARE;
use crate::keys::DerivedSet;
use crate::pattern::Templates;
use crate::world::{Environment, PolicyId};

/// Actions longer than this are matched as patterns; no real one comes near.
pub(crate) const LONGEST_ACTION: usize = 128;

/// A compiled environment: closed data that decides requests.
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) env: Arc<Environment>,
    pub(crate) assume: Assume,
    /// The same environment under other readings, as far as somebody asked.
    pub(crate) others: Others,
    pub(crate) templates: Templates,
    pub(crate) keys: Vec<KeyDef>,
    /// What `keys` derive from, at a glance.
    pub(crate) mentioned: DerivedSet,
    /// Whether any of them is put together for each request.
    pub(crate) mentions_rare: bool,
    pub(crate) action_names: Interner,
    /// The service of every action.
    pub(crate) action_services: Vec<u32>,
    pub(crate) service_names: Interner,
    pub(crate) documents: Vec<Document>,
    pub(crate) statements: Vec<Stmt>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) actions: Vec<ActionEntry>,
    pub(crate) resource_entries: Vec<ResourceEntry>,
    pub(crate) principal_clauses: Vec<Clause>,
    pub(crate) principal_entries: Vec<PrincipalEntry>,
    pub(crate) conditions: Vec<Cond>,
    pub(crate) operands: Vec<OperandEntry>,
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) sets: Vec<PolicySet>,
    pub(crate) accounts: Vec<AccountFacts>,
    pub(crate) callers: Vec<CallerFacts>,
    pub(crate) resources: Vec<ResourceFacts>,
    pub(crate) endpoints: Vec<EndpointFacts>,
    /// Indices of resources, sorted by ARN.
    pub(crate) resource_order: Vec<resources::Ordered>,
}

pub(crate) struct Compiler<'a> {
    env: &'a Environment,
    assume: Assume,
    program: Program,
    key_index: KeyIndex,
    /// The policy at hand, and as what it is read.
    at: (PolicyId, PolicyType),
    /// The action at hand in lower case.
    folded: String,
    filing: Filing,
    /// For each policy the roles in which it is compiled, with the document.
    seen_documents: Vec<Vec<(PolicyType, bool, u32)>>,
}

impl Program {
    /// Compiles an environment with the readings that it chooses.
    #[must_use]
    pub fn compile(env: Arc<Environment>) -> Program {
        let assume = env.assume;
        Program::compile_assuming(env, assume)
    }

    /// Compiles it with other readings of undocumented points.
    #[must_use]
    pub fn compile_assuming(env: Arc<Environment>, assume: Assume) -> Program {
        // Room for what statements mostly say, so that the pools hardly ever move.
        let statements: usize = env.policies.iter().map(|own| own.policy.statements.len()).sum();
        let program = Program {
            env: Arc::clone(&env),
            assume,
            others: Others::default(),
            templates: Templates::with_room(statements),
            keys: Vec::new(),
            mentioned: DerivedSet::default(),
            mentions_rare: false,
            action_names: Interner::default(),
            action_services: Vec::new(),
            service_names: Interner::default(),
            documents: Vec::new(),
            statements: Vec::with_capacity(statements),
            clauses: Vec::with_capacity(2 * statements),
            actions: Vec::with_capacity(3 * statements),
            resource_entries: Vec::with_capacity(2 * statements),
            principal_clauses: Vec::new(),
            principal_entries: Vec::new(),
            conditions: Vec::with_capacity(statements),
            operands: Vec::with_capacity(2 * statements),
            buckets: Vec::with_capacity(2 * statements),
            entries: Vec::with_capacity(3 * statements),
            sets: Vec::new(),
            accounts: Vec::new(),
            callers: Vec::new(),
            resources: Vec::new(),
            endpoints: Vec::new(),
            resource_order: Vec::new(),
        };
        let mut compiler = Compiler {
            env: &env,
            assume,
            program,
            key_index: KeyIndex::default(),
            at: (PolicyId(0), PolicyType::Identity),
            folded: String::new(),
            filing: Filing::default(),
            seen_documents: vec![Vec::new(); env.policies.len()],
        };
        compiler.accounts();
        compiler.callers();
        compiler.resources();
        compiler.endpoints();
        compiler.resource_order();
        let mentioned: DerivedSet = compiler.program.keys.iter().map(|key| key.derived).collect();
        compiler.program.mentions_rare = RARE.iter().any(|own| mentioned.contains(*own));
        compiler.program.mentioned = mentioned;
        compiler.program
    }

    /// The numbers of an action and of its service, as far as policies mention them.
    pub(crate) fn names(&self, action: &Action) -> (Option<u32>, Option<u32>) {
        let pool = &self.templates.text;
        match self.action_names.find_hashed(action.hash, action.folded(), pool) {
            Some(id) => (Some(id), self.action_services.get(id as usize).copied()),
            None => {
                let services = &self.service_names;
                (None, services.find_hashed(action.service_hash, action.service(), pool))
            }
        }
    }

    /// The environment that was compiled.
    #[must_use]
    pub fn environment(&self) -> &Arc<Environment> {
        &self.env
    }

    /// The readings of undocumented points that this program follows.
    #[must_use]
    pub fn assume(&self) -> &Assume {
        &self.assume
    }
}
