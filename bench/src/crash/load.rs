//! People at the door while the house falls over: reports, drafts, messages, all at once.

use super::ledger::{self, Draft, Filing, Ledger, Message};
use crate::filing::early_warning;
use reqwest::{Client, Response, StatusCode, redirect};
use serde_json::{Value, json};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{task::JoinHandle, time::sleep};

const COOKIE: &str = "meldkamer-code";
/// So many answers a draft gets before it is filed.
const ANSWERS: usize = 6;

/// One person, or one machine.
#[derive(Clone)]
struct Sender {
    client: Client,
    address: String,
    ledger: Ledger,
    over: Arc<AtomicBool>,
}

/// Everybody who sends during one life of the house.
pub struct Crowd {
    senders: Vec<JoinHandle<()>>,
    over: Arc<AtomicBool>,
}

/// What became of a request.
enum Said {
    Yes(Response),
    /// "Come back later": nothing was kept.
    Later,
    /// The line went dead.
    Nothing,
}

impl Crowd {
    /// Sends them to an address.
    pub fn gather(address: &str, ledger: &Ledger) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        let one = || Sender {
            client: client.clone(),
            address: address.into(),
            ledger: ledger.clone(),
            over: over.clone(),
        };
        let mut senders = Vec::new();
        for _ in 0..4 {
            senders.push(tokio::spawn(one().report()));
        }
        for _ in 0..2 {
            senders.push(tokio::spawn(one().draft()));
            senders.push(tokio::spawn(one().write()));
        }
        Self { senders, over }
    }

    /// Waits until all of them noticed that it is over.
    pub async fn go(self) {
        self.over.store(true, Ordering::SeqCst);
        for sender in self.senders {
            sender.await.unwrap();
        }
    }
}

impl Sender {
    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    async fn report(self) {
        while !self.is_over() {
            let again = self.ledger.open().unanswered.pop();
            let (number, body) = again.unwrap_or_else(|| {
                let number = self.ledger.next();
                (number, report(number))
            });
            let request = self.client.post(format!("{}/api/v1/notifications", self.address));
            let said = self.send(request.header("idempotency-key", ledger::key(number)).json(&body)).await;
            if let Said::Yes(answer) = said {
                let Ok(told) = answer.json::<Value>().await else {
                    self.ledger.open().unanswered.push((number, body));
                    return;
                };
                let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
                let (reference, code) = (text("reference"), text("code"));
                self.ledger.open().filings.push(Filing { number, body, reference, code });
                continue;
            }
            self.ledger.open().unanswered.push((number, body));
            if matches!(said, Said::Nothing) {
                return;
            }
        }
    }

    async fn draft(self) {
        while !self.is_over() {
            let begun = self.ledger.open().drafts.pop();
            let Some(mut draft) = (match begun {
                Some(draft) => Some(draft),
                None => self.begin().await,
            }) else {
                return;
            };
            let whole = draft.answers >= ANSWERS;
            let said = if whole { self.file(&draft).await } else { self.keep(&mut draft).await };
            if !whole || !matches!(said, Said::Yes(_)) {
                self.ledger.open().drafts.push(draft);
            }
            if matches!(said, Said::Nothing) {
                return;
            }
        }
    }

    async fn begin(&self) -> Option<Draft> {
        let number = self.ledger.next();
        let request = self.client.post(format!("{}/report", self.address));
        let Said::Yes(answer) = self.send(form(request, "kind=significant-incident")).await else {
            return None;
        };
        let cookie = answer.headers().get("set-cookie")?.to_str().ok()?;
        let code = cookie.split(';').next()?.split_once('=')?.1.to_owned();
        Some(Draft { number, code, answers: 0 })
    }

    async fn keep(&self, draft: &mut Draft) -> Said {
        let text = ledger::answer(draft.number, draft.answers);
        let fields =
            format!("writer=bench&org.id.name=Concept+{}&w.summary={}", draft.number, text.replace(' ', "+"));
        let request =
            self.client.post(format!("{}/report/keep", self.address)).header("accept", "application/json");
        let said =
            self.send(form(request.header("cookie", format!("{COOKIE}={}", draft.code)), &fields)).await;
        if matches!(said, Said::Yes(_)) {
            draft.answers += 1;
            self.ledger.open().answers.push(text);
        }
        said
    }

    async fn file(&self, draft: &Draft) -> Said {
        let request = self.client.post(format!("{}/report/file", self.address));
        let said = self.send(form(request.header("cookie", format!("{COOKIE}={}", draft.code)), "")).await;
        if matches!(said, Said::Yes(_)) {
            self.ledger.open().filed.push(draft.number);
        }
        said
    }

    async fn write(self) {
        while !self.is_over() {
            let again = self.ledger.open().unsaid.pop();
            let Some(message) = again.or_else(|| self.new_message()) else {
                sleep(Duration::from_millis(10)).await;
                continue;
            };
            let body = parts(&[
                ("once", &message.number.to_string()),
                ("message", &ledger::message(message.number)),
            ]);
            let request = self.client.post(format!("{}/mine/messages", self.address));
            let request = request
                .header("cookie", format!("{COOKIE}={}", message.code))
                .header("content-type", "multipart/form-data; boundary=bench")
                .body(body);
            let said = self.send(request).await;
            let mut book = self.ledger.open();
            match said {
                Said::Yes(_) => book.messages.push(message),
                Said::Later => book.unsaid.push(message),
                Said::Nothing => return book.unsaid.push(message),
            }
        }
    }

    fn new_message(&self) -> Option<Message> {
        let number = self.ledger.next();
        let book = self.ledger.open();
        let one = book.filings.get(number % book.filings.len().max(1))?;
        Some(Message { number, code: one.code.clone() })
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Said {
        let Ok(answer) = request.send().await else { return Said::Nothing };
        match answer.status() {
            status if status.is_success() || status.is_redirection() => Said::Yes(answer),
            StatusCode::SERVICE_UNAVAILABLE => {
                self.ledger.open().later += 1;
                sleep(Duration::from_millis(50)).await;
                Said::Later
            }
            status => {
                let text = answer.text().await.unwrap_or_default();
                let text: String = text.chars().take(300).collect();
                self.ledger.open().odd.push(format!("{status}: {text}"));
                sleep(Duration::from_millis(50)).await;
                Said::Later
            }
        }
    }
}

/// An early warning; the limit of what comes after it is so near that it is reminded of at once.
fn report(number: usize) -> Value {
    let mut body = early_warning(number);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
    let aware = i64::try_from(now).unwrap() - (72 * 3600 - 3) * 1_000_000;
    body["answers"]["t.aware"] = json!(meldkamer_domain::time::Instant::from_micros(aware).rfc3339());
    body["answers"]["rep.person"] = json!({"name": "Ans", "email": format!("{number}@bench.example")});
    body
}

fn form(request: reqwest::RequestBuilder, fields: &str) -> reqwest::RequestBuilder {
    request.header("content-type", "application/x-www-form-urlencoded").body(fields.to_owned())
}

fn parts(fields: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| {
        format!("--bench\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    fields.iter().map(one).collect::<String>() + "--bench--\r\n"
}
