//! `data "aws_iam_policy_document"`: a policy written as blocks, of which some values may not be known yet.

use iamwhy_policy::{Json, Kind, NodeId};

use super::document::Called;
use super::{Attribute, Item, Plan};
use crate::export::{Document, Export};
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
                plan.put(export, node, Document::There, Vec::new(), Called::of(item, "json"));
            }
            _ => {
                let (document, depends) = plan.of_data(item);
                plan.put(export, item.node, document, depends, Called::of(item, "json"));
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
        let Some(statements) = self.blocks(Some(list), later, expressions) else {
            return not_known("statement");
        };
        let statements = statements
            .into_iter()
            .map(|block| self.statement(item, block, &mut depends));
        let statements = Value::List(statements.collect());
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

    /// The blocks of a list; none where nobody knows how many there are, or what one of them says.
    fn blocks(&self, list: Option<NodeId>, unknown: Option<NodeId>, expressions: Option<NodeId>) -> Option<Vec<Block>> {
        let json = &self.json;
        let at = |list: Option<NodeId>, place: usize| list.and_then(|list| json.items(list).nth(place));
        let is_marked = |own: NodeId| json.boolean(own) == Some(true);
        let blocks = list.into_iter().flat_map(|list| json.items(list));
        let blocks = blocks.enumerate().map(|(place, values)| Block {
            values,
            unknown: at(unknown, place),
            expressions: at(expressions, place),
        });
        let blocks: Vec<Block> = blocks.collect();
        if let Some(unknown) = unknown {
            let marks = || json.items(unknown);
            if is_marked(unknown) || marks().any(is_marked) || marks().count() > blocks.len() {
                return None;
            }
        }
        Some(blocks)
    }

    fn statement(&self, item: &Item, block: Block, depends: &mut Vec<String>) -> Value {
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
            if let Some(principals) = self.principals(item, block, block_name, depends) {
                statement.push((name.to_owned(), principals));
            }
        }
        for (name, attribute) in [
            ("Action", "actions"),
            ("NotAction", "not_actions"),
            ("Resource", "resources"),
            ("NotResource", "not_resources"),
        ] {
            let values = self.list(item, block, attribute, depends);
            if !values.is_empty() {
                statement.push((name.to_owned(), Value::List(values)));
            }
        }
        if let Some(conditions) = self.conditions(item, block, depends) {
            statement.push(("Condition".to_owned(), conditions));
        }
        Value::Object(statement)
    }

    /// The blocks inside another, or what stands for all of them.
    fn inner(&self, item: &Item, block: Block, name: &str) -> Result<Vec<Block>, Value> {
        let of = |node: Option<NodeId>| node.and_then(|node| self.json.get(node, name));
        self.blocks(of(Some(block.values)), of(block.unknown), of(block.expressions))
            .ok_or_else(|| open(&[&item.address, ".", name].concat()).into())
    }

    fn principals(&self, item: &Item, block: Block, name: &str, depends: &mut Vec<String>) -> Option<Value> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        let blocks = match self.inner(item, block, name) {
            Ok(blocks) => blocks,
            Err(unknown) => return Some(unknown),
        };
        for inner in blocks {
            let kind = self.one(item, inner, "type");
            let own = self.list(item, inner, "identifiers", depends);
            // `type = "*"` with `identifiers = ["*"]` is everybody.
            if kind == "*" {
                return Some(Value::from("*"));
            }
            match entries.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, Value::List(all))) => all.extend(own),
                _ => entries.push((kind, Value::List(own))),
            }
        }
        (!entries.is_empty()).then_some(Value::Object(entries))
    }

    fn conditions(&self, item: &Item, block: Block, depends: &mut Vec<String>) -> Option<Value> {
        let mut operators: Vec<(String, Value)> = Vec::new();
        let blocks = match self.inner(item, block, "condition") {
            Ok(blocks) => blocks,
            Err(unknown) => return Some(unknown),
        };
        for inner in blocks {
            let (test, variable) = (self.one(item, inner, "test"), self.one(item, inner, "variable"));
            let values = self.list(item, inner, "values", depends);
            let pair = (variable, Value::List(values));
            match operators.iter_mut().find(|(known, _)| *known == test) {
                Some((_, Value::Object(pairs))) => match pairs.iter_mut().find(|(known, _)| *known == pair.0) {
                    Some((_, Value::List(all))) => all.extend(pair.1.items().iter().cloned()),
                    _ => pairs.push(pair),
                },
                _ => operators.push((test, Value::Object(vec![pair]))),
            }
        }
        (!operators.is_empty()).then_some(Value::Object(operators))
    }

    /// One text of a block; where it is not known, what stands for it.
    fn one(&self, item: &Item, block: Block, name: &str) -> String {
        let json = &self.json;
        let known = json.get(block.values, name).and_then(|own| json.string(own));
        known.map_or_else(|| open(&[&item.address, ".", name].concat()), str::to_owned)
    }

    /// The texts of a list; what is not known of it stands as the ARN that will be there, where the plan leaves no doubt, else open.
    fn list(&self, item: &Item, block: Block, name: &str, depends: &mut Vec<String>) -> Vec<Value> {
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
        let missing = missing(json, list, block.unknown.and_then(|unknown| json.get(unknown, name)));
        if missing == 0 {
            return values;
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
            return values;
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
            let kind = targets.first().and_then(|target| self.items.get(&target.address));
            let kind = kind.and_then(|target| kind::of_plan(&target.kind)).filter(|_| is_arn);
            let value = kind.map_or_else(|| open(&name), |kind| kind.arn(&self.home, &open(&name), ""));
            values.push(value.into());
        }
        values
    }
}

/// How many texts of a list are not known: a list of marks, or one mark for all of it.
fn missing(json: &Json, list: Option<NodeId>, unknown: Option<NodeId>) -> usize {
    let Some(unknown) = unknown else { return 0 };
    match json.kind(unknown) {
        Kind::Bool => usize::from(json.boolean(unknown) == Some(true)),
        _ => {
            let marked = json
                .items(unknown)
                .filter(|own| json.boolean(*own) == Some(true))
                .count();
            let nulls = list.into_iter().flat_map(|list| json.items(list));
            marked.max(nulls.filter(|own| json.kind(*own) == Kind::Null).count())
        }
    }
}
