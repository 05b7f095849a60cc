//! Dangerous acts: not without a fresh factor, whoever sits at the screen; and nothing that was typed
//! is lost.

use super::{PASSWORD, browser, code, somebody, type_in};
use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
};
use meldkamer_domain::access::Role;

const NEW: &[(&str, &str)] = &[
    ("login", "nieuw"),
    ("name", "Nieuwe collega é&="),
    ("email", "nieuw@csirt.example"),
    ("role", "analyst"),
    ("language", "nl"),
];

/// An administrator who signed in a while ago.
async fn stale(house: &TestHouse, login: &str, number: u8) -> Client {
    somebody(house, login, Role::Administrator).await;
    let (mut client, right) = (browser(house, number), code(house));
    assert_eq!(type_in(&mut client, login, PASSWORD, &right).await.status, 303);
    house.set(house.now().plus_seconds(601));
    client
}

async fn invited(house: &TestHouse) -> Vec<String> {
    house.memory.texts("SELECT name FROM account WHERE login = 'nieuw'").await
}

/// Where the page that asks sends the factor.
fn action(page: &str) -> String {
    let rest = page.split("<form method=\"post\" action=\"").skip(1);
    let actions: Vec<&str> = rest.filter_map(|rest| rest.split('"').next()).collect();
    let found = actions.iter().find(|action| action.contains("step-up")).expect("a form for the factor");
    found.replace("&#x2f;", "/").replace("&amp;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_waits_for_a_factor_and_goes_on_as_it_was() {
    on_both(async |house| {
        let mut client = stale(&house, "ans", 1).await;
        let sent = client.post("/running/staff", NEW).await;
        assert!(sent.status == 303 && sent.header("location").starts_with("/step-up/"), "{}", sent.status);
        assert!(invited(&house).await.is_empty(), "it was done without a factor");
        let page = client.get(sent.header("location")).await;
        let to = action(&page.text());
        let wrong = client.post(&to, &[("code", "000000")]).await;
        assert!(wrong.header("location").ends_with("?wrong"), "{}", wrong.header("location"));
        assert!(invited(&house).await.is_empty(), "it was done with a wrong code");
        let right = code(&house);
        let done = client.post(&to, &[("code", &right)]).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert_eq!(invited(&house).await, ["Nieuwe collega é&="]);
        // Once is once, and for ten minutes nothing more is asked.
        assert_eq!(client.post(&to, &[]).await.status, 410);
        let next = client.post("/running/staff", &[("login", "x"), ("role", "analyst")]).await;
        assert_eq!(next.status, 422, "the form itself answers now");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_held_for_one_session_one_address_and_ten_minutes() {
    on_both(async |house| {
        let (mut client, mut other) = (stale(&house, "ans", 1).await, stale(&house, "bob", 2).await);
        let sent = client.post("/running/staff", NEW).await;
        let secret = sent.header("location").rsplit('/').next().unwrap().to_owned();
        let right = code(&house);
        let stolen = other.post(&format!("/running/staff?step-up={secret}"), &[("code", &right)]).await;
        assert_eq!(stolen.status, 410, "what one was sending went on for another");
        assert_eq!(other.get(&format!("/step-up/{secret}")).await.status, 410);
        assert_eq!(client.get(&format!("/step-up/{secret}")).await.status, 200, "it is still held");

        let sent = client.post("/running/staff", NEW).await;
        let secret = sent.header("location").rsplit('/').next().unwrap().to_owned();
        let right = code(&house);
        let moved = client.post(&format!("/running/tokens?step-up={secret}"), &[("code", &right)]).await;
        assert_eq!(moved.status, 410, "what was sent to one address went to another");

        house.set(house.now().plus_seconds(601));
        let sent = client.post("/running/staff", NEW).await;
        let secret = sent.header("location").rsplit('/').next().unwrap().to_owned();
        house.set(house.now().plus_seconds(601));
        let right = code(&house);
        let late = client.post(&format!("/running/staff?step-up={secret}"), &[("code", &right)]).await;
        assert_eq!(late.status, 410, "what was sent long ago went on");
        assert!(invited(&house).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_a_screen_that_was_left_open_is_slowed() {
    on_both(async |house| {
        let mut client = stale(&house, "ans", 1).await;
        let sent = client.post("/running/staff", NEW).await;
        let to = action(&client.get(sent.header("location")).await.text());
        let mut last = String::new();
        for _ in 0..6 {
            last = client.post(&to, &[("code", "000000")]).await.header("location").to_owned();
        }
        assert!(last.contains("?wait="), "{last}");
        // A code that was used to sign in opens nothing more.
        house.set(house.now().plus_seconds(60));
        assert!(invited(&house).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_dangerous_is_not_asked_for() {
    on_both(async |house| {
        let mut client = stale(&house, "ans", 1).await;
        assert_eq!(client.get("/running").await.status, 200);
        let done = client.post("/account/language", &[("language", "en")]).await;
        assert_eq!(done.header("location"), "/account?changed");
        let mut machine = house.client();
        house.hire().await;
        machine.cookies = house.machine(Role::Administrator).await.cookies;
        machine.bearer = house.machine(Role::Administrator).await.bearer;
        let done = machine.post("/running/staff", NEW).await;
        assert_eq!(done.status, 428, "a token has no factor to give");
        assert!(invited(&house).await.is_empty());
    })
    .await;
}
