//! The catalogue as JSON Schema 2020-12: what a machine may send at a stage.
//!
//! The schema guides; it does not refuse: nothing is required and "unknown" always fits.

use super::*;
use serde_json::{Map, Value, json};

impl Catalogue {
    /// The schema of the answers of a stage; `x-asked` says how strongly each is asked for.
    pub fn schema(&self, stage: Stage) -> Value {
        let mut properties = Map::new();
        for question in &self.questions {
            let Some(how) = question.at(stage) else { continue };
            let mut schema = of(&question.field);
            schema["description"] = json!(question.help.en);
            schema["x-help-nl"] = json!(question.help.nl);
            schema["x-asked"] = json!(match how {
                Requirement::Required => "required",
                Requirement::Conditional => "conditional",
                Requirement::Optional => "optional",
            });
            schema["x-clause"] = json!(question.basis.clause);
            properties.insert(question.id().into(), schema);
        }
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": stage.id(),
            "type": "object",
            "properties": properties,
        })
    }
}

fn of(field: &Field) -> Value {
    let shape = shape(field);
    json!({
        "title": field.label.en,
        "x-label-nl": field.label.nl,
        "anyOf": [{ "const": "unknown" }, shape],
    })
}

fn shape(field: &Field) -> Value {
    match field.kind {
        Kind::Text | Kind::LongText => json!({ "type": "string", "maxLength": field.max }),
        Kind::YesNo => json!({ "enum": ["yes", "no"] }),
        Kind::Choice => json!({ "oneOf": options(field) }),
        Kind::Choices => json!({ "type": "array", "items": { "oneOf": options(field) } }),
        Kind::States => {
            let code = json!({ "pattern": "^[A-Z]{2}$", "type": "string" });
            json!({ "type": "array", "items": { "anyOf": [{ "oneOf": options(field) }, code] } })
        }
        Kind::Moment => moment(),
        Kind::Number => json!({ "type": "number", "minimum": 0, "x-unit": field.unit }),
        Kind::Email => json!({ "type": "string", "format": "email" }),
        Kind::Phone => json!({ "type": "string", "x-format": "telephone" }),
        Kind::Composite | Kind::Person | Kind::Organisation => parts(field),
        Kind::Rows | Kind::Files => json!({ "type": "array", "items": parts(field) }),
    }
}

fn moment() -> Value {
    let text = json!({ "type": "string", "format": "date-time" });
    let precision = json!({ "enum": ["exact", "hour", "day", "estimate"] });
    json!({ "anyOf": [
        text.clone(),
        { "type": "object", "properties": { "at": text, "precision": precision } },
    ] })
}

fn parts(field: &Field) -> Value {
    let property = |part: &Field| (part.id.clone(), of(part));
    let properties: Map<String, Value> = field.parts.iter().map(property).collect();
    json!({ "type": "object", "properties": properties })
}

fn options(field: &Field) -> Vec<Value> {
    let option = |one: &Choice| json!({ "const": one.id, "title": one.said.en, "x-nl": one.said.nl });
    field.options.iter().map(option).collect()
}
