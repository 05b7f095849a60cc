//! Signing in as it happens, against a real database.

use super::*;
use crate::{
    account::{self as people, Newcomer, invitation, own},
    chance::Clock,
    library::Library,
    session,
    settings::Settings,
};
use meldkamer_domain::time::Instant;

const PASSWORD: &str = "paard batterij nietje";
const SECRET: [u8; 20] = *b"12345678901234567890";

fn at(second: i64) -> Instant {
    Instant::parse("2026-11-20T15:40:00Z").unwrap().plus_seconds(second)
}

async fn house(folder: &std::path::Path) -> House {
    let settings = Settings { data: folder.into(), ..Settings::default() };
    House::open(settings, Library::open(None).unwrap().0, Clock::standing(at(0))).await.unwrap()
}

async fn somebody(house: &House, login: &str, role: Role) -> String {
    let new = Newcomer {
        login: login.into(),
        name: login.to_uppercase(),
        email: format!("{login}@voorbeeld.nl"),
        role: role.name().into(),
        language: "nl".into(),
    };
    people::create_ready(house, &new, PASSWORD, &SECRET).await.unwrap()
}

fn door(second: i64) -> Door {
    Door { at: at(second), actor: Actor::stranger(), language: "nl".into() }
}

fn key(password: &str, code: &str, network: &str) -> Key {
    Key {
        login: " Ans ".into(),
        password: password.into(),
        code: code.into(),
        from: From { network: network.into(), ..From::default() },
    }
}

fn refusal<T>(done: Result<T, Failed>) -> Refused {
    match done {
        Err(Failed::Refused(refused)) => refused,
        Err(Failed::Trouble(trouble)) => panic!("{trouble}"),
        Ok(_) => panic!("was not refused"),
    }
}

#[tokio::test]
async fn a_code_counts_once_and_each_session_has_its_own_secret() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let id = somebody(&house, "ans", Role::DutyOfficer).await;
    let code = |second| factor::code_at(&SECRET, at(second));
    let first = enter(&house, &door(0), &key(PASSWORD, &code(0), "a")).await.unwrap();
    assert_eq!(first.account, id);
    let again = enter(&house, &door(1), &key(PASSWORD, &code(0), "a")).await;
    assert_eq!(refusal(again), Refused::WrongSecret);
    let second = enter(&house, &door(40), &key(PASSWORD, &code(40), "a")).await.unwrap();
    assert_ne!(first.secret, second.secret);
    let found = session::by_secret(&house, &first.secret, at(60)).await.unwrap().unwrap();
    assert_eq!((found.account, found.role), (id, Role::DutyOfficer));
    let idle = at(60).plus_hours(session::IDLE_HOURS + 1);
    assert!(session::by_secret(&house, &first.secret, idle).await.unwrap().is_none());
}

#[tokio::test]
async fn guessing_slows_the_guesser_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    somebody(&house, "ans", Role::DutyOfficer).await;
    let code = factor::code_at(&SECRET, at(0));
    for _ in 0..5 {
        let wrong = enter(&house, &door(0), &key("iets anders dan dit", &code, "a")).await;
        assert_eq!(refusal(wrong), Refused::WrongSecret);
    }
    let slowed = enter(&house, &door(0), &key(PASSWORD, &code, "a")).await;
    assert_eq!(refusal(slowed), Refused::SlowDown { seconds: 2 });
    enter(&house, &door(0), &key(PASSWORD, &code, "b")).await.unwrap();
}

