//! The one writer of SQLite, and the transaction that several acts share.
//!
//! Acts queue for their turn in order of arrival. Who is alone has a transaction to itself. Who ends
//! while others wait leaves its writes in the transaction, behind a savepoint, and waits; whoever
//! ends and sees nobody else commits for all, and so does the first that waited when its turn comes
//! again. One durable write to disk so serves many acts.

use super::{asks::storable, gathered::Text};
use crate::trouble::Trouble;
use futures::TryStreamExt;
use sea_orm::{
    ConnAcquireErr, DbErr, RuntimeErr, Value,
    sqlx::{
        self, Arguments, AssertSqlSafe, ConnectOptions, Connection, Either, Error, Executor,
        SqliteConnection,
        sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow},
    },
};
use std::{
    mem,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
};

const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";
/// Where the next act of a batch begins: set when the one before it ends.
const FIRST_ENDS: &str = "SAVEPOINT act";
const NEXT_ENDS: &str = "RELEASE act; SAVEPOINT act";
const UNDO: &str = "ROLLBACK TO act";

/// The writer, and how many acts wait for their turn with it.
#[derive(Debug)]
pub(super) struct Writer {
    desk: Arc<Mutex<Desk>>,
    queue: AtomicUsize,
}

/// What whoever has the turn sits at.
#[derive(Debug)]
struct Desk {
    options: SqliteConnectOptions,
    /// None when it broke: the next turn opens another.
    connection: Option<SqliteConnection>,
    /// The acts whose writes are in the open transaction.
    batch: Vec<oneshot::Sender<Settled>>,
}

/// How the commit of a batch ended, or why it failed.
type Settled = Result<(), DbErr>;

impl Writer {
    pub(super) async fn open(options: SqliteConnectOptions) -> Result<Arc<Self>, Trouble> {
        let connection = connect(&options).await?;
        let desk = Desk { options, connection: Some(connection), batch: Vec::new() };
        Ok(Arc::new(Self { desk: Arc::new(Mutex::new(desk)), queue: AtomicUsize::new(0) }))
    }

    /// Waits for the turn.
    pub(super) async fn turn(self: &Arc<Self>) -> Result<Turn, Trouble> {
        let place = Place::behind_the_others(&self.queue);
        let mut desk = self.desk.clone().lock_owned().await;
        drop(place);
        if desk.connection.is_none() {
            desk.connection = Some(connect(&desk.options).await?);
        }
        let opening = if desk.batch.is_empty() { BEGIN } else { "" };
        Ok(Turn { writer: self.clone(), desk: Some(desk), opening: Some(opening), unsound: None })
    }

    /// Waits for the turn and takes what was erased out of the search indexes and the log.
    pub(super) async fn fold(self: &Arc<Self>) -> Result<(), Trouble> {
        let mut desk = self.desk.lock().await;
        // Those who wait for the commit of their batch would wait for this as well.
        if !desk.batch.is_empty() {
            desk.commit().await.map_err(|why| Trouble::database(COMMIT, why))?;
        }
        let Some(connection) = desk.connection.as_mut() else { return Ok(()) };
        for sql in [
            "INSERT INTO dossier_text (dossier_text) VALUES ('optimize')",
            "INSERT INTO case_line_text (case_line_text) VALUES ('optimize')",
            "INSERT INTO case_indicator_text (case_indicator_text) VALUES ('optimize')",
            "PRAGMA wal_checkpoint(TRUNCATE)",
        ] {
            send(connection, Text::of(sql, [])).await.map_err(|why| Trouble::database(sql, why))?;
        }
        Ok(())
    }

    /// Waits for its turn and closes the connection.
    pub(super) async fn close(&self) {
        let mut desk = self.desk.lock().await;
        if let Some(mut connection) = desk.connection.take() {
            let _ = send(&mut connection, Text::of("PRAGMA wal_checkpoint(TRUNCATE)", [])).await;
            let _ = connection.close().await;
        }
    }

    /// Waits with a batch until it is committed, or commits it when the turn comes first.
    async fn settled(&self, mut receiver: oneshot::Receiver<Settled>) -> Settled {
        tokio::select! {
            biased;
            settled = &mut receiver => settled.unwrap_or_else(|_| Err(lost())),
            mut desk = self.desk.lock() => {
                if let Ok(settled) = receiver.try_recv() {
                    return settled;
                }
                // What went wrong, if anything did, comes by the same way.
                let _ = desk.commit().await;
                receiver.try_recv().unwrap_or_else(|_| Err(lost()))
            }
        }
    }
}

/// A place in the queue, given up by whoever goes away.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn behind_the_others(queue: &'a AtomicUsize) -> Self {
        queue.fetch_add(1, Ordering::SeqCst);
        Self(queue)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// One act's turn. Given up without [`commit`](Self::commit), what it wrote is undone before the next.
#[derive(Debug)]
pub(super) struct Turn {
    writer: Arc<Writer>,
    desk: Option<OwnedMutexGuard<Desk>>,
    /// What goes before the first statement; none once that was sent.
    opening: Option<&'static str>,
    /// Why the connection is not to be trusted any more.
    unsound: Option<DbErr>,
}

