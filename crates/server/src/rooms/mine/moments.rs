//! Changing a moment from which clocks run.

use super::{Holder, MinePage, both};
use crate::{Server, form::Form, page::Kind, problem::Problem, route::Route};
use axum::{extract::State, http::Method, response::Response};
use meldkamer_app::{
    Failed,
    moment::{self, Change},
};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};

pub(super) fn routes() -> Vec<Route> {
    both(Method::POST, paths!("/moments"), Verb::ChangeMoment, change).into()
}

async fn change(State(server): State<Server>, holder: Holder, form: Form) -> Result<Response, Problem> {
    let read = holder.voice(&server).typed(form.text("at.date"), form.text("at.time"));
    let faults = faults(&form, &read, holder.caller.at);
    let Ok(value) = read.and_then(|value| if faults.is_empty() { Ok(value) } else { Err("missing") }) else {
        return again(&server, &holder, &form, &faults).await;
    };
    let change = Change { name: form.text("moment").into(), value, reason: form.text("reason").into() };
    match moment::change(&server.house, &holder.door, &holder.row.id, &change).await {
        Ok(true) => Ok(holder.to("?done=moment#clocks")),
        Ok(false) => Ok(holder.to("?done=same#moments")),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
            again(&server, &holder, &form, &[(field, fault)]).await
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Everything that is wrong, all at once.
fn faults(form: &Form, read: &Result<Instant, &'static str>, now: Instant) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    if !moment::CHANGEABLE.contains(&form.text("moment")) {
        faults.push(("moment".to_owned(), "choose"));
    }
    match read {
        Err(fault) => faults.push(("at".to_owned(), *fault)),
        Ok(at) if *at > now.plus_seconds(300) => faults.push(("at".to_owned(), "in-the-future")),
        Ok(_) => {}
    }
    if form.text("reason").is_empty() {
        faults.push(("reason".to_owned(), "reason"));
    }
    faults
}

async fn again(
    server: &Server,
    holder: &Holder,
    form: &Form,
    faults: &[(String, &'static str)],
) -> Result<Response, Problem> {
    let mine = holder.look(server).await?;
    let voice = holder.voice(server);
    let mut page = MinePage::new(server, holder, &mine);
    if let Kind::Choice { choices, .. } = &mut page.moment.kind {
        for choice in choices {
            choice.chosen = choice.value == form.text("moment");
        }
    }
    if let Kind::Moment { date, time, .. } = &mut page.at.kind {
        form.text("at.date").clone_into(date);
        form.text("at.time").clone_into(time);
    }
    if let Kind::Long { value, .. } = &mut page.reason.kind {
        form.text("reason").clone_into(value);
    }
    for (field, fault) in faults {
        let said = voice.say(&format!("mine-fault-{fault}"));
        match field.as_str() {
            "moment" => page.moment.error = said,
            "at" => page.at.error = said,
            _ => page.reason.error = said,
        }
    }
    server.show_again(&holder.frame(server), &page.sum_up())
}
