//! Commits are durable, shared and all-or-nothing on both databases.

use crate::harness::postgres;
use meldkamer_domain::access::{Role, Tie, Verb, permit};
use meldkamer_store::{Database, house, migrate};

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

#[tokio::test]
async fn migrations_run_once() {
    for (database, _folder) in databases().await {
        assert!(migrate::run(&database).await.unwrap().is_empty());
        assert_eq!(migrate::version(&database).await.unwrap(), migrate::NEWEST);
    }
}