#[tokio::test]
async fn an_invitation_is_taken_once_and_its_codes_open_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let older = people::setup_link(&house).await.unwrap().unwrap();
    let link = people::setup_link(&house).await.unwrap().unwrap();
    let secret = |link: &str| link.rsplit('/').next().unwrap_or_default().to_owned();
    assert_eq!(refusal(invitation::open(&house, &secret(&older), at(0)).await), Refused::Expired);
    let link = secret(&link);
    let details = invitation::Details {
        login: "Ans".into(),
        name: "Ans".into(),
        email: "ans@voorbeeld.nl".into(),
        ..invitation::Details::default()
    };
    let filled = invitation::fill(&house, &door(0), &link, &details, (PASSWORD, PASSWORD)).await;
    assert_eq!(filled.unwrap(), []);
    let totp = invitation::open(&house, &link, at(0)).await.unwrap().totp.unwrap();
    let wrong = invitation::confirm(&house, &door(0), &link, "000000").await;
    assert_eq!(refusal(wrong), Refused::field("code", "wrong-code"));
    let code = factor::code_at(&totp, at(0));
    let codes = invitation::confirm(&house, &door(0), &link, &code).await.unwrap();
    assert_eq!(refusal(invitation::open(&house, &link, at(0)).await), Refused::Expired);
    assert_eq!(people::setup_link(&house).await.unwrap(), None);
    let entered = enter(&house, &door(0), &key(PASSWORD, &codes[3], "a")).await.unwrap();
    assert_eq!(entered.recovery_left, Some(9));
    let again = enter(&house, &door(0), &key(PASSWORD, &codes[3], "a")).await;
    assert_eq!(refusal(again), Refused::WrongSecret);
}

#[tokio::test]
async fn the_last_administrator_stays_and_who_is_blocked_is_out() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let boss = somebody(&house, "boss", Role::Administrator).await;
    let ans = somebody(&house, "ans", Role::DutyOfficer).await;
    let actor = Actor::staff(Role::Administrator, boss.as_str(), "Boss");
    let run = Door { at: at(0), actor, language: "nl".into() };
    let last = Refused::field("role", "last-administrator");
    assert_eq!(refusal(people::change_role(&house, &run, &boss, "observer").await), last);
    assert_eq!(refusal(people::set_active(&house, &run, &boss, false).await), last);
    assert_eq!(refusal(people::reset_factor(&house, &run, &boss).await), last);
    let code = factor::code_at(&SECRET, at(0));
    let inside = enter(&house, &door(0), &key(PASSWORD, &code, "a")).await.unwrap();
    people::set_active(&house, &run, &ans, false).await.unwrap();
    assert!(session::by_secret(&house, &inside.secret, at(0)).await.unwrap().is_none());
    let blocked = enter(&house, &door(60), &key(PASSWORD, &factor::code_at(&SECRET, at(60)), "a")).await;
    assert_eq!(refusal(blocked), Refused::WrongSecret);
    people::set_active(&house, &run, &ans, true).await.unwrap();
    assert!(session::by_secret(&house, &inside.secret, at(0)).await.unwrap().is_none());
    let officer = Actor::staff(Role::DutyOfficer, ans.as_str(), "Ans");
    let not_theirs = Door { actor: officer, ..run };
    let refused = people::change_role(&house, &not_theirs, &ans, "administrator").await;
    assert_eq!(refusal(refused), Refused::NotAllowed);
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let ans = somebody(&house, "ans", Role::Analyst).await;
    let open = async |second| {
        let code = factor::code_at(&SECRET, at(second));
        enter(&house, &door(second), &key(PASSWORD, &code, "a")).await.unwrap().secret
    };
    let (here, there) = (open(0).await, open(60).await);
    let this = session::by_secret(&house, &here, at(60)).await.unwrap().unwrap();
    let me = Door { actor: this.actor(), ..door(60) };
    let new = ("een heel nieuwe zin", "een heel nieuwe zin");
    let wrong = own::change_password(&house, &me, &this.session, "mis", new).await.unwrap();
    assert_eq!(wrong, [("now", "wrong-password")]);
    assert_eq!(own::change_password(&house, &me, &this.session, PASSWORD, new).await.unwrap(), []);
    assert!(session::by_secret(&house, &here, at(60)).await.unwrap().is_some());
    assert!(session::by_secret(&house, &there, at(60)).await.unwrap().is_none());
    assert_eq!(own::read(&house, &me).await.unwrap().row.id, ans);
}

#[test]
fn six_digits_are_a_code_and_the_rest_is_paper() {
    assert!(is_code("123 456"));
    assert!(!is_code("1234567") && !is_code("k7m4-20px-3qhs") && !is_code(""));
}
