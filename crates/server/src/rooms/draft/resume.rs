//! Coming back with a code: to the draft, or to the dossier it became.

use super::{frame, go_with_code};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page},
    problem::Problem,
    rooms::prepare::drill::go_with_drill,
    words::{Gaps, gap},
};
use axum::{
    Extension,
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use meldkamer_app::{Failed, draft};
use meldkamer_domain::{
    code::{Code, CodeFault},
    refused::Refused,
};
use serde::Serialize;
use std::net::{IpAddr, SocketAddr};

/// The page that asks for a code.
#[derive(Debug, Serialize)]
pub struct Resume {
    /// Reference and code.
    pub fields: Vec<Field>,
    /// Seconds to wait before the next try, 0 for none.
    pub wait: i64,
}

impl Page for Resume {
    const TEMPLATE: &'static str = "door/continue.html";

    fn title(&self) -> &'static str {
        "door-continue-title"
    }

    fn samples() -> Vec<Self> {
        let field = || Field::new("code", "Uw code", Kind::text("")).required();
        vec![
            Self { fields: vec![field()], wait: 0 },
            Self { fields: vec![field().error("Er zijn 6 woorden.")], wait: 12 },
        ]
    }
}

impl Resume {
    fn new(server: &Server, caller: &Caller, reference: &str, code: &str, fault: String) -> Self {
        let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
        let words = Kind::Text { value: code.to_owned(), input: "text", autocomplete: "off" };
        let fields = vec![
            Field::new("code", say("door-continue-code"), words)
                .hint(say("door-continue-code-hint"))
                .error(fault)
                .required(),
            Field::new("reference", say("door-continue-reference"), Kind::text(reference))
                .hint(say("door-continue-reference-hint")),
        ];
        Self { fields, wait: 0 }
    }
}

/// `GET /continue`.
pub async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = Resume::new(&server, &caller, "", "", String::new());
    server.show(&frame(&server, &caller, false), &page)
}

/// `POST /continue`: to the draft or the dossier of this code.
pub async fn find(
    State(server): State<Server>,
    caller: Caller,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let (reference, typed) = (form.text("reference"), form.text("code"));
    let code = match Code::parse(typed) {
        Ok(code) => code.to_string(),
        Err(fault) => return ask_again(&server, &caller, &form, say_fault(&server, &caller, &fault), 0),
    };
    let network = network(peer.map(|Extension(ConnectInfo(peer))| peer.ip()), &headers);
    match draft::resume(&server.house, &caller.stranger(), &network, reference, typed).await {
        Ok(draft::Found::Draft(row)) if row.filed_as.is_none() => Ok(go_with_code(&server, "/report", &code)),
        Ok(draft::Found::Drill(_)) => Ok(go_with_drill(&server, "/prepare/drill/play", &code)),
        Ok(_) => Ok(go_with_code(&server, "/mine", &code)),
        Err(Failed::Refused(Refused::SlowDown { seconds })) => {
            let mut gaps = Gaps::new();
            gaps.set("number", gap(f64::from(u32::try_from(seconds).unwrap_or(u32::MAX))));
            let said = server.pages.words().say_anyhow(caller.language, "problem-slow-down", &gaps);
            ask_again(&server, &caller, &form, said, seconds)
        }
        Err(Failed::Refused(Refused::WrongSecret)) => {
            let said = server.pages.words().say_anyhow(caller.language, "door-continue-wrong", &Gaps::new());
            ask_again(&server, &caller, &form, said, 0)
        }
        Err(other) => Err(other.into()),
    }
}

fn ask_again(
    server: &Server,
    caller: &Caller,
    form: &Form,
    fault: String,
    wait: i64,
) -> Result<Response, Problem> {
    let page =
        Resume { wait, ..Resume::new(server, caller, form.text("reference"), form.text("code"), fault) };
    let mut shown = server.show_again(&frame(server, caller, false), &page)?;
    if wait > 0 {
        *shown.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        shown.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    Ok(shown)
}

fn say_fault(server: &Server, caller: &Caller, fault: &CodeFault) -> String {
    let mut gaps = Gaps::new();
    let key = match fault {
        CodeFault::WrongCount { found } => {
            gaps.set("found", gap(f64::from(u32::try_from(*found).unwrap_or(u32::MAX))));
            "door-code-wrong-word-count"
        }
        CodeFault::UnknownWord { position, word, near } => {
            gaps.set("position", gap(f64::from(u32::try_from(*position).unwrap_or(0))));
            gaps.set("word", gap(word.chars().take(40).collect::<String>()));
            gaps.set("near", gap(near.unwrap_or_default().to_owned()));
            if near.is_some() { "door-code-near-word" } else { "door-code-unknown-word" }
        }
    };
    server.pages.words().say_anyhow(caller.language, key, &gaps)
}

/// The network that somebody calls from, so wide that one household is one: behind a proxy on
/// this machine, the address that the proxy saw.
pub fn network(peer: Option<IpAddr>, headers: &HeaderMap) -> String {
    let local = peer.is_none_or(|ip| ip.is_loopback());
    let forwarded = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let forwarded = forwarded.filter(|_| local).and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    match forwarded.or(peer) {
        Some(IpAddr::V4(ip)) => ip.to_string(),
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}::")
        }
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 2001:db8:1:2::5".parse().unwrap());
        assert_eq!(network(Some("127.0.0.1".parse().unwrap()), &headers), "2001:db8:1::");
        assert_eq!(network(Some("192.0.2.7".parse().unwrap()), &headers), "192.0.2.7");
    }
}
