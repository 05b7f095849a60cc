//! What every answer carries, and what no page has: the strict policy, nothing inline, no cache.

use crate::harness::{client::Answer, house};
use meldkamer::{rooms, route::Gate};
use meldkamer_store::Dialect;

/// What an answer lacks.
fn lacks(answer: &Answer) -> Vec<String> {
    let mut lacks = Vec::new();
    let policy = answer.header("content-security-policy");
    for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"] {
        if !policy.contains(part) {
            lacks.push(format!("{part} in the content policy"));
        }
    }
    if policy.contains("unsafe") || policy.contains('*') {
        lacks.push("a strict content policy".into());
    }
    for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin")] {
        if answer.header(name) != value {
            lacks.push(name.into());
        }
    }
    if answer.header("cache-control").is_empty() {
        lacks.push("cache-control".into());
    }
    // A file to take home is no page of ours: the browser keeps it, and shows it without our name.
    if answer.is_page() && !answer.header("content-disposition").starts_with("attachment") {
        lacks.extend(inline(&answer.text()));
    }
    lacks
}

/// Script and style that stand in a page itself.
pub fn inline(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    for tag in tags {
        let lower = tag.to_ascii_lowercase();
        let name = lower.split([' ', '\n', '/']).next().unwrap_or_default();
        let script = name == "script" && !lower.contains(" src=");
        let on = lower.split([' ', '\n']).any(|part| part.starts_with("on") && part.contains('='));
        if script || name == "style" || on || lower.contains(" style=") || lower.contains("javascript:") {
            found.push(format!("nothing inline, but has <{tag}>"));
        }
    }
    found
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_no_page_has_anything_inline() {
    let house = house::house(Dialect::Sqlite).await;
    let mut client = house.client();
    let mut wrong = Vec::new();
    let mut paths: Vec<String> = vec!["/".into(), "/nothing-here".into(), "/assets/meldkamer.css".into()];
    let open = |gate| matches!(gate, Gate::Public | Gate::Code);
    let routes = rooms::routes();
    paths.extend(
        routes
            .iter()
            .filter(|route| route.method == "GET" && open(route.gate))
            .map(|route| route.path.replace(['{', '}'], "")),
    );
    for path in paths {
        let answer = client.get(&path).await;
        wrong.extend(lacks(&answer).into_iter().map(|what| format!("GET {path}: {what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_form_from_another_site_is_not_taken() {
    let house = house::house(Dialect::Sqlite).await;
    for route in rooms::routes().iter().filter(|route| route.method == "POST") {
        let path = route.path.replace(['{', '}'], "");
        let request = axum::http::Request::post(&path)
            .header("host", "meldkamer.example")
            .header("origin", "https://kwaad.example")
            .header("sec-fetch-site", "cross-site")
            .body(axum::body::Body::empty())
            .unwrap();
        let answer = tower::ServiceExt::oneshot(house.app.clone(), request).await.unwrap();
        assert_eq!(answer.status(), 403, "POST {path}");
    }
    assert_eq!(house.lines().await, 0, "a form from elsewhere left a line in the journal");
}
