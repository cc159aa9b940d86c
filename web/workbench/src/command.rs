//! Every action of the page: palette, help and keys flow from this one table.

use crate::bench::Bench;

/// An action of the page.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// What the page does it by.
    pub id: &'static str,
    /// What it does, in words.
    pub title: &'static str,
    /// Its keys, `Mod` being Ctrl, or Command on Apple's keyboards; empty where it has none.
    pub keys: &'static str,
    /// Under which heading help lists it.
    pub group: Group,
    /// When there is something to do.
    pub when: When,
}

/// Headings of the help.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Group {
    /// Opening and keeping.
    File,
    /// The request.
    Request,
    /// Layers and policies.
    Policies,
    /// Finding out why.
    Why,
    /// Tests.
    Tests,
    /// The page itself.
    Page,
}

impl Group {
    /// Every heading, in order.
    pub const ALL: [Group; 6] = [
        Group::File,
        Group::Request,
        Group::Policies,
        Group::Why,
        Group::Tests,
        Group::Page,
    ];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Group::File => "Open and keep",
            Group::Request => "The request",
            Group::Policies => "Layers and policies",
            Group::Why => "Why",
            Group::Tests => "Tests",
            Group::Page => "This page",
        }
    }
}

/// When there is something to do.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum When {
    /// Always.
    Always,
    /// A policy is open.
    Policy,
    /// A policy that can be edited is open.
    Editable,
    /// The open policy is switched off.
    Off,
    /// There is something to take back.
    Undo,
    /// Something was taken back.
    Redo,
    /// There is an answer.
    Answer,
    /// A text is pinned.
    Pinned,
    /// There are several cases.
    Cases,
    /// One call is several authorizations.
    Authorizations,
}

macro_rules! commands {
    ($($id:literal $title:literal $keys:literal $group:ident $when:ident;)*) => {
        /// Every action of the page, in the order of the help.
        pub const COMMANDS: &[Command] = &[$(Command {
            id: $id, title: $title, keys: $keys, group: Group::$group, when: When::$when,
        }),*];
    };
}

