//! What runs beside the doors: sealer, couriers, rounds, intake of mail, numbers for Prometheus.
//!
//! Everything here may be killed at any moment and on any node: what it does is claimed in the
//! database first. It looks when the bell rings, and on the clock in case nobody rang.

use crate::{Server, courier::Courier, health, intake, lab};
use futures::FutureExt;
use meldkamer_app::{
    Failed, House,
    courier::unstick,
    entity::{care, claim, import},
    erasing,
    evidence::sweep,
    pack, passkey,
    rounds::{self, alarms, answers, backwards, drills, reminders},
    sealer,
};
use std::{future::Future, io, panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time};

/// So many errands of one node are under way at a time.
const COURIERS: usize = 4;
/// So long at most until work is looked for, whether the bell rang or not.
const BEAT: Duration = Duration::from_secs(1);
/// After trouble, so long until the next try.
const BREATH: Duration = Duration::from_secs(5);

/// The work under way.
#[derive(Debug)]
pub struct Work {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Work {
    /// Tells everything to stop and waits, ten seconds at most.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if time::timeout(Duration::from_secs(10), all).await.is_err() {
            tracing::warn!("some work did not stop in time; it is taken up again at the next start");
        }
    }
}

/// Starts everything. Fails when the address for incoming mail is not to be had.
pub async fn start(server: &Server) -> io::Result<Work> {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let house = server.house.clone();
    let beat = Beat { house: house.clone(), stopped };
    tasks.spawn(beat.clone().each(Duration::from_secs(1), "seal", async |house| {
        Ok(sealer::seal(house).await? >= sealer::BATCH as u64)
    }));
    let courier = Courier::new(house.clone(), server.pages.letters());
    for _ in 0..COURIERS {
        let courier = courier.clone();
        tasks.spawn(
            beat.clone().each(Duration::from_millis(200), "courier", async move |_| courier.walk().await),
        );
    }
    tasks.spawn(
        beat.clone()
            .each(Duration::from_secs(1), "alarms", async |house| alarms::ring(house).await.map(|_| false)),
    );
    // A sheet of the register may take minutes: beside the rounds, not before them.
    tasks.spawn(
        beat.clone().each(Duration::from_secs(1), "sheets", async |house| {
            import::take_in(house).await.map(|_| false)
        }),
    );
    tasks.spawn(
        beat.clone()
            .each(Duration::from_secs(1), "drills", async |house| drills::play(house).await.map(|_| false)),
    );
    // Looking at evidence takes a process of its own, and as long as it takes.
    tasks.spawn(
        beat.clone().each(Duration::from_secs(2), "laboratory", async |house| lab::round(house).await),
    );
    tasks.spawn(beat.clone().every(Duration::from_secs(20), "rounds", async |house| round(house).await));
    tasks.spawn(beat.clone().every(Duration::from_secs(600), "slow rounds", async |house| {
        each_of([
            rounds::keep_edition(house).await.map(drop),
            rounds::sweep(house).await.map(drop),
            pack::tell(house).await.map(drop),
            fill_recipients(house).await,
            erasing::round(house).await.map(drop),
            sweep::round(house).await.map(drop),
            unstick(house).await.map(drop),
        ])
    }));
    if let Err(why) = passkey::origin(&house.settings) {
        let address = house.settings.public_address();
        tracing::warn!(%address, why = why.name(), "no passkeys: the address wants https:// and a name");
    }
    let (providers, now) = (server.providers.clone(), house.clock.now());
    // Nobody waits for it: who is down now is asked again when somebody wants to sign in.
    tasks.spawn(async move { providers.warm(now).await });
    numbers(&mut tasks, &beat).await;
    if !house.settings.intake.listen.is_empty() {
        let listener = TcpListener::bind(&house.settings.intake.listen).await?;
        tasks.spawn(beat.until_stopped(intake::serve(listener, house)));
    }
    Ok(Work { stop, tasks })
}

