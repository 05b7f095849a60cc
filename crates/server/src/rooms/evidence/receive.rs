//! The bytes of a request go to where they are kept, piece by piece, until they end or the line breaks.

use crate::{Server, problem::Problem};
use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use futures::StreamExt;
use meldkamer_app::{
    Door, Failed,
    evidence::arriving::{Arriving, Expected},
};
use meldkamer_store::evidence::{LinkRow, upload::UploadRow};
use std::time::Duration;
use tokio::time;

/// A line on which nothing came for so long is as good as broken: what came is kept.
const SILENCE: Duration = Duration::from_secs(120);

/// A file and the offset at which bytes for it begin.
pub struct Wanted {
    /// The link.
    pub link: LinkRow,
    /// The file as it stands.
    pub row: UploadRow,
    /// Where the bytes begin.
    pub offset: u64,
    /// What they must sum to, when the sender says.
    pub expected: Option<Expected>,
}

/// Receives the body of a request. Answers the file as it stands, and whether the body came to its end.
///
/// In a task of its own: who hangs up ends the request, not the keeping of what came.
pub async fn body(server: &Server, door: Door, wanted: Wanted, body: Body) -> Result<UploadRow, Problem> {
    let house = server.house.clone();
    let work = tokio::spawn(async move {
        let Wanted { link, row, offset, expected } = wanted;
        let mut arriving = Arriving::begin(house, door, link, row, offset, expected).await?;
        let mut stream = body.into_data_stream();
        let whole = loop {
            match time::timeout(SILENCE, stream.next()).await {
                Ok(Some(Ok(chunk))) => arriving = taken(arriving, &chunk).await?,
                Ok(None) => break true,
                Ok(Some(Err(_))) | Err(_) => break false,
            }
        };
        arriving.end(whole).await
    });
    joined(work.await)
}

/// Takes a piece; what fails leaves nothing that does not count.
pub async fn taken(mut arriving: Arriving, chunk: &Bytes) -> Result<Arriving, Failed> {
    match arriving.take(chunk).await {
        Ok(()) => Ok(arriving),
        Err(failed) => {
            arriving.abandon().await;
            Err(failed)
        }
    }
}

/// What became of work in a task of its own.
pub fn joined<T>(done: Result<Result<T, Failed>, tokio::task::JoinError>) -> Result<T, Problem> {
    match done {
        Ok(done) => Ok(done?),
        Err(why) => {
            tracing::error!(%why, "receiving fell over");
            Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "trouble"))
        }
    }
}
