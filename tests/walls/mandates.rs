//! Mandates: a session acts under one of them and no longer than it lives; who has several chooses.

use crate::harness::{
    house::on_both,
    outside::{ENTITY, Outsider},
};
use meldkamer_domain::access::Scope;

#[tokio::test(flavor = "multi_thread")]
async fn access_ends_in_the_minute_that_the_mandate_does() {
    on_both(async |house| {
        house.welcome().await;
        let one = Outsider::named("provider");
        let (id, ends) = (one.mandate().unwrap(), house.now().plus_hours(2));
        let until = ends.micros();
        house.memory.run(&format!("UPDATE mandate SET until_at = {until} WHERE id = '{id}'")).await;
        let mut client = house.visits(&one).await;
        house.set(ends.plus_seconds(-1));
        assert_eq!(client.get("/organisation").await.status, 200);
        house.set(ends);
        assert!([401, 303].contains(&client.get("/organisation").await.status), "in after the end");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_several_mandates_chooses_and_can_switch() {
    on_both(async |house| {
        house.welcome().await;
        let (one, others) = (Outsider::named("member"), Outsider::named("supervisor").mandate().unwrap());
        assert_eq!(
            house.outside(&Outsider::named("provider")).actor.scope(),
            Scope::Entities(vec![ENTITY.into()])
        );
        let mut client = house.visits(&one).await;
        assert_eq!(client.get("/home").await.header("location"), "/choose");
        let none = client.get("/choose").await.text();
        assert!(!none.contains("name=\"mandate\""), "nothing to choose yet");
        let at = house.now().micros();
        for (id, kind, body, role) in
            [("man-1", "entity", ENTITY, "entity-reader"), ("man-2", "authority", "ilt", "supervisor")]
        {
            house
                .memory
                .run(&format!(
                    "INSERT INTO mandate (id, account, body_kind, body, role, given_by, from_at, created_at) \
                     VALUES ('{id}', '{}', '{kind}', '{body}', '{role}', 'operator', {at}, {at})",
                    one.account()
                ))
                .await;
        }
        let page = client.get("/choose").await.text();
        assert!(page.contains("man-1") && page.contains("man-2"), "both can be chosen");
        let chosen = client.post("/choose", &[("mandate", "man-1")]).await;
        assert_eq!(chosen.header("location"), "/organisation");
        assert_eq!(client.get("/organisation").await.status, 200);
        assert_eq!(client.get("/authority").await.status, 403);
        assert_eq!(client.post("/choose", &[("mandate", "man-2")]).await.header("location"), "/authority");
        assert_eq!(client.get("/authority").await.status, 200);
        assert_eq!(client.get("/organisation").await.status, 403);
        assert_eq!(client.post("/choose", &[("mandate", &others)]).await.status, 404, "that is another's");
        assert_eq!(client.post("/choose", &[("mandate", "")]).await.status, 404, "no role of their own");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_invites_deputises_and_revokes_at_once() {
    on_both(async |house| {
        house.welcome().await;
        let mut boss = house.visits(&Outsider::named("entity-administrator")).await;
        let person = [("name", "Sem"), ("email", "Sem+1@Sloten.example"), ("language", "nl")];
        let provider = [("role", "provider"), ("firm", "Sloten BV"), ("until", "2026-12-31")];
        let all = [&person[..], &provider[..]].concat();
        assert_eq!(boss.post("/organisation/people", &all).await.status, 303);
        let mail = "SELECT payload FROM errand WHERE target = 'sem+1@sloten.example'";
        let payload = house.memory.text(mail).await.expect("an invitation is mailed");
        assert!(payload.contains("/invitation/") && payload.contains("Waterbedrijf Noord"), "{payload}");
        assert!(
            !boss.get("/organisation/people").await.text().contains("/invitation/"),
            "only the mail has it"
        );
        assert_eq!(boss.post("/organisation/people", &all).await.status, 422, "twice");
        let endless = [&person[..2], &[("role", "provider"), ("firm", "Ander BV"), ("until", "")]].concat();
        assert_eq!(
            boss.post("/organisation/people", &endless).await.status,
            422,
            "a provider without an end"
        );
        let high = [&person[..], &[("role", "supervisor")]].concat();
        assert_eq!(
            boss.post("/organisation/people", &high).await.status,
            422,
            "an entity makes a supervisor"
        );

        let reporter = Outsider::named("entity-reporter");
        let mut working = house.visits(&reporter).await;
        assert_eq!(working.get("/organisation").await.status, 200);
        let person = format!("/organisation/people/{}", reporter.mandate().unwrap());
        assert_eq!(boss.post(&format!("{person}/deputise"), &[("until", "2026-11-30")]).await.status, 303);
        assert!(working.get("/choose").await.text().contains("name=\"mandate\""), "the deputy can choose");
        assert_eq!(boss.post(&format!("{person}/revoke"), &[]).await.status, 303);
        assert!([401, 303].contains(&working.get("/organisation").await.status), "in after the revocation");

        // The last administrator goes only when that was meant; the deputy counts as one.
        let own = Outsider::named("entity-administrator").mandate().unwrap();
        let deputy = "UPDATE mandate SET revoked_at = from_at WHERE account = 'acc-entity-reporter'";
        house.memory.run(deputy).await;
        let leave = format!("/organisation/people/{own}/leave");
        assert_eq!(boss.post(&leave, &[]).await.status, 422, "the last one left unasked");
        assert_eq!(boss.post(&leave, &[("anyway", "yes")]).await.header("location"), "/sign-in");
        assert!([401, 303].contains(&boss.get("/organisation").await.status));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_without_an_administrator_gets_one_after_a_check() {
    on_both(async |house| {
        house.hire().await;
        house.welcome().await;
        let asked = [
            ("organisation", "Waterbedrijf Noord"),
            ("number", "11111111"),
            ("name", "Noor"),
            ("email", "noor@nieuw.example"),
            ("phone", "+31 20 11111111"),
            ("body", "De beheerder is met pensioen"),
        ];
        assert_eq!(house.client().post("/administrator-request", &asked).await.status, 200);
        assert_eq!(house.client().post("/administrator-request", &asked[..1]).await.status, 422);
        let id = house.memory.text("SELECT id FROM plea").await.unwrap();
        let mut admin = house.signed_in(meldkamer_domain::access::Role::Administrator).await;
        let appoint = format!("/running/pleas/{id}/appoint");
        assert_eq!(admin.post(&appoint, &[("entity", "11111111")]).await.status, 422, "without a check");
        let checked = [("entity", "11111111"), ("checked", "Gebeld met het nummer uit het register")];
        assert_eq!(admin.post(&appoint, &checked).await.status, 200);
        let role = "SELECT role FROM mandate WHERE account = (SELECT id FROM account WHERE login = 'noor@nieuw.example')";
        assert_eq!(house.memory.text(role).await.as_deref(), Some("entity-administrator"));
        assert_eq!(admin.post(&appoint, &checked).await.status, 409, "settled once");
    })
    .await;
}