async fn round(house: &House) -> Result<(), Failed> {
    // A clock that went back is put right before anything else looks at it.
    backwards::look(house).await?;
    each_of([
        reminders::remind(house).await.map(drop),
        answers::remind(house).await.map(drop),
        claim::send_out(house).await.map(drop),
        care::ask(house).await.map(drop),
        rounds::rerank(house).await.map(drop),
    ])
}

/// What went wrong first, after everything had its turn: one work that fails keeps no other from its own.
fn each_of(done: impl IntoIterator<Item = Result<(), Failed>>) -> Result<(), Failed> {
    let mut wrong = done.into_iter().filter_map(Result::err);
    let first = wrong.next();
    for failed in wrong {
        tracing::error!(trouble = %failed, "work failed as well");
    }
    first.map_or(Ok(()), Err)
}

async fn fill_recipients(house: &House) -> Result<(), Failed> {
    while rounds::recipients::fill(house).await? {}
    Ok(())
}

/// The numbers are a convenience: when their address is taken, the house opens without them.
async fn numbers(tasks: &mut JoinSet<()>, beat: &Beat) {
    let address = &beat.house.settings.metrics;
    if address.is_empty() {
        return;
    }
    match TcpListener::bind(address).await {
        Ok(listener) => {
            let serve = axum::serve(listener, health::metrics(beat.house.clone())).into_future();
            tasks.spawn(beat.clone().until_stopped(async { drop(serve.await) }));
        }
        Err(why) => tracing::warn!(%address, %why, "no /metrics: the address is not to be had"),
    }
}

/// Does a piece of work. One that fails, or falls over, is in the log, and the next is looked for all the
/// same: what a courier stumbles over must not leave the house without couriers.
async fn done<T>(name: &'static str, work: impl Future<Output = Result<T, Failed>>) -> Option<T> {
    match AssertUnwindSafe(work).catch_unwind().await {
        Ok(Ok(done)) => Some(done),
        Ok(Err(trouble)) => {
            tracing::error!(%trouble, work = name, "work failed");
            None
        }
        Err(_) => {
            tracing::error!(work = name, "work fell over");
            None
        }
    }
}

/// When work is looked for.
#[derive(Clone)]
struct Beat {
    house: Arc<House>,
    stopped: watch::Receiver<bool>,
}

impl Beat {
    /// Works whenever the bell rings and once a second, but not more often than `pause`; at once
    /// again while there is more.
    async fn each(
        self,
        pause: Duration,
        name: &'static str,
        work: impl AsyncFn(&House) -> Result<bool, Failed>,
    ) {
        let mut stopped = self.stopped.clone();
        let mut ear = self.house.bell.ear();
        while !*stopped.borrow() {
            if done(name, work(&self.house)).await.unwrap_or(false) {
                continue;
            }
            // What rings during the pause is looked at right after it; nobody is woken for it before.
            let next = async {
                time::sleep(pause).await;
                let _ = time::timeout(BEAT.saturating_sub(pause), ear.heard()).await;
            };
            tokio::select! { () = next => {}, _ = stopped.changed() => {} }
        }
    }

    /// Works at a fixed beat.
    async fn every(
        self,
        pause: Duration,
        name: &'static str,
        work: impl AsyncFn(&House) -> Result<(), Failed>,
    ) {
        let mut stopped = self.stopped.clone();
        while !*stopped.borrow() {
            let pause = match done(name, work(&self.house)).await {
                Some(()) => pause,
                None => pause.min(BREATH),
            };
            tokio::select! { () = time::sleep(pause) => {}, _ = stopped.changed() => {} }
        }
    }

    async fn until_stopped(self, work: impl Future<Output = ()>) {
        let mut stopped = self.stopped.clone();
        tokio::select! { () = work => {}, _ = stopped.changed() => {} }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_falls_over_takes_nothing_with_it() {
        assert_eq!(done("courier", async { Ok(7) }).await, Some(7));
        assert_eq!(done("courier", async { Err::<(), _>(Failed::NOT_FOUND) }).await, None);
        let falls = async || -> Result<(), Failed> { panic!("a letter without words") };
        assert_eq!(done("courier", falls()).await, None);
    }
}
