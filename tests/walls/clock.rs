//! The clock of the machine jumps a day ahead and back again: whoever signed in meanwhile is neither
//! locked out nor signed in for longer than anybody else. And what it makes late is said to be late.

use crate::harness::house::{TestHouse, on_both};
use meldkamer_app::{
    Failed, journal,
    rounds::backwards,
    sign_in::{self, Entered, From, Key, factor, password},
};
use meldkamer_domain::refused::Refused;

const SECRET: &[u8; 20] = b"12345678901234567890";
const PASSWORD: &str = "een lang wachtwoord van vier woorden";

async fn hire(house: &TestHouse) {
    house.hire().await;
    let hash = password::hash(PASSWORD).await.unwrap();
    let secret = house.memory.bytes(SECRET);
    let sql = format!("UPDATE account SET password = '{hash}', totp = {secret} WHERE login = 'analyst'");
    house.memory.run(&sql).await;
}

async fn enter(house: &TestHouse, password: &str) -> Result<Entered, Failed> {
    let key = Key {
        login: "analyst".into(),
        password: password.into(),
        code: factor::code_at(SECRET, house.now()),
        from: From { network: "192.0.2.1".into(), ..From::default() },
    };
    sign_in::enter(&house.house, &house.stranger(), &key).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_locks_nobody_out() {
    on_both(async |house| {
        hire(&house).await;
        let right = house.now();
        house.set(right.plus_hours(24));
        enter(&house, PASSWORD).await.unwrap();
        for _ in 0..7 {
            assert!(enter(&house, "verkeerd").await.is_err());
        }
        let slowed = enter(&house, "verkeerd").await;
        assert!(matches!(slowed, Err(Failed::Refused(Refused::SlowDown { .. }))));

        house.set(right.plus_seconds(90));
        assert_eq!(backwards::look(&house.house).await.unwrap(), Some(24 * 3600 - 90));
        assert_eq!(backwards::look(&house.house).await.unwrap(), None, "once for each jump");
        let entered = enter(&house, PASSWORD).await.unwrap();
        let mut browser = house.client();
        browser.cookies.insert(meldkamer::door::SESSION_COOKIE.into(), entered.secret);
        assert_eq!(browser.get("/desk").await.status, 200);

        // The session of the wrong day lives no longer than one of today.
        let latest = house.memory.number("SELECT max(ends_at) FROM session").await;
        assert!(latest <= house.now().plus_hours(meldkamer_app::session::LONGEST_HOURS).micros());
        let report = journal::verify_all(&house.house).await.unwrap();
        assert!(report.is_sound(), "{report:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_late_is_not_promised_any_more() {
    on_both(async |house| {
        let reported = house.report("Waterbedrijf Noord").await;
        let mut holder = house.holder(&reported);
        assert!(holder.get("/mine").await.text().contains("U krijgt ons eerste antwoord uiterlijk"));
        house.set(house.now().plus_hours(25));
        let late = holder.get("/mine").await.text();
        assert!(
            late.contains("Ons eerste antwoord had er moeten zijn op")
                && !late.contains("U krijgt ons eerste")
        );
    })
    .await;
}
