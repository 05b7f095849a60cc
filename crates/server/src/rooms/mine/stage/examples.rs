//! The form of a stage as the style guide and the walls see it.

use super::{Desk, StagePage};
use crate::{
    page::Page,
    rooms::mine::{versions::Change, view::examples},
};
use meldkamer_app::mine::pending::Pending;
use meldkamer_domain::{
    filing::{prefill, read},
    question::Stage,
};

impl Page for StagePage {
    const TEMPLATE: &'static str = "mine/stage.html";

    fn title(&self) -> &'static str {
        "mine-stage-title"
    }

    fn samples() -> Vec<Self> {
        examples::with_voice(|voice| {
            let (catalogue, zone) = (&voice.library.catalogue, &voice.zone);
            let now = examples::now();
            let told = serde_json::json!({"w.summary": "Alle servers zijn versleuteld.", "t.aware": "2026-02-31T10:00"});
            let (typed, gaps) = read(catalogue, Stage::Notification, &told, now, zone);
            let known = prefill(catalogue, std::slice::from_ref(&typed), Stage::Notification);
            let due = Some((now.plus_hours(3).micros(), "Cbw 27".to_owned()));
            let change =
                Change { label: "Wat is er gebeurd?".into(), before: "Niets".into(), after: "Veel".into() };
            let (key, typed_before) = ("NL-2026-notification".to_owned(), Pending::default());
            let stage = Stage::Notification;
            let fresh = Desk { voice, stage, known, version: 1, now, due, typed: typed_before, key };
            let blank = fresh.page(&fresh.known.clone(), &[], None, "");
            let mut wrong = fresh.page(&typed, &gaps, None, "");
            (wrong.anyway, wrong.clashes) = (true, 1);
            let again = Desk { version: 2, due: Some((now.plus_hours(-3).micros(), String::new())), ..fresh };
            vec![
                blank,
                wrong,
                again.page(&typed, &[], Some(vec![change]), "De logboeken laten meer zien."),
                again.page(&typed, &[], Some(Vec::new()), ""),
            ]
        })
    }
}
