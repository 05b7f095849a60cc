//! Whoever changes, removes or reorders what was noted is found out, on both databases.

use crate::harness::house::{TestHouse, on_both};
use meldkamer_app::{journal, sealer};

/// A house in which things happened, all of them sealed.
async fn lived_in(house: &TestHouse) {
    for number in 0..4 {
        house.report(&format!("Waterbedrijf {number}")).await;
        house.set(house.now().plus_seconds(60));
    }
    sealer::seal_all(&house.house).await.unwrap();
}

async fn found(house: &TestHouse) -> Vec<String> {
    let report = journal::verify_all(&house.house).await.unwrap();
    report.findings.iter().map(|one| format!("{} {}", one.what, one.kind)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_journal_verifies() {
    on_both(async |house| {
        lived_in(&house).await;
        let report = journal::verify_all(&house.house).await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        assert!(report.entries >= 4 && report.sealed == report.entries && report.unsealed == 0, "{report:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_of_tampering_is_found() {
    let ways = [
        "UPDATE entry SET actor = 'account:x' WHERE leaf = 2",
        "UPDATE entry SET at = at + 1 WHERE leaf = 0",
        "UPDATE entry SET outcome = 'refused' WHERE leaf = 1",
        "UPDATE entry SET digest = prev WHERE leaf = 1",
        "UPDATE entry SET hash = digest WHERE leaf = 3",
        "DELETE FROM entry WHERE leaf = 1",
        "UPDATE chain SET seq = seq + 1",
        "DELETE FROM chain",
        "UPDATE entry SET leaf = 1000 - leaf WHERE leaf IN (1, 2)",
        "UPDATE tile SET hashes = (SELECT hash FROM entry WHERE leaf = 0)",
        "DELETE FROM tile",
        "UPDATE checkpoint SET root = (SELECT hash FROM entry WHERE leaf = 0)",
        "UPDATE checkpoint SET size = size - 1",
    ];
    for way in ways {
        on_both(async |house| {
            lived_in(&house).await;
            house.memory.run(way).await;
            assert_ne!(found(&house).await, Vec::<String>::new(), "not found on {:?}: {way}", house.dialect);
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_details_leave_the_journal_whole() {
    on_both(async |house| {
        lived_in(&house).await;
        let none = house.memory.bytes(&[]);
        house.memory.run(&format!("UPDATE entry SET salt = {none}")).await;
        assert_eq!(found(&house).await, Vec::<String>::new());
    })
    .await;
}