impl Turn {
    /// Runs statements; answers how many rows the last one touched, and all rows they gave.
    pub(super) async fn say(&mut self, text: Text) -> Result<(u64, Vec<SqliteRow>), Trouble> {
        let mut all = Text::of(self.opening.take().unwrap_or_default(), []);
        all.then(text);
        let operation = all.sql.clone();
        let connection = self.desk.as_mut().and_then(|desk| desk.connection.as_mut());
        let connection = connection.ok_or_else(|| Trouble::database(&operation, lost()))?;
        let said = send(connection, all).await;
        // A row that is refused leaves everything as it was. After anything else (a full disk, a table
        // that is gone) the driver's thread may have ended, and would never answer again.
        self.unsound = said.as_ref().err().filter(|why| !is_refusal(why)).cloned();
        said.map_err(|why| Trouble::database(&operation, why))
    }

    /// Makes the writes of this act durable, the last of them as given.
    pub(super) async fn commit(mut self, mut last: Text) -> Result<(), Trouble> {
        let first = self.desk.as_ref().is_some_and(|desk| desk.batch.is_empty());
        let alone = self.writer.queue.load(Ordering::SeqCst) == 0;
        last.then(match (first, alone) {
            (true, true) => Text::of(COMMIT, []),
            (true, false) => Text::of(FIRST_ENDS, []),
            (false, _) => Text::of(NEXT_ENDS, []),
        });
        self.say(last).await?;
        let Some(mut desk) = self.desk.take() else { return Ok(()) };
        let settled = match (first, alone) {
            (true, true) => Ok(()),
            (false, true) => desk.commit().await,
            (_, false) => {
                let (sender, receiver) = oneshot::channel();
                desk.batch.push(sender);
                drop(desk);
                self.writer.settled(receiver).await
            }
        };
        settled.map_err(|why| Trouble::database(COMMIT, why))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut desk) = self.desk.take() else { return };
        if self.opening.is_some() {
            return; // It said nothing.
        }
        if let Some(why) = &self.unsound {
            return desk.lose(why);
        }
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move { desk.undo().await })),
            // Without a runtime nobody can be waited for: a closed connection undoes everything.
            Err(_) => desk.lose(&lost()),
        }
    }
}

impl Desk {
    /// Undoes what the act that has just given up wrote, and nothing else.
    async fn undo(&mut self) {
        let alone = self.batch.is_empty();
        let undo = if alone { ROLLBACK } else { UNDO };
        let Some(connection) = self.connection.as_mut() else { return };
        // There may be nothing to roll back to: it failed to begin, or the disk is full and SQLite
        // gave up the whole transaction, with what others wrote in it.
        if let Err(why) = send(connection, Text::of(undo, [])).await {
            self.lose(&why);
        }
    }

    /// Commits the batch and tells everybody in it.
    async fn commit(&mut self) -> Settled {
        let Some(connection) = self.connection.as_mut() else { return Err(lost()) };
        let settled = send(connection, Text::of(COMMIT, [])).await.map(drop);
        match &settled {
            Ok(()) => self.tell(Ok(())),
            Err(why) => self.lose(why),
        }
        settled
    }

    /// Gives up the open transaction and the connection with it: a closed one undoes everything, and
    /// nobody in the batch is told that anything was kept.
    fn lose(&mut self, why: &DbErr) {
        self.connection = None;
        self.tell(Err(why.clone()));
    }

    fn tell(&mut self, settled: Settled) {
        for waiting in mem::take(&mut self.batch) {
            // Who went away needs not be told.
            let _ = waiting.send(settled.clone());
        }
    }
}

async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, Trouble> {
    options.connect().await.map_err(|why| Trouble::database("open the database", said(why)))
}

/// Sends a message; answers how many rows its last statement touched, and all rows it gave.
async fn send(connection: &mut SqliteConnection, text: Text) -> Result<(u64, Vec<SqliteRow>), DbErr> {
    let query = sqlx::query_with(AssertSqlSafe(text.sql), arguments(text.values).map_err(said)?);
    let (mut touched, mut rows) = (0, Vec::new());
    let mut answer = connection.fetch_many(query);
    while let Some(one) = answer.try_next().await.map_err(said)? {
        match one {
            Either::Left(done) => touched = done.rows_affected(),
            Either::Right(row) => rows.push(row),
        }
    }
    Ok((touched, rows))
}

fn arguments(values: Vec<Value>) -> Result<SqliteArguments, Error> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        let added = match storable(value) {
            Value::BigInt(number) => Arguments::add(&mut arguments, number),
            Value::String(text) => Arguments::add(&mut arguments, text),
            Value::Bytes(bytes) => Arguments::add(&mut arguments, bytes),
            other => Err(format!("no column holds {other:?}").into()),
        };
        added.map_err(Error::Encode)?;
    }
    Ok(arguments)
}

/// Whether a row broke a rule of its table (SQLite's `SQLITE_CONSTRAINT`), which undoes itself.
fn is_refusal(why: &DbErr) -> bool {
    const CONSTRAINT: u32 = 19;
    let DbErr::Exec(RuntimeErr::SqlxError(why)) = why else { return false };
    let code = why.as_database_error().and_then(|why| why.code()).and_then(|code| code.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == CONSTRAINT)
}

/// What the driver said.
pub(super) fn said(why: Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(Arc::new(why)))
}

/// What is heard when nobody says more: the connection is gone.
const fn lost() -> DbErr {
    DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)
}
