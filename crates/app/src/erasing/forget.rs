//! The bytes of files that were erased: they leave the depot by an errand, so that no crash forgets them.

use crate::{Act, Failed, House, act::Errand, courier::Undelivered};
use meldkamer_domain::access::Permit;
use meldkamer_store::{erasure::rest, errand::ErrandRow};
use serde_json::json;

/// Bytes that were put in the depot this short ago may belong to something that is just being told of.
const YOUNG_SECONDS: i64 = 3600;

/// Writes down that the bytes of a file must go.
pub(crate) async fn send(act: &Act<'_>, permit: &Permit, file: &str, digest: &str) -> Result<(), Failed> {
    let errand = Errand {
        key: format!("forget:{file}"),
        kind: "forget",
        target: digest.to_owned(),
        dossier: None,
        payload: json!({}),
    };
    act.send(permit, errand).await.map(drop)
}

/// Takes bytes out of the depot, unless a file that is still kept has the same.
pub async fn take(house: &House, row: &ErrandRow) -> Result<Result<String, Undelivered>, Failed> {
    if rest::uses(&house.database, &row.target).await? > 0 {
        return Ok(Ok("still in use".into()));
    }
    match house.depot.age(&row.target, house.clock.now().micros()).await {
        Ok(None) => Ok(Ok("gone".into())),
        Ok(Some(seconds)) if seconds < YOUNG_SECONDS => {
            Ok(Err(Undelivered::Unreachable("the same bytes were kept just now".into())))
        }
        Ok(Some(_)) => match house.depot.forget(&row.target).await {
            Ok(()) => Ok(Ok("taken out of the depot".into())),
            Err(trouble) => Ok(Err(Undelivered::Unreachable(trouble.to_string()))),
        },
        Err(trouble) => Ok(Err(Undelivered::Unreachable(trouble.to_string()))),
    }
}
