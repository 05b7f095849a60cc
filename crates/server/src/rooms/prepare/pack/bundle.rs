//! The pack as one archive.

use super::{card, telephone};
use crate::{
    Server,
    door::Caller,
    papers,
    problem::Problem,
    rooms::offline,
    words::{Gaps, gap},
};
use meldkamer_app::pack::Contents;
use meldkamer_domain::{
    filing::{self, Filing},
    question::Stage,
};
use meldkamer_exchange::zip::{Member, archive};
use serde_json::{Map, json};

/// Card, form, script, file and a word on what they are for.
pub async fn zip(server: &Server, caller: &Caller, contents: &Contents) -> Result<Vec<u8>, Problem> {
    let card = papers::print(card::paper(server, caller, contents)).await?;
    let form = papers::print(offline::paper::paper(server, caller)).await?;
    let script = papers::print(telephone::paper(server, caller, contents)).await?;
    let offline = offline::document(server, caller, &filled(server, caller, contents))?;
    let member = |name: &str, bytes: Vec<u8>| Member { name: name.to_owned(), bytes };
    let members = [
        member("1-emergency-card.pdf", card),
        member("2-telephone.pdf", script),
        member("3-form.pdf", form),
        member("4-report-offline.html", offline.into_bytes()),
        member("read-me.txt", read_me(server, caller, contents).into_bytes()),
    ];
    let made = caller.at.in_zone(&server.house.zone()).datetime();
    archive(&members, made).ok_or_else(|| Problem::trouble(&std::io::Error::other("the pack is too large")))
}

/// What the register knows already stands in the file.
fn filled(server: &Server, caller: &Caller, contents: &Contents) -> Filing {
    let mut answers = Map::new();
    let mut put = |id: &str, value: serde_json::Value, known: bool| {
        if known {
            answers.insert(id.to_owned(), value);
        }
    };
    put(
        "org.id",
        json!({"name": contents.organisation, "number": contents.number}),
        !contents.organisation.is_empty(),
    );
    put("org.sector", json!([contents.sector]), !contents.sector.is_empty());
    put("org.subsector", json!([contents.subsector]), !contents.subsector.is_empty());
    put("org.kind", json!([contents.kind]), !contents.kind.is_empty());
    put("org.class", json!(contents.class), !contents.class.is_empty());
    let (library, zone) = (server.house.law(), server.house.zone());
    filing::read(&library.catalogue, Stage::EarlyWarning, &answers.into(), caller.at, &zone).0
}

fn read_me(server: &Server, caller: &Caller, contents: &Contents) -> String {
    let settings = &server.house.settings;
    let mut gaps = Gaps::new();
    for (name, text) in [
        ("csirt", settings.csirt.clone()),
        ("telephone", settings.telephone.clone()),
        ("address", settings.public_address()),
        ("day", server.house.day(caller.at).to_string()),
        ("organisation", contents.organisation.clone()),
    ] {
        gaps.set(name, gap(text));
    }
    let key = if contents.is_for_all() { "pack-read-me-all" } else { "pack-read-me" };
    let text = server.pages.words().say_anyhow(caller.language, key, &gaps);
    format!("{}\r\n", text.replace('\n', "\r\n"))
}
