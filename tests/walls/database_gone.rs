//! The database server goes away under the house and comes back: the house says that it is not
//! ready, whoever files is told to come back, and it goes on by itself.

use crate::harness::{
    house::{TestHouse, house_with},
    postgres::Cluster,
    world::{early_warning, wish},
};
use meldkamer_app::{Failed, filing::first, journal};
use meldkamer_domain::question::Stage;
use meldkamer_store::Dialect;

async fn file(house: &TestHouse, organisation: &str) -> Result<String, Failed> {
    let wish = wish(Stage::EarlyWarning, early_warning(organisation));
    let filed = first::at_once(&house.house, &house.stranger(), &wish, Some(organisation)).await?;
    Ok(filed.dossier.reference)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_goes_and_comes_back() {
    let cluster = Cluster::start();
    let address = cluster.new_database();
    let house = house_with(Dialect::Postgres, |settings| settings.database = address).await;
    let first = file(&house, "Waterbedrijf Noord").await.unwrap();

    cluster.stop();
    let mut somebody = house.client();
    let (ready, page, late) = tokio::join!(
        async { house.client().get("/readyz").await },
        somebody.post("/report", &[("kind", "significant-incident")]),
        file(&house, "Energie Oost"),
    );
    assert_eq!(ready.status, 503);
    assert!(ready.text().contains("\"database\":false"), "{}", ready.text());
    assert_eq!(page.status, 503, "{}", page.text());
    assert!(page.text().contains("Wacht een minuut"), "{}", page.text());
    assert!(matches!(late, Err(Failed::Trouble(trouble)) if trouble.may_pass()));

    cluster.serve();
    assert_eq!(house.client().get("/readyz").await.status, 200);
    let again = file(&house, "Energie Oost").await.unwrap();
    assert_ne!(again, first);
    assert_eq!(file(&house, "Waterbedrijf Noord").await.unwrap(), first, "the same key, the same report");
    // The back door of the test is as broken as the house's doors were; a fresh one sees everything.
    let fresh = crate::harness::memory::Memory::open(Dialect::Postgres, &house.house.settings.database).await;
    assert_eq!(fresh.number("SELECT count(*) FROM dossier").await, 2);
    let report = journal::verify_all(&house.house).await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    cluster.stop();
}