commands! {
    "paste" "Paste anything: a policy, an AccessDenied message, a scenario, a link" "Mod+K" File Always;
    "examples" "Open an example" "Alt+E" File Always;
    "open" "Open a scenario file" "Mod+O" File Always;
    "export" "Download the scenario file that `iamwhy test` runs" "Mod+S" File Always;
    "copy-command" "Copy the command that runs these tests" "" File Always;
    "share" "Share a link" "Alt+S" File Always;
    "history" "Open one of the last scenarios" "" File Always;
    "edit-file" "Edit the whole scenario file" "Alt+0" File Always;
    "rename" "Change the title" "" File Always;
    "undo" "Take the last change back" "Mod+Z" File Undo;
    "redo" "Make it again" "Mod+Shift+Z" File Redo;
    "new" "Begin a new, empty question" "" File Always;
    "reset" "Start again with the first example" "" File Always;
    "principal" "Change who calls" "Alt+P" Request Always;
    "action" "Change the action" "Alt+A" Request Always;
    "resource" "Change the resource" "Alt+R" Request Always;
    "context" "Change the request's context" "Alt+C" Request Always;
    "endpoint" "Send the request through a VPC endpoint" "" Request Always;
    "via" "Let a service forward the request" "" Request Always;
    "tags" "Change the request's tags" "" Request Always;
    "add-principal" "Declare another principal" "" Request Always;
    "layer-1" "Open layer 1" "Alt+1" Policies Always;
    "layer-2" "Open layer 2" "Alt+2" Policies Always;
    "layer-3" "Open layer 3" "Alt+3" Policies Always;
    "layer-4" "Open layer 4" "Alt+4" Policies Always;
    "layer-5" "Open layer 5" "Alt+5" Policies Always;
    "layer-6" "Open layer 6" "Alt+6" Policies Always;
    "layer-7" "Open layer 7" "Alt+7" Policies Always;
    "add-policy" "Add a policy to this layer" "Alt+N" Policies Always;
    "rename-policy" "Rename this policy" "F2" Policies Policy;
    "duplicate-policy" "Duplicate this policy" "" Policies Policy;
    "policy-up" "Move this policy up" "Alt+Shift+ArrowUp" Policies Policy;
    "policy-down" "Move this policy down" "Alt+Shift+ArrowDown" Policies Policy;
    "switch-off" "Switch this policy off" "Alt+X" Policies Policy;
    "switch-on" "Switch this policy on again" "Alt+X" Policies Off;
    "unknown" "Declare that nobody knows what stands in this layer" "" Policies Always;
    "none" "Declare that nothing stands in this layer" "" Policies Always;
    "delete-policy" "Delete this policy" "" Policies Policy;
    "format-policy" "Lay this policy out anew" "Alt+Shift+F" Policies Editable;
    "own-policy" "Make a copy of this policy for this place alone" "" Policies Policy;
    "next-reason" "Go to the next statement that explains the answer" "F8" Why Answer;
    "previous-reason" "Go to the previous one" "Shift+F8" Why Answer;
    "next-authorization" "Look at the next authorization of this call" "" Why Authorizations;
    "trace" "Show the trace" "Alt+T" Why Answer;
    "checks" "Show what the checks found" "Alt+L" Why Always;
    "flips" "Show what would turn the answer around" "Alt+F" Why Answer;
    "apply-flip" "Apply the first change that turns the answer around" "Mod+." Why Answer;
    "pin" "Pin this as the baseline" "Alt+B" Why Answer;
    "unpin" "Forget the baseline" "" Why Pinned;
    "diff" "Show what is different from the baseline" "Alt+D" Why Pinned;
    "aws-view" "Show the answer in AWS's own flow chart" "" Why Answer;
    "reference" "Look up an element, an operator, a variable or a layer" "Alt+H" Why Always;
    "copy-markdown" "Copy the explanation as Markdown" "" Why Answer;
    "copy-message" "Copy the message that AWS would print" "" Why Answer;
    "tests" "Show the tests" "Alt+Q" Tests Always;
    "add-test" "Add this request as a test" "Mod+Enter" Tests Answer;
    "accept" "Expect what is decided" "" Tests Answer;
    "next-case" "Look at the next case" "Alt+ArrowDown" Tests Cases;
    "previous-case" "Look at the previous case" "Alt+ArrowUp" Tests Cases;
    "duplicate-case" "Duplicate this case" "" Tests Always;
    "remove-case" "Remove this case" "" Tests Cases;
    "theme" "Change between light and dark" "" Page Always;
    "help" "Show all keys" "?" Page Always;
}

impl Command {
    /// Whether there is something to do.
    #[must_use]
    pub fn fits(&self, bench: &Bench) -> bool {
        let open = || bench.state().open.as_deref().and_then(|open| bench.policy(open));
        let answer = bench.answer();
        match self.when {
            When::Always => true,
            When::Policy => open().is_some_and(|view| !view.off),
            When::Editable => open().is_some_and(|view| view.is_editable()),
            When::Off => open().is_some_and(|view| view.off),
            When::Undo => bench.undo_title().is_some(),
            When::Redo => bench.redo_title().is_some(),
            When::Answer => answer.explanation().is_some(),
            When::Pinned => bench.baseline().is_some(),
            When::Cases => answer.cases.len() > 1,
            When::Authorizations => answer.asked.len() > 1,
        }
    }
}

/// The commands whose titles have all words of a query, those that begin with it first.
#[must_use]
pub fn find_commands(query: &str) -> Vec<&'static Command> {
    let query = query.trim().to_ascii_lowercase();
    let mut found: Vec<(bool, &Command)> = Vec::new();
    for command in COMMANDS {
        let title = command.title.to_ascii_lowercase();
        if query
            .split_ascii_whitespace()
            .all(|word| title.contains(word) || command.id.contains(word))
        {
            found.push((!title.starts_with(&query), command));
        }
    }
    iamwhy_engine::order::sort(&mut found, &|one, other| one.0.cmp(&other.0));
    found.into_iter().map(|(_, command)| command).collect()
}
