//! States of the page of an item worth looking at.

use super::{Fields, ItemPage, ItemView, LineView};
use meldkamer_lab::Report;

const AT: i64 = 1_795_189_200_000_000;

fn line(step: &str) -> LineView {
    LineView {
        step: step.into(),
        person: "Noor van Dijk".into(),
        role: "administrator of the network".into(),
        happened_at: AT,
        written_at: AT + 60_000_000,
        purpose: "Image of the file server".into(),
        place: "Data centre 2, rack 14".into(),
        digest: "ab".repeat(32),
    }
}

pub(super) fn all(fields: Fields) -> Vec<ItemPage> {
    let item = ItemView {
        id: "evi_1".into(),
        number: 1,
        name: "disk-server-01.e01".into(),
        size: "20.0 GB".into(),
        digest: "ab".repeat(32),
        kind: String::new(),
        received_at: AT,
        is_due: false,
        destroyed: false,
    };
    let new = ItemPage {
        case: "cas_1".into(),
        item: item.clone(),
        stated: String::new(),
        fits: true,
        sealed: false,
        plain_stated: String::new(),
        original: String::new(),
        keep_until: AT,
        group: "other",
        report: None,
        lines: vec![line("received")],
        held: false,
        holds: Vec::new(),
        derived: Vec::new(),
        certificate: String::new(),
        step: fields.step,
        copy: fields.copy,
        hold: fields.hold,
        destroy: fields.destroy,
        wrong: Vec::new(),
        may_settle: true,
    };
    let mut report = Report { kind: "zip".into(), container: "kape".into(), entries: 3, ..Report::default() };
    report.names = vec![("C/Windows/System32/winevt/Logs/Security.evtx".into(), 69_632)];
    report.find("traversal", "../../etc/passwd");
    report.sandbox = "full".into();
    let known = ItemPage {
        item: ItemView { kind: "zip".into(), is_due: true, ..item.clone() },
        stated: "cd".repeat(32),
        fits: false,
        sealed: true,
        plain_stated: "ef".repeat(32),
        original: "evi_0".into(),
        group: "container",
        report: Some(report),
        lines: ["collected", "sealed", "transferred", "received", "opened", "copied", "analysed", "returned"]
            .into_iter()
            .map(line)
            .collect(),
        held: true,
        holds: vec![
            ("Proceedings".into(), AT, None, String::new()),
            ("Before".into(), AT, Some(AT), "Over".into()),
        ],
        derived: vec![item.clone()],
        ..new.clone()
    };
    let gone = ItemPage {
        item: ItemView { destroyed: true, ..item },
        lines: vec![line("received"), line("destroyed")],
        certificate: "Meldkamer certificate of destruction\nitem: evi_1\n".into(),
        may_settle: false,
        ..new.clone()
    };
    vec![new, known, gone]
}
