//! The intake of mail: speaks LMTP (RFC 2033) and SMTP (RFC 5321) with your own mail server.
//!
//! It takes mail only for the addresses in the settings, answers 250 only when the mail is on disk,
//! and sends nothing. It belongs behind a mail server, not on the open internet.

mod session;

use meldkamer_app::House;
use session::Session;
use std::{sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::Semaphore, time};

/// So many senders are spoken with at a time.
const SESSIONS: usize = 16;
/// However slow the sender, a conversation ends after this.
const LONGEST: Duration = Duration::from_secs(1800);

/// Takes mail in until it is dropped.
pub async fn serve(listener: TcpListener, house: Arc<House>) {
    let seats = Arc::new(Semaphore::new(SESSIONS));
    loop {
        let Ok(seat) = seats.clone().acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(why) => {
                tracing::warn!(%why, "a mail sender could not be let in");
                time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let house = house.clone();
        tokio::spawn(async move {
            let (read, write) = stream.into_split();
            let done = time::timeout(LONGEST, Session::new(&house, read, write).speak()).await;
            if let Ok(Err(why)) = done {
                tracing::info!(%why, "a mail sender left");
            }
            drop(seat);
        });
    }
}

#[cfg(test)]
mod tests;
