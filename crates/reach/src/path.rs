//! The way from somebody to what he can do.

use iamwhy_explain::StatementRef;

/// How sure a step is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sure {
    /// It depends on something that nobody told us.
    Depends,
    /// It is allowed.
    Allowed,
}

/// How one principal becomes another, or does the thing itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Via {
    /// The action itself.
    Act,
    /// A session of a role.
    Assume,
    /// A role handed to a service that runs the caller's code with it.
    Pass {
        /// The service, such as `lambda.amazonaws.com`.
        service: &'static str,
        /// What starts the code, beside `iam:PassRole`.
        launches: Vec<String>,
    },
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Who takes it, by name.
    pub who: String,
    /// What he does.
    pub via: Via,
    /// The action that is decided.
    pub action: String,
    /// On what.
    pub resource: String,
    /// Whether it is allowed, or may be.
    pub sure: Sure,
    /// Keys that the caller chooses, with the values that open it.
    pub with: Vec<(String, String)>,
    /// What it depends on, where that is unknown.
    pub unknowns: Vec<String>,
    /// The statements that hold it open.
    pub holds: Vec<StatementRef>,
}

/// A way to the action; the last step does it.
#[derive(Clone, Debug)]
pub struct Path {
    /// Who, by name.
    pub caller: String,
    /// His ARN, or the service's name.
    pub arn: String,
    /// At least one.
    pub steps: Vec<Step>,
}

impl Path {
    /// As sure as its least sure step.
    #[must_use]
    pub fn sure(&self) -> Sure {
        self.steps.iter().map(|step| step.sure).min().unwrap_or(Sure::Depends)
    }

    /// Everything that it depends on, each once.
    #[must_use]
    pub fn unknowns(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for name in self.steps.iter().flat_map(|step| &step.unknowns) {
            if !all.contains(&name.as_str()) {
                all.push(name);
            }
        }
        all
    }
}
