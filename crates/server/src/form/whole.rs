//! A body as a whole, up to a limit. What is larger is read to its end and let go: whoever sends it then
//! gets to read our answer, instead of a line that was cut.

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use futures::StreamExt;

/// What is too large is read to its end up to this many bytes.
pub const DRAINED: u64 = 512 * 1024 * 1024;

/// The body; 413 when it is larger than the limit, 400 when the line broke.
pub async fn whole(body: Body, limit: usize) -> Result<Bytes, StatusCode> {
    let (mut kept, mut seen) = (Vec::new(), 0_u64);
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        seen += chunk.len() as u64;
        if seen > DRAINED {
            break;
        }
        if seen <= limit as u64 {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    if seen > limit as u64 { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(kept.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_fits_is_whole_and_what_does_not_is_named() {
        assert_eq!(whole(Body::from("tien teken"), 10).await.unwrap(), "tien teken");
        assert_eq!(whole(Body::from("elf tekens."), 10).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
