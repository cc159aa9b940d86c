//! Cases: the tests of the scenario.

use iamwhy_scenario::cases::{Cases, Coordinate};

use super::{moved, with, without};
use crate::{
    Bench, Problem, Selected,
    edit::{self, pointer, quoted},
};

impl Bench {
    /// Adds what is asked now as a case of its own, with what is decided now as what is expected, and looks at it.
    ///
    /// # Errors
    /// Where nothing is decided.
    pub fn add_test(&mut self, name: Option<&str>) -> Result<(), Problem> {
        let expect = self.decided().ok_or_else(|| Problem::plain("nothing is decided yet"))?;
        self.step("add a test", |bench| {
            let case = bench.answer().selected.case;
            bench.copy_case(case, bench.answer().selected.combination)?;
            let case = bench.case_at(bench.state.selected.case);
            let json = bench.tree()?;
            let json_name = name.map(quoted);
            let has_name = json.at_pointer(&[&case, "/name"].concat(), json.root()).is_some();
            let at = |field: &str| pointer::join(&case, field);
            match json_name {
                Some(name) => bench.change("", "", &[&|json| edit::set(json, &at("name"), &name)])?,
                None if has_name => bench.change("", "", &[&|json| edit::remove(json, &at("name"))])?,
                None => {}
            }
            bench.change("", "", &[&|json| edit::set(json, &at("expect"), &expect)])
        })
    }

    /// Expects from the selected case what is decided now.
    ///
    /// # Errors
    /// Where nothing is decided.
    pub fn accept(&mut self) -> Result<(), Problem> {
        let expect = self.decided().ok_or_else(|| Problem::plain("nothing is decided yet"))?;
        self.step("expect what is decided", |bench| {
            bench.single_out("expect")?;
            let at = pointer::join(&bench.case_pointer()?, "expect");
            bench.change("", "", &[&|json| edit::set(json, &at, &expect)])
        })
    }

    /// What is decided, as an expectation.
    fn decided(&self) -> Option<String> {
        let answer = self.answer();
        let verdict = &answer.verdict;
        if verdict.decision.is_empty() || answer.stale {
            return None;
        }
        let mut fields = vec![["\"decision\": ", &quoted(verdict.decision)].concat()];
        if let Some(layer) = verdict.layer {
            fields.push(["\"layer\": ", &quoted(layer)].concat());
        }
        let own = verdict.failing.or((answer.asked.len() == 1).then_some(0));
        let explanation = own.and_then(|at| answer.asked.get(at)?.explanation.as_deref());
        let deciding = explanation.and_then(|own| own.deciding.first());
        match deciding.map(|own| (&own.sid, own.statement)) {
            Some((Some(sid), _)) if !sid.is_empty() => fields.push(["\"statement\": ", &quoted(sid)].concat()),
            Some((_, index)) => fields.push(["\"statement\": ", &index.to_string()].concat()),
            None => {}
        }
        Some(["{ ", &fields.join(", "), " }"].concat())
    }

    /// Adds a copy of a case behind it and looks at that.
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn duplicate_case(&mut self, case: usize) -> Result<(), Problem> {
        let json = self.tree()?;
        let node = json.at_pointer(&self.case_at(case), json.root()).ok_or_else(no_case)?;
        let span = json.span(node);
        let text = crate::Lens::on(json.text(), span.start as usize, span.end as usize).text;
        let name = json
            .get(node, "name")
            .and_then(|name| json.string(name))
            .map(|name| quoted(&[name, " (copy)"].concat()));
        self.step("duplicate a case", |bench| {
            bench.insert_case(case + 1, &text)?;
            let at = [&bench.case_at(case + 1), "/name"].concat();
            match &name {
                Some(name) => bench.change("", "", &[&|json| edit::set(json, &at, name)]),
                None => Ok(()),
            }
        })
    }

    /// Gives a case a name.
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn rename_case(&mut self, case: usize, name: &str) -> Result<(), Problem> {
        let at = [&self.case_at(case), "/name"].concat();
        let tag = format!("case {case} name");
        self.change(&tag, "rename a case", &[&|json| edit::set(json, &at, &quoted(name))])
    }

    /// Removes a case; the last one has to stay.
    ///
    /// # Errors
    /// Where it is the last one.
    pub fn remove_case(&mut self, case: usize) -> Result<(), Problem> {
        let json = self.tree()?;
        let count = json
            .get(json.root(), "cases")
            .map_or(0, |cases| json.items(cases).count());
        if count < 2 {
            return Err(Problem::plain("a scenario needs at least one case"));
        }
        let at = self.case_at(case);
        self.change("", "remove a case", &[&|json| edit::remove(json, &at)])?;
        self.state.follow(&|own| without("/cases", case, own));
        let selected = self.state.selected.case;
        if selected > case || selected + 1 == count {
            self.select(Selected {
                case: selected.saturating_sub(1),
                ..Selected::default()
            });
        }
        Ok(())
    }

    /// Moves a case to another place in the list.
    ///
    /// # Errors
    /// Where there is no such place.
    pub fn move_case(&mut self, from: usize, to: usize) -> Result<(), Problem> {
        self.change("", "move a case", &[&|json| edit::move_item(json, "/cases", from, to)])?;
        self.state.follow(&|own| moved("/cases", from, to, own));
        let at = self.state.selected.case.to_string();
        let now = moved("/cases", from, to, &pointer::of(&["cases", &at]));
        let now = now.and_then(|now| now.rsplit('/').next()?.parse().ok());
        self.select(Selected {
            case: now.unwrap_or(to),
            ..self.state.selected
        });
        Ok(())
    }

