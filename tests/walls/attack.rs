//! Sign-in under attack: what somebody tries who wants to come in as somebody else, and what it costs
//! those who have a right to come in, which is at most a delay.

mod guessing;
mod passkeys;
mod providers;
mod step_up;

use crate::harness::{
    client::{Answer, Client},
    house::TestHouse,
};
use meldkamer::{browser::BROWSER_COOKIE, door::SESSION_COOKIE};
use meldkamer_app::{
    account::{self, Newcomer},
    sign_in::factor,
};
use meldkamer_domain::access::Role;

const PASSWORD: &str = "elf blauwe tramhaltes wachten";
const SECRET: [u8; 20] = *b"12345678901234567890";
const ORIGIN: &str = "https://meldkamer.example";

/// Somebody of a role, ready to sign in with password and code; answers the account's id.
async fn somebody(house: &TestHouse, login: &str, role: Role) -> String {
    let new = Newcomer {
        login: login.into(),
        name: login.to_uppercase(),
        email: format!("{login}@csirt.example"),
        role: role.name().into(),
        language: "nl".into(),
    };
    account::create_ready(&house.house, &new, PASSWORD, &SECRET).await.unwrap()
}

/// The code of everybody's authenticator, now; each works once, so the clock moves on.
fn code(house: &TestHouse) -> String {
    house.set(house.now().plus_seconds(60));
    factor::code_at(&SECRET, house.now())
}

/// A browser of its own, on a network of its own.
fn browser(house: &TestHouse, number: u8) -> Client {
    let mut client = house.client();
    client.from = [198, 51, 100, number];
    client.cookies.insert(BROWSER_COOKIE.into(), format!("browser-number-{number:03}"));
    client
}

async fn type_in(client: &mut Client, login: &str, password: &str, code: &str) -> Answer {
    client.post("/sign-in", &[("login", login), ("password", password), ("code", code)]).await
}

/// Whether a browser is signed in.
async fn is_in(client: &mut Client) -> bool {
    client.cookies.contains_key(SESSION_COOKIE) && client.get("/account").await.status == 200
}
