//! Steps about who receives what: supervisors and other bodies, shares, and who may see what.

use super::telling::{Telling, Told, fits, moment, same};
use meldkamer_app::share::{self, Wish};
use meldkamer_domain::access::Role;
use serde_json::{Map, Value};

type Below = Map<String, Value>;

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str, below: &Below) -> Option<Told> {
    if let Some(parts) = fits("{} received nothing of {}", line) {
        return Some(received(telling, parts[1], parts[0], "").await);
    }
    if let Some(parts) = fits("{} received of {}: {}", line) {
        return Some(received(telling, parts[1], parts[0], parts[2]).await);
    }
    if let Some(parts) = fits("the copy of the {} for {} says \"{}\"", line) {
        return Some(copy(telling, parts[0], parts[1], parts[2], true).await);
    }
    if let Some(parts) = fits("the copy of the {} for {} does not say \"{}\"", line) {
        return Some(copy(telling, parts[0], parts[1], parts[2], false).await);
    }
    if let Some(parts) = fits("the {} shares {} of {} with {} until {}", line) {
        return Some(shares(telling, &parts, below).await);
    }
    if let Some(parts) = fits("the {} ends what was shared of {} because \"{}\"", line) {
        return Some(ends(telling, parts[0], parts[1], parts[2]).await);
    }
    None
}

/// Which stages a body received of a dossier, as it is kept: `early-warning 1, notification 1`.
async fn received(telling: &Telling, whose: &str, body: &str, told: &str) -> Told {
    let reported = telling.report(whose)?;
    let sql = format!(
        "SELECT stage || ' ' || version FROM recipient WHERE dossier = '{}' AND authority = '{body}' \
         AND audience <> 'spoc' ORDER BY at, stage, version",
        reported.id
    );
    same(told.to_owned(), telling.house.memory.texts(&sql).await.join(", "))
}

async fn copy(telling: &Telling, stage: &str, body: &str, text: &str, says: bool) -> Told {
    let sql = format!("SELECT payload FROM errand WHERE kind = 'copy' AND target = '{body}'");
    let copies = telling.house.memory.texts(&sql).await;
    let of_stage = format!("\"stage\":\"{stage}\"");
    let newest = copies.iter().rfind(|copy| copy.contains(&of_stage));
    let newest = newest.ok_or_else(|| format!("{body} got no copy of the {stage}"))?;
    same(says, newest.contains(text))
}

/// Shares; what stands below are tests by name. Those that are not named are met in a word.
async fn shares(telling: &mut Telling, parts: &[&str], below: &Below) -> Told {
    let role = Role::staff(&parts[0].replace(' ', "-")).ok_or("there is no such role")?;
    let reported = telling.report(parts[2])?;
    let house = telling.house.house.clone();
    let tests = house.law().law.safeguards.iter().map(|one| one.id.get_ref().clone()).collect::<Vec<_>>();
    let text = |test: &String| below.get(test).and_then(Value::as_str).unwrap_or("Ja").to_owned();
    let (questions, others): (Vec<String>, Vec<String>) =
        parts[1].split(", ").map(str::to_owned).partition(|part| part.contains('.'));
    let wish = Wish {
        body: parts[3].to_owned(),
        ground: "cbw-51-1".into(),
        tests: tests.iter().map(|test| (test.clone(), text(test))).collect(),
        parts: others,
        questions,
        until: Some(moment(parts[4])?),
    };
    let done = share::give(&house, &telling.house.staff(role), &reported.reference, &wish).await;
    telling.outcome(done).map(drop)
}

async fn ends(telling: &mut Telling, who: &str, whose: &str, why: &str) -> Told {
    let role = Role::staff(&who.replace(' ', "-")).ok_or("there is no such role")?;
    let reported = telling.report(whose)?;
    let house = telling.house.house.clone();
    let sql = format!("SELECT id FROM share WHERE dossier = '{}'", reported.id);
    let id = telling.house.memory.text(&sql).await.unwrap_or_default();
    let done = share::revoke(&house, &telling.house.staff(role), &reported.reference, &id, why).await;
    telling.outcome(done).map(drop)
}
