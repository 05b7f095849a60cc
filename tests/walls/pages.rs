//! Every state of every page, in both languages, wide and narrow, in a real browser: no fault
//! against WCAG 2.2 AA, nothing wider than the window, nothing inline.
//!
//! Each state is held against all rules wide in Dutch and narrow in English; the other two pairs against
//! those that other words or another width can break. What the style sheet alone decides is looked at once.

use super::headers::inline;
use crate::harness::{axe, browser::Browser};
use axum::{Router, extract::Path, response::Html, routing::get};
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use meldkamer::{
    assets,
    language::Language,
    page::{self, Frame, Notice, Pages, Person, Tone},
    texts::Texts,
};
use meldkamer_domain::time::Instant;

/// Faults that are known: the template and how the fault begins. The list may only shrink.
const KNOWN: &[(&str, &str)] = &[];

fn frame(language: Language) -> Frame {
    Frame {
        person: Some(Person {
            name: "Ans de Vries".into(),
            role: "duty-officer".into(),
            body: String::new(),
        }),
        exercise: true,
        path: "/sample".into(),
        notice: Some(Notice { tone: Tone::Ok, key: "form-errors-text" }),
        telephone: "0800 000 00 00".into(),
        csirt: "CSIRT Voorbeeld".into(),
        reference: Some("NL-2026-ABCD-EF".into()),
        ..Frame::new(language, Instant::parse("2026-11-20T15:40:00Z").unwrap())
    }
}

/// A page as it is sent.
struct Drawn {
    name: String,
    language: Language,
    html: String,
}

fn drawn() -> Vec<Drawn> {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let pages = Pages::new(Texts::embedded(), zone).unwrap();
    let mut drawn = Vec::new();
    for language in Language::ALL {
        for (number, sample) in page::all().iter().enumerate() {
            let html = sample.render(&pages, &frame(language)).unwrap();
            drawn.push(Drawn {
                name: format!("{} {number} {}", sample.template, language.code()),
                language,
                html,
            });
        }
    }
    drawn
}

async fn served(pages: Vec<String>) -> String {
    let show = get(move |Path(number): Path<usize>| {
        let html = pages[number].clone();
        async move { Html(html) }
    });
    let app: Router = Router::new().route("/sample/{number}", show).merge(assets::router());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}/sample")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_can_be_used_by_everybody() {
    let drawn = drawn();
    let at = served(drawn.iter().map(|page| page.html.clone()).collect()).await;
    let browser = Browser::open().await;
    let tab = browser.tab(1280).await;
    let mut wrong = Vec::new();
    for (number, Drawn { name, language, html }) in drawn.iter().enumerate() {
        wrong.extend(inline(html).into_iter().map(|what| format!("{name}: {what}")));
        tab.go(&format!("{at}/{number}")).await;
        for width in [1280, 375] {
            let size = SetDeviceMetricsOverrideParams::new(width, 900, 1.0, false);
            tab.page.execute(size).await.unwrap();
            let faults = match (number, width, language) {
                (0, 1280, _) => axe::faults(&tab).await,
                (_, 1280, Language::Dutch) | (_, 375, Language::English) => {
                    axe::faults_but_of_styles(&tab).await
                }
                _ => axe::faults_of_layout(&tab).await,
            };
            wrong.extend(faults.into_iter().map(|fault| format!("{name} at {width}: {fault}")));
        }
    }
    browser.close().await;
    let is =
        |fault: &str, (template, kind): &(&str, &str)| fault.starts_with(template) && fault.contains(kind);
    let (known, new): (Vec<_>, Vec<_>) =
        wrong.iter().partition(|fault| KNOWN.iter().any(|one| is(fault, one)));
    assert!(new.is_empty(), "{} faults on {} pages:\n{}", new.len(), drawn.len(), join(&new));
    let gone: Vec<_> = KNOWN.iter().filter(|one| !known.iter().any(|fault| is(fault, one))).collect();
    assert!(gone.is_empty(), "these are mended: take them off the list: {gone:?}");
}

fn join(faults: &[&String]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}
