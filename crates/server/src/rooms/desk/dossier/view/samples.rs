//! Every look of the page of a dossier, for the wall that draws them all.

use super::{DossierPage, Errand, File, Head, Help, Link, Message, Other, Undone};
use crate::{
    page::Page,
    rooms::desk::{
        binding::Whose,
        dossier::{facts, law, story},
    },
};

impl Page for DossierPage {
    const TEMPLATE: &'static str = "desk/dossier.html";

    fn title(&self) -> &'static str {
        "desk-dossier-title"
    }

    fn samples() -> Vec<Self> {
        let head = Head {
            reference: "NL-26-K7M4".into(),
            organisation: "Waterbedrijf <b>".into(),
            title: "Servers versleuteld".into(),
            duty: "mandatory".into(),
            state: "received".into(),
            channel: "form".into(),
            language: "nl".into(),
            clock: "soon",
            ..Head::default()
        };
        let empty = Self { head: head.clone(), ..Self::default() };
        let whose =
            Whose::samples().into_iter().map(|whose| Self { head: head.clone(), whose, ..Self::default() });
        let gone = Head { held: true, erased_at: Some(1_763_653_200_000_000), ..head.clone() };
        let gone = Self { head: gone, ..Self::default() };
        vec![empty, full(head.clone()), over(head.clone()), gone].into_iter().chain(whose).collect()
    }
}

/// A dossier with everything in it, on which an act was refused.
fn full(head: Head) -> DossierPage {
    let (groups, missing) = facts::samples();
    let (regimes, clocks) = law::samples();
    let at = 1_763_653_200_000_000;
    let message = |direction: &str| Message {
        direction: direction.into(),
        author: "Ans".into(),
        body: "Eerste regel\nTweede regel".into(),
        at,
        read_at: (direction == "out").then_some(at),
    };
    let to = |kind: &str| Other {
        reference: "NL-26-2".into(),
        organisation: "Waterbedrijf <b>".into(),
        shares: vec![(kind.into(), "192.0.2.7".into())],
    };
    let errand = |state: &str, kind: &str| Errand {
        state: state.into(),
        kind: kind.into(),
        target: "RDI".into(),
        letter: if kind == "mail" { "answer".into() } else { String::new() },
        why: if state == "done" { String::new() } else { "refused".into() },
        error: "550 vol".into(),
        proof: "250 ok".into(),
        at,
        attempts: 2,
    };
    let link = |kind: &str| Link {
        id: format!("lnk_{kind}"),
        kind: kind.into(),
        reason: "Zelfde mail".into(),
        at,
        other: to(""),
        ..Link::default()
    };
    let shares = ["address", "domain", "url", "hash", "vulnerability", "supplier", "recurring"];
    let urgencies = ["now", "four-hours", "next-working-day", "information-only"];
    let help = urgencies.map(|urgency| Help {
        urgency: urgency.into(),
        asked_at: at,
        seen_at: (urgency != "now").then_some(at),
        seen_name: "Ans".into(),
    });
    DossierPage {
        cases: vec![(
            "/desk/case/cas_1".into(),
            "CASE-26-ABCD-EFGH-J".into(),
            "Plat <b>".into(),
            "waiting".into(),
        )],
        head: Head {
            unseen: true,
            works: true,
            answers: true,
            score: Some(71),
            urgency: "now".into(),
            decision: "partly".into(),
            mine: true,
            me: "acc_1".into(),
            assignee: "acc_1".into(),
            assignee_name: "Ans".into(),
            reasons: vec!["antwoord over 3 uur".into()],
            ..head
        },
        undone: Some(Undone { code: "moved", typed: vec!["Mijn reden".into()], ..Undone::default() }),
        groups,
        missing,
        verdict: "contradictory".into(),
        regimes,
        whose: Whose::default(),
        clocks,
        story: story::samples(),
        looks: story::samples().into_iter().take(2).collect(),
        looked: 3,
        messages: ["in", "out", "own"].map(message).into(),
        help: help.into(),
        links: ["related", "campaign", "merged"].map(link).into(),
        others: vec![Other {
            shares: shares.map(|kind| (kind.into(), "kwaad[.]example".into())).into(),
            ..to("")
        }],
        more: 3,
        searches: vec![("kwaad[.]example <b>".into(), "kwaad.example&state=x".into())],
        merged: vec![to("recurring")],
        files: vec![File { id: "att_1".into(), name: "log.txt".into(), kib: 12, at, ..File::default() }],
        errands: vec![errand("waiting", "copy"), errand("done", "mail"), errand("stuck", "webhook")],
        colleagues: vec![("acc_1".into(), "Ans".into()), ("acc_2".into(), "Bas".into())],
        csirts: vec![("z-cert".into(), "Z-CERT".into())],
    }
}

/// One that is over: merged, in an exercise, told by a third party.
fn over(head: Head) -> DossierPage {
    let into = Some(Other { reference: "NL-26-9".into(), ..Other::default() });
    let head = Head {
        state: "merged".into(),
        mark: "duplicate".into(),
        mark_note: "Zie ander".into(),
        entity: "org_1".into(),
        risk: "no-contact".into(),
        over: true,
        works: true,
        answers: true,
        into,
        exercise: true,
        clock: "done",
        answered_at: Some(1),
        channel: "third-party".into(),
        duty: "voluntary".into(),
        ..head
    };
    let undone = Some(Undone { code: "reason-needed", field: "reason".into(), ..Undone::default() });
    DossierPage { head, undone, ..DossierPage::default() }
}