    /// Sets what is expected of a case, as JSON text; none expects nothing.
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn set_expect(&mut self, case: usize, expect: Option<&str>) -> Result<(), Problem> {
        let at = [&self.case_at(case), "/expect"].concat();
        match expect {
            Some(expect) => self.change("", "change what is expected", &[&|json| edit::set(json, &at, expect)]),
            None => self.change("", "expect nothing", &[&|json| edit::remove(json, &at)]),
        }
    }

    /// Sets the claim that the scenario makes.
    ///
    /// # Errors
    /// Where the text cannot be read.
    pub fn set_title(&mut self, title: &str) -> Result<(), Problem> {
        self.change(
            "title",
            "change the title",
            &[&|json| edit::set(json, "/title", &quoted(title))],
        )
    }

    /// Sets what is said about the scenario.
    ///
    /// # Errors
    /// Where the text cannot be read.
    pub fn set_about(&mut self, about: &str) -> Result<(), Problem> {
        self.change(
            "about",
            "change the description",
            &[&|json| edit::set(json, "/about", &quoted(about))],
        )
    }

    fn case_at(&self, case: usize) -> String {
        pointer::of(&["cases", &case.to_string()])
    }

    fn insert_case(&mut self, at: usize, text: &str) -> Result<(), Problem> {
        self.change("", "", &[&|json| edit::insert_item(json, "/cases", at, text)])?;
        self.state.follow(&|own| with("/cases", at, own));
        self.state.selected = Selected {
            case: at,
            ..Selected::default()
        };
        Ok(())
    }

    /// Where the matrix of the selected case varies a field, the combination becomes a case of its own first.
    pub(super) fn single_out(&mut self, field: &str) -> Result<(), Problem> {
        let answer = std::sync::Arc::clone(self.answer());
        let varied = answer.question.varied.iter().any(|own| own.eq_ignore_ascii_case(field));
        let each = field == "expect" && !answer.question.varied.is_empty();
        if !varied && !each {
            return Ok(());
        }
        self.copy_case(answer.selected.case, answer.selected.combination)
    }

    /// Copies one combination of a case behind it, without matrix and expectation, and looks at that.
    fn copy_case(&mut self, case: usize, combination: usize) -> Result<(), Problem> {
        let answer = std::sync::Arc::clone(self.answer());
        let loaded = answer.loaded.as_ref().filter(|_| !answer.stale).ok_or_else(no_case)?;
        let cases = Cases::of(&loaded.scenario);
        let expanded = cases.expand(case).nth(combination).ok_or_else(no_case)?;
        let json = self.tree()?;
        let node = json.at_pointer(&self.case_at(case), json.root()).ok_or_else(no_case)?;
        let span = json.span(node);
        let text = crate::Lens::on(json.text(), span.start as usize, span.end as usize).text;
        self.insert_case(case + 1, &text)?;
        let at = self.case_at(case + 1);
        for field in ["matrix", "expect", "note"] {
            let json = self.tree()?;
            let place = pointer::join(&at, field);
            if json.at_pointer(&place, json.root()).is_some() {
                self.change("", "", &[&|json| edit::remove(json, &place)])?;
            }
        }
        for coordinate in &expanded.coordinates {
            let (place, value) = match coordinate {
                Coordinate::Principal(text) => ([&at, "/principal"].concat(), quoted(text)),
                Coordinate::Action(text) => ([&at, "/action"].concat(), quoted(text)),
                Coordinate::Resource(text) => ([&at, "/resource"].concat(), quoted(text)),
                Coordinate::Context(key, _) => {
                    let list = pointer::of(&["cases", &case.to_string(), "matrix", &["context.", key].concat()]);
                    let values = json.at_pointer(&list, json.root());
                    let index = place_in(loaded, case, combination, key);
                    let value = values.and_then(|values| json.items(values).nth(index));
                    let value = value.map_or_else(|| "null".to_owned(), |value| json.raw(value).to_owned());
                    (pointer::join(&[&at, "/context"].concat(), key), value)
                }
            };
            self.change("", "", &[&|json| edit::set(json, &place, &value)])?;
        }
        if expanded.case.name.is_some() && !expanded.coordinates.is_empty() {
            let place = [&at, "/name"].concat();
            self.change("", "", &[&|json| edit::set(json, &place, &quoted(&expanded.name))])?;
        }
        Ok(())
    }
}

/// Which value of a key's list a combination takes: the last list varies fastest.
fn place_in(loaded: &iamwhy_scenario::Loaded, case: usize, combination: usize, key: &str) -> usize {
    let matrix = loaded.scenario.cases.get(case).and_then(|case| case.matrix.as_ref());
    let mut rest = combination;
    for (own, values) in matrix.into_iter().flat_map(|matrix| matrix.context.iter().rev()) {
        let len = values.len().max(1);
        if own == key {
            return rest % len;
        }
        rest /= len;
    }
    0
}

fn no_case() -> Problem {
    Problem::plain("there is no such case")
}
