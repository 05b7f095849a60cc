//! Commits are durable, shared and all-or-nothing on both databases.

use crate::harness::postgres;
use meldkamer_domain::access::{Role, Tie, Verb, permit};
use meldkamer_store::{Database, Trouble, house, migrate};

async fn databases() -> Vec<(Database, Option<tempfile::TempDir>)> {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Database::sqlite(&folder.path().join("test.db")).await.unwrap();
    let postgres = Database::open(&postgres::new_database()).await.unwrap();
    let all = vec![(sqlite, Some(folder)), (postgres, None)];
    for (database, _) in &all {
        migrate::run(database).await.unwrap();
    }
    all
}

async fn write(database: &Database, name: &str, keep: bool) {
    let permit = permit(Role::House, Verb::KeepEdition, Tie::None).unwrap();
    let tx = database.begin().await.unwrap();
    house::set_fact(&tx, &permit, name, "x").await.unwrap();
    if keep {
        tx.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_committed_is_there_and_what_is_dropped_is_not() {
    for (database, _folder) in databases().await {
        let writes = (0..200).map(|n| {
            let database = database.clone();
            tokio::spawn(async move { write(&database, &format!("{n}"), n % 3 != 0).await })
        });
        for write in writes.collect::<Vec<_>>() {
            write.await.unwrap();
        }
        for n in 0..200 {
            let kept = house::fact(&database, &format!("{n}")).await.unwrap();
            assert_eq!(kept.is_some(), n % 3 != 0, "{n} on {:?}", meldkamer_store::Asks::dialect(&database));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_who_goes_away_leaves_no_batch_hanging() {
    for (database, _folder) in databases().await {
        for n in 0..50 {
            let mine = database.clone();
            let gone = tokio::spawn(async move { write(&mine, &format!("gone-{n}"), true).await });
            tokio::task::yield_now().await;
            gone.abort();
            write(&database, &format!("stays-{n}"), true).await;
            assert!(house::fact(&database, &format!("stays-{n}")).await.unwrap().is_some());
        }
    }
}

/// Keeps a row that can be there only once, and reads it back in the same transaction when asked.
async fn once(database: &Database, key: &str, who: &str, look: bool) -> Result<(), Trouble> {
    let permit = permit(Role::House, Verb::KeepEdition, Tie::None).unwrap();
    let tx = database.begin().await?;
    house::set_fact(&tx, &permit, &format!("before-{who}"), "x").await?;
    house::keep_key(&tx, &permit, key, b"request", who, 1).await?;
    if look {
        assert_eq!(house::key(&tx, key).await?.unwrap().answer, who, "a transaction sees what it added");
    }
    house::keep_key(&tx, &permit, &format!("after-{who}"), b"request", who, 1).await?;
    tx.commit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_fails_leaves_nothing_and_does_not_harm_its_batch() {
    for (database, _folder) in databases().await {
        let acts = (0..120).map(|n| {
            let (database, key) = (database.clone(), format!("key-{}", n / 3));
            let write = async move { once(&database, &key, &format!("{n}"), n % 2 == 0).await };
            (n, tokio::spawn(write))
        });
        let mut kept = 0;
        for (n, act) in acts.collect::<Vec<_>>() {
            let done = act.await.unwrap();
            let before = house::fact(&database, &format!("before-{n}")).await.unwrap();
            let after = house::key(&database, &format!("after-{n}")).await.unwrap();
            assert_eq!((before.is_some(), after.is_some()), (done.is_ok(), done.is_ok()), "act {n}");
            assert!(matches!(done, Ok(()) | Err(Trouble::Collision { .. })), "{done:?}");
            kept += u32::from(done.is_ok());
        }
        assert_eq!(kept, 40, "of three with one key, one is kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_error_nothing_more_is_heard_of_an_act() {
    for (database, _folder) in databases().await {
        once(&database, "taken", "first", true).await.unwrap();
        let permit = permit(Role::House, Verb::KeepEdition, Tie::None).unwrap();
        let tx = database.begin().await.unwrap();
        house::keep_key(&tx, &permit, "taken", b"request", "second", 1).await.unwrap();
        assert!(house::key(&tx, "taken").await.is_err(), "what is wrong is told when it is sent");
        assert!(house::set_fact(&tx, &permit, "late", "x").await.is_err());
        assert!(tx.commit().await.is_err());
        assert!(house::fact(&database, "late").await.unwrap().is_none());
        write(&database, "next", true).await;
        assert!(house::fact(&database, "next").await.unwrap().is_some());
    }
}

#[tokio::test]
async fn migrations_run_once() {
    for (database, _folder) in databases().await {
        assert!(migrate::run(&database).await.unwrap().is_empty());
        assert_eq!(migrate::version(&database).await.unwrap(), migrate::NEWEST);
    }
}
