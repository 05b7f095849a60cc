//! Filing for a caller: what is said stands beside the field it is for, and no word is lost.

use crate::harness::house::on_both;
use meldkamer_domain::access::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_questions_can_be_put_in_another_language_halfway_the_call() {
    on_both(async |house| {
        house.hire().await;
        let mut officer = house.signed_in(Role::DutyOfficer).await;
        let page = officer.get("/desk/intake/call?channel=telephone").await.text();
        let spoken = |page: &str, words: &str| {
            let field = page.split("data-question=\"w.summary\"").nth(1).unwrap();
            field.split("<textarea").next().unwrap().contains(words)
        };
        assert!(spoken(&page, "Kunt u in twee zinnen zeggen wat er aan de hand is?"), "{page}");
        let typed = [
            ("channel", "telephone"),
            ("language", "nl"),
            ("key", "abc"),
            ("speak", "en"),
            ("w.summary", "Servers <versleuteld>"),
        ];
        let answer = officer.post("/desk/intake", &typed).await;
        let page = answer.text();
        assert_eq!(answer.status, 200);
        assert!(spoken(&page, "lang=\"en\"") && page.contains("Servers &lt;versleuteld&gt;"), "{page}");
        assert!(page.contains("name=\"key\" value=\"abc\""), "it is one report, however often it is redrawn");
        assert_eq!(
            house.memory.text("SELECT CAST(count(*) AS TEXT) FROM dossier").await.as_deref(),
            Some("0")
        );
    })
    .await;
}
