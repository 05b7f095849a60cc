//! People to draw the page with in the tests: for who says who acts, with everything wrong, for a reader.

use super::{People, Typed};
use crate::{rooms::sign_in::say::Say, texts::Texts, words::Words};
use meldkamer_domain::access::Role;
use meldkamer_store::mandate::HolderRow;

pub(super) fn samples() -> Vec<People> {
    let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
    let (none, faults) = (Vec::new(), vec![("email", "not-an-email"), ("firm", "missing")]);
    let at = 1_763_653_200_000_000;
    let row = |id: &str, role: Role, firm: &str, until_at| HolderRow {
        id: id.into(),
        account: "acc_1".into(),
        login: "noor@waterbedrijf.example".into(),
        name: "Noor <b>".into(),
        ready: i64::from(firm.is_empty()),
        body_kind: "entity".into(),
        body: "org_1".into(),
        body_name: Some("Noord".into()),
        role: role.name().into(),
        scope: "{}".into(),
        firm: firm.into(),
        from_at: at,
        until_at,
        revoked_at: None,
    };
    let rows = || {
        vec![
            row("man_1", Role::EntityAdministrator, "", None),
            row("man_2", Role::EntityReporter, "", None),
            row("man_3", Role::Provider, "Sloten <b>BV", Some(at + 9)),
            row("man_4", Role::EntityReader, "", Some(at - 9)),
        ]
    };
    let typed = Typed { role: "provider".into(), ..Typed::default() };
    let (admin, reader) = ((Role::EntityAdministrator, "Noord", "man_1"), (Role::EntityReader, "Noord", ""));
    let say = |faults| Say::sample(&words, faults).of("organisation");
    vec![
        People::new(&say(&none), admin, rows(), &Typed::default(), at),
        People { last: "man_1".into(), ..People::new(&say(&faults), admin, rows(), &typed, at) },
        People::new(&say(&none), reader, Vec::new(), &Typed::default(), at),
    ]
}
