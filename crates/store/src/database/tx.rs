//! One transaction, and on SQLite the batch whose commit it shares.
//!
//! When the disk is full or the file cannot be written, SQLite may undo the whole batch by itself.
//! Then nobody in it is told "kept": all of them hear what went wrong, and the batch is let go.

use super::{Dialect, asks::backend};
use crate::trouble::Trouble;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement, TransactionTrait, Value};
use std::{
    future::Future,
    sync::atomic::{AtomicBool, Ordering},
};
use tokio::sync::{OwnedMutexGuard, oneshot};

/// The transaction that several acts share, and those who wait for its commit.
#[derive(Debug, Default)]
pub(super) struct Batch {
    outer: Option<DatabaseTransaction>,
    waiting: Vec<oneshot::Sender<Result<(), DbErr>>>,
}

impl Batch {
    fn fail(&mut self, why: &DbErr) {
        self.outer = None;
        self.tell(&Err(why.clone()));
    }

    async fn commit(&mut self) {
        let Some(outer) = self.outer.take() else { return };
        let result = outer.commit().await;
        self.tell(&result);
    }

    fn tell(&mut self, result: &Result<(), DbErr>) {
        for waiter in self.waiting.drain(..) {
            let _ = waiter.send(result.clone());
        }
    }
}

/// One transaction. It rolls back when dropped without [`commit`](Self::commit).
#[derive(Debug)]
pub struct Tx {
    dialect: Dialect,
    own: Option<DatabaseTransaction>,
    seat: Option<OwnedMutexGuard<Batch>>,
    /// Whether a statement failed in a way that may have undone more than itself.
    broken: AtomicBool,
}

impl Tx {
    /// A transaction of its own.
    pub(super) fn alone(dialect: Dialect, own: DatabaseTransaction) -> Self {
        Self::new(dialect, own, None)
    }

    fn new(dialect: Dialect, own: DatabaseTransaction, seat: Option<OwnedMutexGuard<Batch>>) -> Self {
        Self { dialect, own: Some(own), seat, broken: AtomicBool::new(false) }
    }

    /// A savepoint in the shared transaction, which is begun when there is none.
    pub(super) async fn seated<F>(
        mut seat: OwnedMutexGuard<Batch>,
        dialect: Dialect,
        begin: impl FnOnce() -> F,
    ) -> Result<Self, Trouble>
    where
        F: Future<Output = Result<DatabaseTransaction, Trouble>>,
    {
        if seat.outer.is_none() {
            seat.outer = Some(begin().await?);
        }
        let own = match seat.outer.as_ref() {
            Some(outer) => outer.begin().await,
            None => Err(lost()),
        };
        match own {
            Ok(own) => Ok(Self::new(dialect, own, Some(seat))),
            Err(why) => {
                seat.fail(&why);
                Err(Trouble::database("savepoint", why))
            }
        }
    }

    /// Which dialect is spoken here.
    pub(super) const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Runs a statement that returns no rows; answers how many rows it touched.
    pub(crate) async fn run(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, Trouble> {
        let statement = Statement::from_sql_and_values(backend(self.dialect), sql, values);
        let done = self.connection(sql)?.execute_raw(statement).await;
        self.heed(done.map(|done| done.rows_affected()).map_err(|e| Trouble::database(sql, e)))
    }

    /// Remembers trouble that may have undone more than its own statement.
    pub(super) fn heed<T>(&self, done: Result<T, Trouble>) -> Result<T, Trouble> {
        if done.as_ref().is_err_and(Trouble::may_pass) {
            self.broken.store(true, Ordering::Relaxed);
        }
        done
    }

    /// Makes everything in this transaction durable, and answers only then.
    ///
    /// It runs to its end even when the caller goes away, so that no batch is left hanging.
    pub async fn commit(self) -> Result<(), Trouble> {
        let done = tokio::spawn(self.commit_for_all()).await;
        done.map_err(|e| Trouble::unreadable("commit", e))?
    }

    async fn commit_for_all(mut self) -> Result<(), Trouble> {
        if *self.broken.get_mut() {
            // Dropping it undoes it, and tells the others.
            return Err(Trouble::database("commit", lost()));
        }
        let Some(own) = self.own.take() else { return Ok(()) };
        let Some(mut seat) = self.seat.take() else {
            return own.commit().await.map_err(|e| Trouble::database("commit", e));
        };
        if let Err(why) = own.commit().await {
            seat.fail(&why);
            return Err(Trouble::database("release", why));
        }
        let (sender, mut receiver) = oneshot::channel();
        seat.waiting.push(sender);
        let batch = OwnedMutexGuard::mutex(&seat).clone();
        drop(seat);
        // Those who queued meanwhile go first and join; then the first of us commits for all.
        let mut seat = batch.lock().await;
        if let Ok(settled) = receiver.try_recv() {
            return settled.map_err(|why| Trouble::database("commit", why));
        }
        seat.commit().await;
        let settled = receiver.try_recv().unwrap_or_else(|_| Err(lost()));
        settled.map_err(|why| Trouble::database("commit", why))
    }

    pub(super) fn connection(&self, operation: &str) -> Result<&DatabaseTransaction, Trouble> {
        self.own.as_ref().ok_or_else(|| Trouble::unreadable(operation, "the transaction is over"))
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        let (Some(own), seat) = (self.own.take(), self.seat.take()) else { return };
        // Rolls back to the savepoint before the seat is given up.
        drop(own);
        let Some(mut seat) = seat else { return };
        if *self.broken.get_mut() {
            seat.fail(&lost());
        } else if seat.waiting.is_empty() {
            seat.outer = None;
        }
        // Otherwise one of the waiting is already in line to commit for all.
    }
}

/// What the others of a batch hear when it was undone.
fn lost() -> DbErr {
    DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::ConnectionClosed)
}
