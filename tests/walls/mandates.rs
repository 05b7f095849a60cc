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
