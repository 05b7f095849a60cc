//! Steps of the house itself: rounds, couriers, mail that comes and goes, time that passes.

use super::telling::{Telling, Told, fits, moment, same, shown};
use crate::harness::mailbox::Mood;
use meldkamer::courier::Courier;
use meldkamer_app::{
    courier::unstick,
    rounds::{alarms, answers, backwards, drills, reminders},
};
use meldkamer_domain::time::Instant;

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str) -> Option<Told> {
    if let Some(parts) = fits("each of {} organisations gets 1 mail about \"{}\"", line) {
        return Some(each_got(telling, parts[0], parts[1]));
    }
    if let Some(parts) =
        fits("{} gets {} mail about \"{}\"", line).or_else(|| fits("{} gets {} mails about \"{}\"", line))
    {
        return Some(got(telling, parts[0], parts[1], parts[2]));
    }
    if let Some(parts) = fits("the house works until {}", line) {
        return Some(work_until(telling, parts[0]).await);
    }
    match line {
        "the mail server is dead" => telling.mailbox.be(Mood::Dead),
        "the mail server dies after each mail it reads" => telling.mailbox.be(Mood::DiesAfterData),
        "the mail server is well again" => telling.mailbox.be(Mood::Well),
        "the house does its rounds" => return Some(work(telling).await),
        "nothing waits to leave the house" => return Some(waiting(telling, "0").await),
        "the journal says that the clock went back" => return Some(went_back(telling).await),
        _ => {
            let parts = fits("{} errands wait", line)?;
            return Some(waiting(telling, parts[0]).await);
        }
    }
    Some(Ok(()))
}

/// What a node does by itself, once: alarms, reminders, mail, in the order of the clock.
async fn work(telling: &mut Telling) -> Told {
    let house = &telling.house.house;
    let trouble = |trouble: meldkamer_app::Failed| trouble.to_string();
    backwards::look(house).await.map_err(trouble)?;
    alarms::ring(house).await.map_err(trouble)?;
    reminders::remind(house).await.map_err(trouble)?;
    answers::remind(house).await.map_err(trouble)?;
    drills::play(house).await.map_err(trouble)?;
    unstick(house).await.map_err(trouble)?;
    let courier = Courier::new(house.clone(), telling.house.letters());
    while courier.walk().await.map_err(trouble)? {}
    Ok(())
}

/// Lets the clock run in steps of a quarter of an hour, with all rounds at each.
async fn work_until(telling: &mut Telling, until: &str) -> Told {
    let until = moment(until)?;
    while telling.house.now() < until {
        let next: Instant = telling.house.now().plus_seconds(900).min(until);
        telling.house.set(next);
        work(telling).await?;
    }
    Ok(())
}

async fn waiting(telling: &Telling, told: &str) -> Told {
    let sql =
        "SELECT key || ' ' || state || ' ' || error FROM errand WHERE state <> 'done' AND kind = 'mail'";
    let waiting = telling.house.memory.texts(sql).await;
    if told.parse() == Ok(waiting.len()) { Ok(()) } else { Err(format!("waiting: {waiting:#?}")) }
}

/// Mails that somebody has, counted by their number: a second try of the same mail is the same mail.
fn got(telling: &Telling, who: &str, told: &str, about: &str) -> Told {
    let mails = telling.mailbox.mails();
    let theirs = mails.iter().filter(|mail| mail.to.iter().any(|to| to == who));
    let found: Vec<String> =
        theirs.filter(|mail| plain(&mail.text).contains(about)).map(|mail| id(&mail.text)).collect();
    let once: std::collections::BTreeSet<&String> = found.iter().collect();
    same(told.to_owned(), once.len().to_string()).map_err(|wrong| {
        let now = shown(telling.house.now());
        format!(
            "{wrong} at {now}; {} mails in all: {:#?}",
            mails.len(),
            mails.iter().map(|mail| format!("{:?} {}", mail.to, subject(&mail.text))).collect::<Vec<_>>()
        )
    })
}

/// Each of so many organisations, by the address that the step of their reports gave them.
fn each_got(telling: &Telling, count: &str, about: &str) -> Told {
    let count: usize = count.parse().map_err(|_| format!("{count} is no number"))?;
    (1..=count).try_for_each(|number| got(telling, &crowd_address(number), "1", about))
}

/// The address of one of many organisations.
pub fn crowd_address(number: usize) -> String {
    format!("melder-{number}@menigte.example")
}

async fn went_back(telling: &Telling) -> Told {
    let sql = "SELECT count(*) FROM entry WHERE verb = 'clock.put-right' AND outcome = 'done'";
    same(1, telling.house.memory.number(sql).await)
}

fn header<'a>(text: &'a str, name: &str) -> &'a str {
    let line = text.lines().find(|line| line.to_ascii_lowercase().starts_with(name));
    line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
}

fn id(text: &str) -> String {
    header(text, "message-id:").to_owned()
}

fn subject(text: &str) -> String {
    header(text, "subject:").to_owned()
}

/// A mail's text with its quoted-printable undone, so that words can be found in it.
fn plain(text: &str) -> String {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = std::str::from_utf8(after.get(..2).unwrap_or_default()).ok();
        let code = code.filter(|_| *first == b'=').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
