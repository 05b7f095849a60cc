//! Other channels: the telephone script beside the questions, reports by third parties, and mails
//! that wait to become a report.

mod caller;
mod mail;

pub use caller::{CallPage, FiledPage};
pub use mail::MailsPage;

use crate::{
    page::{Sample, samples_of},
    route::{Gate, Route},
};
use meldkamer_domain::access::Verb;

/// The routes of the other channels.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/intake", Gate::SignedIn(Verb::ReadQueue), mail::look),
        Route::get("/desk/intake/call", Gate::SignedIn(Verb::TakeIn), caller::blank),
        Route::post("/desk/intake", Gate::SignedIn(Verb::TakeIn), caller::file),
        Route::get("/desk/intake/mails/{id}", Gate::SignedIn(Verb::TakeIn), mail::open),
        Route::get("/desk/intake/mails/{id}/files/{file}", Gate::SignedIn(Verb::TakeIn), mail::fetch),
        Route::post("/desk/intake/mails/{id}", Gate::SignedIn(Verb::TakeIn), mail::file),
        Route::post("/desk/intake/mails/{id}/aside", Gate::SignedIn(Verb::PutAside), mail::put_aside),
        Route::post("/desk/intake/mails/{id}/back", Gate::SignedIn(Verb::PutAside), mail::bring_back),
    ]
}

/// Every state of every page here.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<CallPage>();
    all.extend(samples_of::<FiledPage>());
    all.extend(samples_of::<MailsPage>());
    all.extend(samples_of::<mail::MailPage>());
    all
}
