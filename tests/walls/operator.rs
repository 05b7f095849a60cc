//! What the operator reads of the house: what does not leave it and why, and the journal, in words.

use crate::harness::house::on_both;
use meldkamer_app::desk::dossier as small;
use meldkamer_domain::access::Role;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stuck_is_counted_named_explained_and_tried_again_at_once() {
    on_both(async |house| {
        house.hire().await;
        let at = house.now().micros();
        let put = async |id: usize, kind: &str, letter: &str, error: &str| {
            let sql = format!(
                "INSERT INTO errand (id, key, kind, target, payload, state, next_at, created_at, error) VALUES \
                 ('err_{id}', 'k{id}', '{kind}', 'x@ilt.example', '{{\"letter\":\"{letter}\"}}', 'stuck', {at}, {at}, '{error}')"
            );
            house.memory.run(&sql).await;
        };
        for id in 0..201 {
            put(id, "mail", "confirmation", "no-mail-server: the settings name no mail server").await;
        }
        put(201, "dns", "", "unreachable: name server: timed out").await;
        put(202, "copy", "", "refused: 550 no such <mailbox>").await;
        let mut chief = house.signed_in(Role::Administrator).await;
        let page = chief.get("/running/errands").await.text();
        assert!(page.contains("203 berichten komen niet aan"), "more than are shown");
        let rows = |page: &str| page.matches("mk-people__one").count();
        assert_eq!(rows(&page), 50);
        assert_eq!(page.matches("staat geen mailserver").count(), 1, "what holds for all is said once");
        assert!(page.contains("Geen mailserver (201)") && page.contains("Geweigerd (1)"), "{page}");
        let last = chief.get("/running/errands?page=5").await.text();
        assert!(rows(&last) == 3 && last.contains("page=4") && !last.contains("page=6"), "{last}");
        let one = chief.get("/running/errands?why=refused").await.text();
        assert!(rows(&one) == 1 && one.contains("550 no such &lt;mailbox&gt;"), "{one}");
        for odd in ["?page=999999999999", "?page=-1", "?why=%27%25", "?page=4294967295&why=refused"] {
            assert_eq!(chief.get(&format!("/running/errands{odd}")).await.status, 200, "{odd}");
        }
        for words in ["Bevestiging van ontvangst", "In de instellingen staat geen mailserver"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("the settings name no mail server") && !page.contains("staff-errand"));
        house.memory.run("UPDATE errand SET next_at = next_at + 1 WHERE kind = 'mail'").await;
        let page = chief.get("/running/errands").await.text();
        for words in ["domeinnaamsysteem", "name server: timed out", "550 no such &lt;mailbox&gt;"] {
            assert!(page.contains(words), "{words}");
        }

        let mut officer = house.signed_in(Role::DutyOfficer).await;
        assert_eq!(officer.post("/running/errands/retry", &[]).await.status, 403);
        assert_eq!(chief.post("/running/errands/retry", &[]).await.status, 303);
        let stuck = house.memory.text("SELECT CAST(count(*) AS TEXT) FROM errand WHERE state = 'stuck'").await;
        assert_eq!(stuck.as_deref(), Some("0"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_is_read_in_words_and_found_by_what_people_know() {
    on_both(async |house| {
        house.hire().await;
        let reported = house.report("Waterbedrijf Noord").await;
        let mut chief = house.signed_in(Role::Administrator).await;
        let all = chief.get("/running/journal").await.text();
        assert!(all.contains("Gemeld") && !all.contains("desk-verb") && !all.contains("desk-by"), "{all}");
        assert!(all.contains(&format!("{}</a>", reported.reference)), "a dossier is named as people know it");
        let found = chief.get(&format!("/running/journal?subject={}", reported.reference)).await.text();
        assert!(found.contains("Gemeld") && found.contains(&reported.reference), "{found}");
        assert!(!found.contains("Geen regels"));
        let login = house.memory.text("SELECT login FROM account WHERE role = 'duty-officer'").await.unwrap();
        house.signed_in(Role::DutyOfficer).await.get("/desk").await;
        let theirs = chief.get(&format!("/running/journal?subject={login}")).await;
        assert_eq!(theirs.status, 200);
        assert!(chief.get("/running/journal?subject=niets").await.text().contains("Geen regels"));
        for _ in 0..100 {
            small::note(&house.house, &house.staff(Role::Analyst), &reported.reference, "x").await.unwrap();
        }
        let long = chief.get(&format!("/running/journal?subject={}", reported.reference)).await.text();
        let long = long.replace("&#x2f;", "/").replace("&amp;", "&");
        let older = long.split("/running/journal?before=").nth(1).unwrap().split('"').next().unwrap();
        assert!(!long.contains("Gemeld") && older.ends_with(&reported.reference), "{long}");
        let first = chief.get(&format!("/running/journal?before={older}")).await.text();
        assert!(first.contains("Gemeld") && !first.contains("Oudere regels"), "{first}");
    })
    .await;
}
