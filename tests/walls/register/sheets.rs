//! Sheets of entities: what was written reads back as nothing new, and nothing changes before the word.

use super::{enter, staff, water};
use crate::harness::house::{TestHouse, on_both};
use meldkamer_app::{
    Failed,
    entity::{
        self, export,
        import::{self, Counts, Offered},
    },
};
use meldkamer_domain::refused::Refused;
use meldkamer_exchange::sheet::Format;
use serde_json::json;

async fn offered(house: &TestHouse, bytes: Vec<u8>) -> (String, Counts) {
    let Offered::Waits(id) = import::offer(&house.house, &staff(house), "x", bytes).await.unwrap() else {
        panic!("the sheet cannot be read")
    };
    let (_, counts, _) = import::look(&house.house, &id, None, 0).await.unwrap();
    (id, counts)
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_export_taken_in_again_changes_nothing() {
    on_both(async |house| {
        enter(&house, &water("Noord; \"de oude\"", "10000001", "192.0.2.0/24")).await;
        enter(&house, &json!({"name": "Kaal", "number": "wat", "trade_names": "a\nb"})).await;
        for format in Format::ALL {
            let bytes = export::export(&house.house, &staff(&house), format).await.unwrap();
            if format == Format::Csv {
                let text = String::from_utf8_lossy(&bytes);
                assert!(text.contains("\"'=cmd()\"") && text.contains("\"'+31 6 12345678\""), "{text}");
            }
            let (_, counts) = offered(&house, bytes).await;
            // "wat" is no number: what is wrong is told again, and nothing else.
            assert_eq!((counts.same, counts.wrong, counts.changed, counts.fresh), (1, 1, 0, 0), "{format:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_changes_nothing_before_the_word_and_then_only_what_it_said() {
    on_both(async |house| {
        let kept = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let moved = enter(&house, &water("Zuid", "10000002", "192.0.2.0/24")).await;
        let sheet = "naam;kvk;plaats;netwerken;kleur\n\
            Noord;10000001;Alkmaar;192.0.2.0/24;rood\n\
            Zuid;10000002;Delft;192.0.2.0/24;\n\
            Oost;10000003;Zwolle;198.51.100.0/24;\n\
            Fout;1000000;;10.0.0.0/8;\n\
            Oost;10000003;Zwolle;;\n\
            ;;;203.0.113.0/24;\n";
        let (id, counts) = offered(&house, sheet.into()).await;
        assert_eq!((counts.changed, counts.fresh, counts.wrong, counts.same), (2, 1, 3, 0));
        assert_eq!(counts.strangers, ["kleur"]);
        let cities = async || house.memory.texts("SELECT facts FROM entity ORDER BY register_number").await;
        assert!(cities().await.iter().all(|facts| facts.contains("Hoorn")), "nothing changed yet");
        entity::change(&house.house, &staff(&house), &moved, (1, ""), &json!({"city": "Gouda"}))
            .await
            .unwrap();
        import::confirm(&house.house, &staff(&house), &id, "").await.unwrap();
        let again = import::confirm(&house.house, &staff(&house), &id, "").await;
        assert!(matches!(again, Err(Failed::Refused(Refused::AlreadyDone))));
        let (row, counts, _) = import::look(&house.house, &id, None, 0).await.unwrap();
        assert_eq!(row.state, "done");
        assert_eq!(
            (counts.entered, counts.rewritten, counts.moved),
            (1, 1, 1),
            "what moved meanwhile is left alone"
        );
        let opened = entity::open(&house.house, &staff(&house), &kept).await.unwrap();
        assert_eq!(opened.kept.entity.city, "Alkmaar");
        assert_eq!(opened.kept.entity.contacts.len(), 2, "columns that are not there tell nothing");
        assert!(
            house.house.depot.get(&row.preview).await.is_err(),
            "the preview is gone: it held personal data"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_sheet_is_taken_in_by_the_house_part_by_part() {
    on_both(async |house| {
        let rows = (0..250).map(|n| format!("Bedrijf {n};{:08};a{n}.example\n", 20_000_000 + n));
        let sheet: String = std::iter::once("name;number;domains\n".to_owned()).chain(rows).collect();
        let (id, counts) = offered(&house, sheet.into_bytes()).await;
        assert_eq!(counts.fresh, 250);
        import::confirm(&house.house, &staff(&house), &id, "").await.unwrap();
        assert_eq!(
            house.memory.number("SELECT count(*) FROM entity").await,
            0,
            "the house does it, not the page"
        );
        let before = house.lines().await;
        assert_eq!(import::take_in(&house.house).await.unwrap(), 250);
        assert_eq!(house.lines().await - before, 3, "each part is one act with one line");
        assert_eq!(house.memory.number("SELECT count(*) FROM entity").await, 250);
        assert_eq!(import::take_in(&house.house).await.unwrap(), 0);
        // Offers that nobody confirmed are forgotten after a week.
        let (forgotten, _) = offered(&house, b"name\nIemand".to_vec()).await;
        house.set(house.now().plus_hours(24 * 8));
        import::take_in(&house.house).await.unwrap();
        let (row, _, _) = import::look(&house.house, &forgotten, None, 0).await.unwrap();
        assert_eq!(row.state, "discarded");
    })
    .await;
}
