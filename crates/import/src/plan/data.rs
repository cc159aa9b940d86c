//! `data "aws_iam_policy_document"`: a policy written as blocks, of which some values may not be known yet.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Attribute, Item, Plan};
use crate::export::{Called, Document, Export};
use crate::kind;
use crate::open::{names_in, open};
use crate::statement::unreadable;
use crate::value::Value;

/// Every data source, so that it can be selected, also where nothing in the plan uses it.
pub(super) fn read(export: &mut Export, plan: &Plan) {
    for item in plan.items.values() {
        if !item.is_data || item.kind != "aws_iam_policy_document" {
            continue;
        }
        match plan.attribute(item, "json") {
            Attribute::Known(node) => {
                export.put(node, Document::There, Vec::new(), Called::of(item, "json"));
            }
            _ => {
                let (document, depends) = plan.of_data(item);
                export.put(item.node, document, depends, Called::of(item, "json"));
            }
        }
    }
}

/// A block with what is not known of it and its expressions.
#[derive(Copy, Clone)]
struct Block {
    values: NodeId,
    unknown: Option<NodeId>,
    expressions: Option<NodeId>,
}

impl Plan {
    /// The policy that a data source will make.
    pub(super) fn of_data(&self, item: &Item) -> (Document, Vec<String>) {
        let json = &self.json;
        if let Attribute::Known(node) = self.attribute(item, "json")
            && let Some(text) = json.string(node)
        {
            return (Document::Made(text.to_owned()), Vec::new());
        }
        for other in [
            "source_policy_documents",
            "override_policy_documents",
            "source_json",
            "override_json",
        ] {
            let is_set = match self.attribute(item, other) {
                Attribute::None => false,
                Attribute::Later => true,
                Attribute::Known(node) => json.items(node).next().is_some(),
            };
            if is_set {
                return (
                    Document::Unknown(format!("`{other}` of `{}` is merged in", item.address)),
                    Vec::new(),
                );
            }
        }
        let not_known = |name: &str| {
            let why = format!("`{name}` of `{}` is not known", item.address);
            (Document::Unknown(why), Vec::new())
        };
        let Attribute::Known(list) = self.attribute(item, "statement") else {
            return not_known("statement");
        };
        // Variables are variables only in the newer version.
        if self.attribute(item, "version") == Attribute::Later {
            return not_known("version");
        }
        let expressions = self.expression(item, "statement");
        let later = item.unknown.and_then(|unknown| json.get(unknown, "statement"));
        let mut depends = Vec::new();
        let Some(blocks) = self.blocks(Some(list), later, expressions, &[]) else {
            return not_known("statement");
        };
        let mut statements = Vec::new();
        for block in blocks {
            match self.statement(item, block, &mut depends) {
                Ok(statement) => statements.push(statement),
                Err(name) => return not_known(name),
            }
        }
        let statements = Value::List(statements);
        let version = self.text(item, "version").unwrap_or_else(|| "2012-10-17".to_owned());
        let document = Value::object([("Version", version.into()), ("Statement", statements)]);
        depends.extend(names_in(&document));
        depends.sort();
        depends.dedup();
        match unreadable(&document) {
            Some(why) => (Document::Unknown(why), depends),
            None => (Document::Made(Value::Document(Box::new(document)).pretty()), depends),
        }
    }

    /// The blocks of a list, or of a set with the names that tell its blocks apart; none where nobody knows how many there are, or what
    /// one of them says.
    fn blocks(
        &self,
        list: Option<NodeId>,
        unknown: Option<NodeId>,
        expressions: Option<NodeId>,
        keys: &[&str],
    ) -> Option<Vec<Block>> {
        let json = &self.json;
        let is_marked = |own: NodeId| json.boolean(own) == Some(true);
        let all = |list: Option<NodeId>| list.into_iter().flat_map(|list| json.items(list));
        let written: Vec<NodeId> = all(expressions).collect();
        let mut marks = all(unknown);
        let blocks = all(list).map(|values| Block {
            values,
            unknown: marks.next(),
            expressions: None,
        });
        let mut blocks: Vec<Block> = blocks.collect();
        // What `dynamic` makes is not among the expressions, so that the others stand at other places.
        if written.len() == blocks.len() {
            for (place, block) in blocks.iter_mut().enumerate() {
                block.expressions = match keys {
                    [] => written.get(place).copied(),
                    // A set is in an order of its own.
                    keys => {
                        let mut own = written.iter().filter(|own| self.may_make(**own, block.values, keys));
                        own.next().filter(|_| own.next().is_none()).copied()
                    }
                };
            }
        }
        if let Some(unknown) = unknown {
            let marks = || json.items(unknown);
            if is_marked(unknown) || marks().any(is_marked) || marks().count() > blocks.len() {
                return None;
            }
        }
        Some(blocks)
    }

