//! Once: what is sent twice under one mark is done once.
//!
//! A page puts a new mark in each form; whoever did not hear that it was kept can send it again.
//! The mark is kept in the transaction of the act, as long as idempotency keys are.

use crate::{Act, Failed, Subject};
use meldkamer_domain::access::Permit;
use meldkamer_store::house as keys;

/// The longest mark that is looked at, in bytes.
const LONGEST: usize = 255;

/// Whether an act under this mark is new. An act without a mark always is.
pub async fn is_new(act: &Act<'_>, permit: &Permit, subject: &Subject, mark: &str) -> Result<bool, Failed> {
    if mark.is_empty() || mark.len() > LONGEST {
        return Ok(true);
    }
    let key = format!("{}:{}:{mark}", permit.verb().name(), subject.as_str());
    if keys::key(act.tx()?, &key).await?.is_some() {
        return Ok(false);
    }
    keys::keep_key(act.tx()?, permit, &key, &[], "", act.at.micros()).await?;
    Ok(true)
}
