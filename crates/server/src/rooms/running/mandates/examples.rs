//! Mandates to draw the page with in the tests: none at all, and a list with everything wrong.

use super::{Mandates, Typed};
use crate::{rooms::sign_in::say::Say, texts::Texts, words::Words};
use meldkamer_app::library::Library;
use meldkamer_domain::access::Role;
use meldkamer_store::{mandate::HolderRow, plea::PleaRow};

pub(super) fn samples() -> Vec<Mandates> {
    let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
    let Ok((library, _)) = Library::open(None) else { return Vec::new() };
    let (none, faults) = (Vec::new(), vec![("body", "missing"), ("until", "in-the-past")]);
    let at = 1_763_653_200_000_000;
    let row = |role: Role, firm: &str, until_at| HolderRow {
        id: format!("man_{}", role.name()),
        account: "acc_1".into(),
        login: "noor@waterbedrijf.example".into(),
        name: "Noor <b>".into(),
        ready: i64::from(firm.is_empty()),
        body_kind: "entity".into(),
        body: "ilt".into(),
        body_name: None,
        role: role.name().into(),
        scope: "{\"sectors\":[\"drinking-water\"]}".into(),
        firm: firm.into(),
        from_at: at,
        until_at,
        revoked_at: None,
    };
    let rows = vec![row(Role::Supervisor, "", None), row(Role::Provider, "Sloten <b>", Some(at))];
    let plea = PleaRow {
        id: "ple_1".into(),
        organisation: "Waterbedrijf <b>".into(),
        register_number: "12345678".into(),
        entity: Some("org_1".into()),
        name: "Noor".into(),
        email: "noor@waterbedrijf.example".into(),
        phone: "+31 20 000 00 00".into(),
        body: "Wij zijn gefuseerd".into(),
        language: "nl".into(),
        at,
        ended_at: None,
        ended_by: String::new(),
        outcome: String::new(),
        checked: String::new(),
    };
    let fields =
        |faults, typed: &Typed| typed.fields(&Say::sample(&words, faults).of("mandates"), &library, "nl");
    let typed =
        Typed { sectors: vec!["drinking-water".into()], role: "supervisor".into(), ..Typed::default() };
    vec![
        Mandates::new(fields(&none, &Typed::default()), Vec::new(), Vec::new(), "", at),
        Mandates {
            link: "https://meldkamer.example/invitation/0123".into(),
            link_ends: at,
            wrong: "missing".into(),
            ..Mandates::new(fields(&faults, &typed), rows, vec![plea], "noor", at)
        },
    ]
}
