//! The reporter's dossier: where it stands, what comes next, and all that can be done with it.
//!
//! Reached with the code alone, or under a mandate of the organisation. The first report is made in another room; so is what staff sees.

/// The address of a page of this room, as the holder of the code reaches it and as somebody does who
/// acts for the organisation.
macro_rules! paths {
    ($rest:literal) => {
        [concat!("/mine", $rest), concat!("/organisation/dossiers/{reference}", $rest)]
    };
}

pub(crate) mod exports;
mod help;
mod holder;
mod law;
mod moments;
mod stage;
pub(crate) mod talk;
#[cfg(test)]
mod trials;
mod versions;
pub(crate) mod view;
pub(crate) mod voice;

use crate::{
    Server,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{extract::State, handler::Handler, http::Method, response::Response};
pub(crate) use holder::Holder;
use meldkamer_app::{
    message,
    mine::{Mine, Reading},
    moment::CHANGEABLE,
};
use meldkamer_domain::{access::Verb, time::Instant};
use serde::{Deserialize, Serialize};
use view::Overview;
use voice::Voice;

/// The routes of the room.
pub fn routes() -> Vec<Route> {
    let mut routes: Vec<Route> = both(Method::GET, paths!(""), Verb::ReadOwn, page).into();
    routes.extend(talk::routes());
    routes.extend(moments::routes());
    routes.extend(help::routes());
    routes.extend(law::routes());
    routes.extend(stage::routes());
    routes.extend(versions::routes());
    routes.extend(exports::routes());
    routes
}

/// One route with its two addresses: the act asks the policy either way, once it knows the dossier.
fn both<H, T>(method: Method, [coded, mandated]: [&'static str; 2], verb: Verb, handler: H) -> [Route; 2]
where
    H: Handler<T, Server>,
    T: 'static,
{
    [
        Route::new(method.clone(), coded, Gate::Code, handler.clone()),
        Route::new(method, mandated, Gate::SignedIn(verb), handler),
    ]
}

/// Names in an address; the reference beside them is the holder's.
#[derive(Deserialize)]
struct OfStage {
    stage: String,
}

/// Names in an address of one version.
#[derive(Deserialize)]
struct OfVersion {
    stage: String,
    version: i64,
}

/// Names in an address of a file.
#[derive(Deserialize)]
struct OfFile {
    id: String,
}

/// The pages of the room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<MinePage>();
    all.extend(help::samples());
    all.extend(law::samples());
    all.extend(stage::samples());
    all.extend(versions::samples());
    all
}

async fn page(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let mine = holder.read(&server, Reading::Dossier).await?;
    let page = MinePage::new(&server, &holder, &mine);
    server.show(&holder.frame(&server), &page)
}

/// The dossier with its forms.
#[derive(Debug, Serialize)]
pub struct MinePage {
    mine: Overview,
    wrong: Vec<Field>,
    message: Field,
    attachment: Field,
    file: Field,
    moment: Field,
    at: Field,
    reason: Field,
}

impl MinePage {
    /// The page with empty forms.
    fn new(server: &Server, holder: &Holder, mine: &Mine) -> Self {
        let voice = holder.voice(server);
        let now = holder.caller.at;
        let mut overview = Overview::of(&voice, mine, now.micros(), holder.code.clone());
        overview.writes = holder.writes();
        Self::with(overview, &voice, now, server.house.settings.attachment_mib)
    }

    fn with(mine: Overview, voice: &Voice<'_>, now: Instant, mib: u64) -> Self {
        let limit = format!("{mib} MB");
        let file = |name: &str, label: &str| {
            let kind = Kind::File { limit: limit.clone(), accept: String::new() };
            Field::new(name, voice.say(label), kind).hint(voice.say("mine-file-hint"))
        };
        let long = |rows, most| Kind::Long { value: String::new(), rows, most };
        let most = u32::try_from(message::LONGEST).unwrap_or(u32::MAX);
        let names = CHANGEABLE.map(|name| Choice::new(name, voice.say(&format!("mine-moment-{name}"))));
        let which = Kind::Choice { choices: names.to_vec(), list: true };
        Self {
            mine,
            wrong: Vec::new(),
            message: Field::new("message", voice.say("mine-message-label"), long(4, most)).required(),
            attachment: file("attachment", "mine-attachment-label"),
            file: file("file", "mine-file-label").required(),
            moment: Field::new("moment", voice.say("mine-moment-label"), which).required(),
            at: Field::new("at", voice.say("mine-at-label"), blank_moment(voice, now)).required(),
            reason: Field::new("reason", voice.say("mine-reason-label"), long(2, 2000))
                .hint(voice.say("mine-reason-hint"))
                .required(),
        }
    }

    /// Gathers what is wrong for the summary at the top.
    fn sum_up(mut self) -> Self {
        let all = [&self.message, &self.attachment, &self.file, &self.moment, &self.at, &self.reason];
        self.wrong = all.into_iter().filter(|field| !field.error.is_empty()).cloned().collect();
        self
    }
}

/// An empty date and time that knows what time it is.
fn blank_moment(voice: &Voice<'_>, now: Instant) -> Kind {
    let here = now.in_zone(&voice.zone);
    let now_date = here.strftime("%Y-%m-%d").to_string();
    let now_time = here.strftime("%H:%M").to_string();
    Kind::Moment { date: String::new(), time: String::new(), now_date, now_time }
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "mine/dossier.html";

    fn title(&self) -> &'static str {
        "mine-title"
    }

    fn samples() -> Vec<Self> {
        view::examples::all().into_iter().flat_map(Self::sample).collect()
    }
}
