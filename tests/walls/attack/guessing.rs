//! Guessing: of passwords, of codes, of who has an account. And sessions that were put in place.

use super::{PASSWORD, browser, code, is_in, somebody, type_in};
use crate::harness::house::on_both;
use meldkamer::door::SESSION_COOKIE;
use meldkamer_domain::access::Role;
use std::time::Duration;
use tokio::time::Instant;

#[tokio::test(flavor = "multi_thread")]
async fn stuffing_one_login_after_another_slows_the_network_and_nobody_else() {
    on_both(async |house| {
        somebody(&house, "ans", Role::DutyOfficer).await;
        let (mut known, right) = (browser(&house, 7), code(&house));
        assert_eq!(type_in(&mut known, "ans", PASSWORD, &right).await.status, 303);
        known.cookies.remove(SESSION_COOKIE);
        // Wrong answers that were given, without waiting for each to be given.
        let tries = meldkamer_app::sign_in::tries::Tries::of("x", "198.51.100.7", None);
        for _ in 0..40 {
            let tx = house.house.database.begin().await.unwrap();
            tries.count(&tx, house.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut stuffer = browser(&house, 7);
        let slowed = type_in(&mut stuffer, "bob", PASSWORD, "000000").await;
        assert!(slowed.status == 422 && slowed.text().contains("seconden"), "{}", slowed.status);
        // The same network, a device that was here before.
        let right = code(&house);
        assert_eq!(type_in(&mut known, "ans", PASSWORD, &right).await.status, 303);
        // Another network, a device that nobody knows.
        let right = code(&house);
        assert_eq!(type_in(&mut browser(&house, 8), "ans", PASSWORD, &right).await.status, 303);
        // A minute later the network may try again.
        house.set(house.now().plus_seconds(61));
        let later = type_in(&mut stuffer, "bob", PASSWORD, "000000").await;
        assert!(!later.text().contains("seconden"), "a network is shut out for longer than a minute");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_guessed_from_everywhere_are_slowed_and_the_owner_comes_in() {
    on_both(async |house| {
        somebody(&house, "ans", Role::DutyOfficer).await;
        let (mut known, right) = (browser(&house, 7), code(&house));
        type_in(&mut known, "ans", PASSWORD, &right).await;
        known.cookies.remove(SESSION_COOKIE);
        for network in 0..70 {
            let network = format!("203.0.113.{network}");
            let tries = meldkamer_app::sign_in::tries::Tries::of("ans", &network, None);
            let tx = house.house.database.begin().await.unwrap();
            tries.count(&tx, house.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        let guess = type_in(&mut browser(&house, 9), "ans", PASSWORD, "000000").await;
        assert!(guess.text().contains("seconden"), "a botnet guesses codes without delay");
        let right = code(&house);
        assert_eq!(type_in(&mut known, "ans", PASSWORD, &right).await.status, 303, "the owner is shut out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_device_is_slowed_by_its_own_wrong_answers() {
    on_both(async |house| {
        somebody(&house, "ans", Role::DutyOfficer).await;
        let (mut known, right) = (browser(&house, 7), code(&house));
        type_in(&mut known, "ans", PASSWORD, &right).await;
        for _ in 0..5 {
            assert!(
                !type_in(&mut known, "ans", "iets anders dan dit", "1").await.text().contains("seconden")
            );
        }
        assert!(type_in(&mut known, "ans", "iets anders dan dit", "1").await.text().contains("seconden"));
        // What one account knows a device by is nothing to another.
        somebody(&house, "bob", Role::Analyst).await;
        let mut other = browser(&house, 8);
        other.cookies.extend(known.cookies.clone());
        let device = other.cookies.get_mut(meldkamer::browser::DEVICE_COOKIE).unwrap();
        *device = device.replace(char::is_alphanumeric, "0");
        assert!(!type_in(&mut other, "ans", "iets anders dan dit", "1").await.text().contains("seconden"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_an_account_cannot_be_learnt() {
    on_both(async |house| {
        somebody(&house, "ans", Role::DutyOfficer).await;
        somebody(&house, "eva", Role::DutyOfficer).await;
        house.memory.run("UPDATE account SET active = 0 WHERE login = 'eva'").await;
        let (mut pages, mut least) = (Vec::new(), Vec::new());
        for (number, login) in ["ans", "eva", "zzz"].into_iter().enumerate() {
            let mut client = browser(&house, 20 + u8::try_from(number).unwrap());
            let mut fastest = Duration::MAX;
            for _ in 0..4 {
                let began = Instant::now();
                let answer = type_in(&mut client, login, "iets anders dan dit", "123456").await;
                fastest = fastest.min(began.elapsed());
                pages.push((answer.status, answer.text().replace(&format!("value=\"{login}\""), "…")));
            }
            least.push(fastest);
        }
        pages.dedup();
        assert_eq!(pages.len(), 1, "the answers differ");
        // The same work: a hash is worked out whether there is an account or not.
        let (quick, slow) = (least.iter().min().unwrap(), least.iter().max().unwrap());
        assert!(*slow < *quick * 2, "the time tells: {least:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_somebody_else_put_in_place_is_never_used() {
    on_both(async |house| {
        somebody(&house, "ans", Role::DutyOfficer).await;
        let mut victim = browser(&house, 5);
        victim.cookies.insert(SESSION_COOKIE.into(), "chosen-by-somebody-else".into());
        let right = code(&house);
        assert_eq!(type_in(&mut victim, "ans", PASSWORD, &right).await.status, 303);
        assert_ne!(victim.cookies[SESSION_COOKIE], "chosen-by-somebody-else");
        let mut attacker = browser(&house, 6);
        attacker.cookies.insert(SESSION_COOKIE.into(), "chosen-by-somebody-else".into());
        assert!(!is_in(&mut attacker).await);
        // Signing in anew takes a new secret, and the old one of this browser no longer counts.
        let before = victim.cookies[SESSION_COOKIE].clone();
        let right = code(&house);
        type_in(&mut victim, "ans", PASSWORD, &right).await;
        attacker.cookies.insert(SESSION_COOKIE.into(), before);
        assert!(!is_in(&mut attacker).await, "the session before still lives");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_signing_in_nobody_is_led_elsewhere() {
    on_both(async |house| {
        somebody(&house, "ans", Role::DutyOfficer).await;
        let elsewhere = [
            "https://kwaad.example/",
            "//kwaad.example/",
            "/\\kwaad.example/",
            "/\t/kwaad.example/",
            "\\\\kwaad.example",
            "javascript:alert(1)",
            "desk@kwaad.example",
        ];
        for next in elsewhere {
            let (mut client, right) = (browser(&house, 5), code(&house));
            let fields = [("login", "ans"), ("password", PASSWORD), ("code", right.as_str()), ("next", next)];
            let answer = client.post("/sign-in", &fields).await;
            assert_eq!((answer.status, answer.header("location")), (303, "/home"), "{next}");
        }
    })
    .await;
}