    /// Whether the expressions of a block say nothing else of these names than its values do.
    fn may_make(&self, expressions: NodeId, values: NodeId, keys: &[&str]) -> bool {
        let json = &self.json;
        keys.iter().all(|key| {
            let said = json
                .get(expressions, key)
                .and_then(|own| json.get(own, "constant_value"));
            let said = said.and_then(|own| json.string(own));
            let known = json.get(values, key).and_then(|own| json.string(own));
            said.is_none() || known.is_none() || said == known
        })
    }

    /// A statement, or the name of the list of which nobody knows what is in it.
    fn statement(&self, item: &Item, block: Block, depends: &mut Vec<String>) -> Result<Value, &'static str> {
        let json = &self.json;
        let mut statement = Vec::new();
        let text = |name: &str| json.get(block.values, name).and_then(|own| json.string(own));
        if let Some(sid) = text("sid").filter(|sid| !sid.is_empty()) {
            statement.push(("Sid".to_owned(), sid.into()));
        }
        let later = block.unknown.and_then(|unknown| json.get(unknown, "effect"));
        let effect = match later.and_then(|later| json.boolean(later)) {
            Some(true) => open(&[&item.address, ".effect"].concat()),
            _ => text("effect").unwrap_or("Allow").to_owned(),
        };
        statement.push(("Effect".to_owned(), effect.into()));
        for (name, block_name) in [("Principal", "principals"), ("NotPrincipal", "not_principals")] {
            if let Some(principals) = self.principals(item, block, block_name, depends)? {
                statement.push((name.to_owned(), principals));
            }
        }
        for (name, attribute) in [
            ("Action", "actions"),
            ("NotAction", "not_actions"),
            ("Resource", "resources"),
            ("NotResource", "not_resources"),
        ] {
            let values = self.list(item, block, attribute, depends)?;
            if !values.is_empty() {
                statement.push((name.to_owned(), Value::List(values)));
            }
        }
        if let Some(conditions) = self.conditions(item, block, depends)? {
            statement.push(("Condition".to_owned(), conditions));
        }
        Ok(Value::Object(statement))
    }

    /// The blocks inside another, or what stands for all of them.
    fn inner(&self, item: &Item, block: Block, name: &str, keys: &[&str]) -> Result<Vec<Block>, Value> {
        let of = |node: Option<NodeId>| node.and_then(|node| self.json.get(node, name));
        self.blocks(of(Some(block.values)), of(block.unknown), of(block.expressions), keys)
            .ok_or_else(|| open(&[&item.address, ".", name].concat()).into())
    }

    fn principals(
        &self,
        item: &Item,
        block: Block,
        name: &str,
        depends: &mut Vec<String>,
    ) -> Result<Option<Value>, &'static str> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        let blocks = match self.inner(item, block, name, &["type"]) {
            Ok(blocks) => blocks,
            Err(unknown) => return Ok(Some(unknown)),
        };
        for inner in blocks {
            let kind = self.one(item, inner, "type");
            let own = self.list(item, inner, "identifiers", depends)?;
            // `type = "*"` with `identifiers = ["*"]` is everybody.
            if kind == "*" {
                return Ok(Some(Value::from("*")));
            }
            match entries.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, Value::List(all))) => all.extend(own),
                _ => entries.push((kind, Value::List(own))),
            }
        }
        Ok((!entries.is_empty()).then_some(Value::Object(entries)))
    }

    fn conditions(&self, item: &Item, block: Block, depends: &mut Vec<String>) -> Result<Option<Value>, &'static str> {
        let mut operators: Vec<(String, Value)> = Vec::new();
        let blocks = match self.inner(item, block, "condition", &["test", "variable"]) {
            Ok(blocks) => blocks,
            Err(unknown) => return Ok(Some(unknown)),
        };
        for inner in blocks {
            let (test, variable) = (self.one(item, inner, "test"), self.one(item, inner, "variable"));
            let values = self.list(item, inner, "values", depends)?;
            let pair = (variable, Value::List(values));
            match operators.iter_mut().find(|(known, _)| *known == test) {
                Some((_, Value::Object(pairs))) => match pairs.iter_mut().find(|(known, _)| *known == pair.0) {
                    Some((_, Value::List(all))) => all.extend(pair.1.items().iter().cloned()),
                    _ => pairs.push(pair),
                },
                _ => operators.push((test, Value::Object(vec![pair]))),
            }
        }
        Ok((!operators.is_empty()).then_some(Value::Object(operators)))
    }

    /// One text of a block; where it is not known, what stands for it.
    fn one(&self, item: &Item, block: Block, name: &str) -> String {
        let json = &self.json;
        let known = json.get(block.values, name).and_then(|own| json.string(own));
        known.map_or_else(|| open(&[&item.address, ".", name].concat()), str::to_owned)
    }

    /// The texts of a list; what is not known of it stands as the ARN that will be there, where the plan leaves no doubt, else open. Of a
    /// list of which nothing is known, its name: anything may stand there.
    fn list(
        &self,
        item: &Item,
        block: Block,
        name: &'static str,
        depends: &mut Vec<String>,
    ) -> Result<Vec<Value>, &'static str> {
        let json = &self.json;
        let list = json
            .get(block.values, name)
            .filter(|list| json.kind(*list) == Kind::Array);
        let mut values: Vec<Value> = list
            .into_iter()
            .flat_map(|list| json.items(list))
            .filter_map(|own| json.string(own))
            // Terraform's own language takes `${`, so that a variable of IAM is written `&{` in the blocks; actions have none.
            .map(|text| match name {
                "actions" | "not_actions" => text.into(),
                _ => text.replace("&{", "${").into(),
            })
            .collect();
        let later = block.unknown.and_then(|unknown| json.get(unknown, name));
        if later.is_some_and(|later| json.boolean(later) == Some(true)) {
            return Err(name);
        }
        let missing = missing(json, list, later);
        if missing == 0 {
            return Ok(values);
        }
        let expression = block.expressions.and_then(|all| json.get(all, name));
        let targets = expression
            .and_then(|expression| self.targets_of(item, expression))
            .unwrap_or_default();
        let arns: Vec<(String, String)> = targets
            .iter()
            .filter(|target| target.attribute == "arn")
            .filter_map(|target| self.items.get(&target.address))
            // Of a bucket the plan does not say whether it is meant or what is in it.
            .filter(|target| kind::of_plan(&target.kind).is_some() && !target.kind.starts_with("aws_s3"))
            .map(|target| ([&target.address, ".arn"].concat(), self.arn(target)))
            .collect();
        if arns.len() == missing && arns.len() == targets.len() {
            for (name, arn) in arns {
                depends.push(name);
                values.push(arn.into());
            }
            return Ok(values);
        }
        let named = targets.first().map_or_else(
            || [&item.address, ".", name].concat(),
            |target| [&target.address, ".", &target.attribute].concat(),
        );
        let is_arn = targets.first().is_some_and(|target| target.attribute == "arn");
        for place in 0..missing {
            let name = match place {
                0 => named.clone(),
                more => format!("{named} {}", more + 1),
            };
            // In the form of an ARN where it will be one: other texts are refused in that place.
            let target = targets.first().and_then(|target| self.items.get(&target.address));
            let arn = target.filter(|_| is_arn).and_then(|target| {
                let kind = kind::of_plan(&target.kind)?;
                Some(kind.arn(&self.home_of(target), &open(&name), ""))
            });
            let value = arn.unwrap_or_else(|| open(&name));
            values.push(value.into());
        }
        Ok(values)
    }
}

/// How many texts of a list are not known, by its marks.
fn missing(json: &Json, list: Option<NodeId>, unknown: Option<NodeId>) -> usize {
    let marks = unknown.into_iter().flat_map(|own| json.items(own));
    let marked = marks.filter(|own| json.boolean(*own) == Some(true)).count();
    let nulls = list.into_iter().flat_map(|list| json.items(list));
    marked.max(nulls.filter(|own| json.kind(*own) == Kind::Null).count())
}
