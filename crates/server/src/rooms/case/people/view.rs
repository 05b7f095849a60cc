//! What the page of the people in a case shows.

use crate::{
    door::Caller,
    page::{Field, Page},
    rooms::{
        case::{
            Head,
            form::{Asked, sampled, shown, wrong},
        },
        desk::dossier::{Undone, works},
    },
};
use jiff::tz::TimeZone;
use meldkamer_app::{case::read::Whole, share::Body};
use meldkamer_domain::{access::Role, support_case::PartyKind, time::Instant};
use meldkamer_store::{
    support_case::{JoinedRow, party::PartyRow},
    view::ColleagueRow,
};
use serde::Serialize;

/// The people in a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PeoplePage {
    head: Head,
    undone: Option<Undone>,
    dossiers: Vec<Dossier>,
    team: Vec<Member>,
    parties: Vec<Party>,
    /// Colleagues who can join: id and name.
    colleagues: Vec<(String, String)>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Dossier {
    reference: String,
    organisation: String,
    title: String,
    at: i64,
    left_at: Option<i64>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Member {
    account: String,
    name: String,
    role: String,
    leads: bool,
    left_at: Option<i64>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Party {
    id: String,
    kind: String,
    name: String,
    person: String,
    email: String,
    phone: String,
    at: i64,
    until: Option<i64>,
    /// The end as a form shows it.
    until_date: String,
    until_time: String,
    /// `live`, `ended` or `removed`.
    state: &'static str,
    removed_at: Option<i64>,
    removed_why: String,
    /// Whether it leaves with its dossier.
    with_dossier: bool,
    has_link: bool,
}

/// The fields of somebody who is to take part.
pub fn party_fields(asked: &Asked<'_>, csirts: &[Body]) -> Vec<Field> {
    let kinds = PartyKind::ALL.iter().filter(|kind| **kind != PartyKind::Organisation);
    let kinds: Vec<&str> = kinds.map(|kind| kind.name()).collect();
    let bodies = csirts.iter().map(|one| (one.id.clone(), one.name.clone()));
    vec![
        asked.named("kind", "case-party", &kinds, false).required(),
        asked.line("name").required(),
        asked.line("person"),
        asked.line_of("email", "email"),
        asked.line_of("phone", "tel"),
        asked.named("language", "desk-language", &["nl", "en"], true),
        asked.one_of("csirt", bodies, true).hint(asked.say("case-ask-csirt.hint")),
        asked.moment("until").hint(asked.say("case-ask-until.hint")),
    ]
}

impl PeoplePage {
    /// The page of a case.
    pub fn of(
        whole: &Whole,
        caller: &Caller,
        known: &[ColleagueRow],
        fields: Vec<Field>,
        undone: Option<Undone>,
        zone: &TimeZone,
    ) -> Self {
        let working = |one: &&ColleagueRow| one.active == 1 && Role::staff(&one.role).is_some_and(works);
        let member = |one: &meldkamer_store::support_case::MemberRow| Member {
            account: one.account.clone(),
            name: one.name.clone(),
            role: one.role.clone(),
            leads: whole.row.lead.as_ref() == Some(&one.account),
            left_at: one.left_at,
        };
        Self {
            head: Head::at_the_desk(&whole.row, caller, "people"),
            undone,
            dossiers: whole.dossiers.iter().map(dossier).collect(),
            team: whole.team.iter().map(member).collect(),
            parties: whole.parties.iter().map(|one| party(one, caller.at, zone)).collect(),
            colleagues: known.iter().filter(working).map(|one| (one.id.clone(), one.name.clone())).collect(),
            wrong: wrong(&fields),
            fields,
        }
    }
}

fn dossier(one: &JoinedRow) -> Dossier {
    Dossier {
        reference: one.reference.clone(),
        organisation: one.organisation.clone(),
        title: one.title.clone(),
        at: one.at,
        left_at: one.left_at,
    }
}

fn party(one: &PartyRow, now: Instant, zone: &TimeZone) -> Party {
    let typed = one.until_at.map(|at| shown("until", Instant::from_micros(at), zone));
    let [(_, until_date), (_, until_time)] = typed.unwrap_or_default();
    Party {
        id: one.id.clone(),
        kind: one.kind.clone(),
        name: one.name.clone(),
        person: one.person.clone(),
        email: one.email.clone(),
        phone: one.phone.clone(),
        at: one.at,
        until: one.until_at,
        until_date,
        until_time,
        state: match one.removed_at {
            Some(_) => "removed",
            None if one.is_live(now.micros()) => "live",
            None => "ended",
        },
        removed_at: one.removed_at,
        removed_why: one.removed_why.clone(),
        with_dossier: one.dossier.is_some(),
        has_link: one.kind == PartyKind::IrFirm.name(),
    }
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "case/people.html";

    fn title(&self) -> &'static str {
        "case-people-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let dossier = |left_at| Dossier {
            reference: "NL-26-ABCD-EFGH-J".into(),
            organisation: "Waterbedrijf <Noord>".into(),
            title: "Plat".into(),
            at,
            left_at,
        };
        let member = |leads, left_at| Member {
            account: format!("acc_{leads}"),
            name: "Ans".into(),
            role: "analyst".into(),
            leads,
            left_at,
        };
        let party = |kind: &str, state, until| Party {
            id: format!("pty_{kind}_{state}"),
            kind: kind.into(),
            name: "Recherche <b> BV".into(),
            person: "Jan".into(),
            email: "jan@recherche.example".into(),
            phone: "+31 6 0000 0000".into(),
            at,
            until,
            until_date: "2026-11-20".into(),
            until_time: "17:00".into(),
            state,
            removed_at: (state == "removed").then_some(at),
            removed_why: "Klaar".into(),
            with_dossier: kind == "organisation",
            has_link: kind == "ir-firm",
        };
        let fields =
            |faults: &[&str]| sampled(&[("kind", "ir-firm")], faults, |asked| party_fields(asked, &[]));
        let typed = fields(&["email", "until"]);
        let full = Self {
            head: Head::sample("people", true),
            undone: Some(Undone { code: "not-understood", fault: "leads", ..Undone::default() }),
            dossiers: vec![dossier(None), dossier(Some(at))],
            team: vec![member(true, None), member(false, Some(at))],
            parties: vec![
                party("organisation", "live", None),
                party("ir-firm", "live", Some(at)),
                party("ir-firm", "ended", Some(at)),
                party("police", "removed", None),
            ],
            colleagues: vec![("acc_1".into(), "Ans".into())],
            wrong: wrong(&typed),
            fields: typed,
        };
        let bare = Self {
            head: Head { works: false, ..Head::sample("people", true) },
            fields: fields(&[]),
            ..Self::default()
        };
        let undone = Self { wrong: Vec::new(), ..full.clone() };
        vec![Self { undone: None, ..full }, undone, bare]
    }
}
