//! A JSON body, read so that every mistake names its field and what to do about it.

use crate::{
    Server,
    form::{LIMIT, whole},
    problem::Problem,
};
use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
};
use serde_json::{Map, Value};

/// A JSON object as it was sent.
pub struct Sent(Map<String, Value>);

impl FromRequest<Server> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Server) -> Result<Self, Problem> {
        let body = whole(request.into_body(), LIMIT).await.map_err(|status| {
            let large = status == StatusCode::PAYLOAD_TOO_LARGE;
            let code = if large { "body-too-large" } else { "not-readable" };
            Problem { number: large.then_some((LIMIT >> 20) as i64), ..Problem::new(status, code) }
        })?;
        Self::read(&body)
    }
}

impl Sent {
    fn read(body: &[u8]) -> Result<Self, Problem> {
        let number = |at: usize| i64::try_from(at).ok();
        let text = std::str::from_utf8(body).map_err(|wrong| Problem {
            number: number(wrong.valid_up_to()),
            ..Problem::new(StatusCode::BAD_REQUEST, "not-utf8")
        })?;
        let value: Value = serde_json::from_str(text).map_err(|wrong| Problem {
            number: number(wrong.line()),
            ..Problem::new(StatusCode::BAD_REQUEST, "not-json")
        })?;
        match value {
            Value::Object(object) => Ok(Self(object)),
            _ => Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not-an-object")),
        }
    }

    /// Refuses a key that means nothing here: a misspelt one must not be lost in silence.
    pub fn only(self, known: &[&str]) -> Result<Self, Problem> {
        match self.0.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(self),
            Some(strange) => Err(wrong(strange, "unknown")),
        }
    }

    /// A text, or nothing; an empty one is nothing.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            Some(_) => Err(wrong(name, "not-text")),
        }
    }

    /// A text that must be there.
    pub fn must(&self, name: &str) -> Result<&str, Problem> {
        self.text(name)?.ok_or_else(|| wrong(name, "missing"))
    }

    /// Yes or no; no when it is absent.
    pub fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(wrong(name, "not-flag")),
        }
    }
    /// A whole number, or nothing.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value.as_i64().map(Some).ok_or_else(|| wrong(name, "not-number")),
        }
    }

    /// An object; empty when it is absent.
    pub fn object(&self, name: &str) -> Result<Map<String, Value>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(Map::new()),
            Some(Value::Object(object)) => Ok(object.clone()),
            Some(_) => Err(wrong(name, "not-object")),
        }
    }

    /// An object that must be there, if only empty.
    pub fn must_object(&self, name: &str) -> Result<Map<String, Value>, Problem> {
        if self.0.contains_key(name) { self.object(name) } else { Err(wrong(name, "missing")) }
    }
}

/// A field that cannot be used as it was sent. The words for each fault are `problem-wrong-field`.
pub fn wrong(field: &str, fault: &'static str) -> Problem {
    let field = Some(field.chars().take(80).collect());
    Problem { field, fault: Some(fault), ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "wrong-field") }
}
