//! Steps of the reporter: reporting, later stages, corrections, and what they get back.

use super::{
    clockwork::crowd_address,
    telling::{Telling, Told, fits, moment, same, shown},
};
use crate::harness::world::{early_warning, wish};
use meldkamer_app::{
    clocks,
    filing::{Wish, first, later, later::Next},
};
use meldkamer_domain::{question::Stage, receipt, time::Instant};
use serde_json::{Map, Value, json};

type Below = Map<String, Value>;

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str, below: &Below) -> Option<Told> {
    if let Some(told) = reporting(telling, line, below).await {
        return Some(told);
    }
    if let Some(told) = going_on(telling, line, below).await {
        return Some(told);
    }
    expecting(telling, line).await
}

async fn reporting(telling: &mut Telling, line: &str, below: &Below) -> Option<Told> {
    let plain = |organisation: &str| {
        let mut wish = wish(Stage::EarlyWarning, early_warning(organisation));
        for (question, value) in below {
            wish.answers[question] = value.clone();
        }
        wish
    };
    if let Some(parts) = fits("{} reports an early warning", line) {
        return Some(file(telling, parts[0], &plain(parts[0]), None).await);
    }
    if let Some(parts) = fits("{} organisations report an early warning", line) {
        let count: usize = parts[0].parse().unwrap_or(0);
        for number in 1..=count {
            let mut wish = plain(&format!("Organisatie {number}"));
            wish.answers["rep.person"] = json!({"name": "Bo", "email": crowd_address(number)});
            if let Err(wrong) = file(telling, &format!("Organisatie {number}"), &wish, None).await {
                return Some(Err(wrong));
            }
        }
        return Some(Ok(()));
    }
    if let Some(parts) = fits("{} reports an early warning with the key {}", line) {
        return Some(file(telling, parts[0], &plain(parts[0]), Some(parts[1])).await);
    }
    if let Some(parts) = fits("{} reports an early warning as an exercise", line) {
        let wish = Wish { exercise: true, ..plain(parts[0]) };
        return Some(file(telling, parts[0], &wish, None).await);
    }
    if let Some(parts) = fits("{} reports voluntarily", line) {
        let mut wish = Wish { stage: Stage::Voluntary, ..plain(parts[0]) };
        wish.answers["not.kind"] = "voluntary-incident".into();
        return Some(file(telling, parts[0], &wish, None).await);
    }
    None
}

async fn file(telling: &mut Telling, organisation: &str, wish: &Wish, key: Option<&str>) -> Told {
    let house = &telling.house;
    let filed = first::at_once(&house.house, &house.stranger(), wish, key).await;
    let Some(filed) = telling.outcome(filed)? else { return Ok(()) };
    telling.again = filed.again;
    telling.reports.insert(organisation.to_owned(), filed.into());
    Ok(())
}

async fn going_on(telling: &mut Telling, line: &str, below: &Below) -> Option<Told> {
    if let Some(parts) = fits("{} files the {} because \"{}\"", line) {
        return Some(file_stage(telling, parts[0], parts[1], parts[2], below).await);
    }
    if let Some(parts) = fits("{} files the {}", line) {
        return Some(file_stage(telling, parts[0], parts[1], "", below).await);
    }
    if let Some(parts) = fits("{} withdraws because \"{}\"", line) {
        let reported = match telling.report(parts[0]) {
            Ok(reported) => reported,
            Err(missing) => return Some(Err(missing)),
        };
        let door = telling.house.reporter(&reported.id);
        let done = later::withdraw(&telling.house.house, &door, &reported.id, parts[1]).await;
        return Some(telling.outcome(done).map(drop));
    }
    None
}

async fn file_stage(telling: &mut Telling, who: &str, stage: &str, reason: &str, below: &Below) -> Told {
    let reported = telling.report(who)?;
    let stage = Stage::parse(stage).ok_or_else(|| format!("{stage} is no stage"))?;
    let next = Next { stage, answers: Value::Object(below.clone()), reason: reason.to_owned() };
    let door = telling.house.reporter(&reported.id);
    let filed = later::file(&telling.house.house, &door, &reported.id, &next).await;
    if let Some(filed) = telling.outcome(filed)? {
        telling.again = filed.again;
        telling.reports.entry(who.to_owned()).and_modify(|known| known.receipt = filed.receipt);
    }
    Ok(())
}

async fn expecting(telling: &mut Telling, line: &str) -> Option<Told> {
    if let Some(parts) = fits("the limit of {} for {} is {}", line) {
        return Some(limit(telling, parts[1], parts[0], parts[2], |aim_and_due| aim_and_due.1).await);
    }
    if let Some(parts) = fits("the {} of {} is best sent before {}", line) {
        return Some(limit(telling, parts[1], parts[0], parts[2], |aim_and_due| aim_and_due.0).await);
    }
    if let Some(parts) = fits("no limit stands for {}", line) {
        return Some(no_limits(telling, parts[0]).await);
    }
    if let Some(parts) = fits("the receipt of {} can be checked and says {}", line) {
        return Some(checked(telling, parts[0], parts[1]));
    }
    if let Some(parts) = fits("{} versions of the {} of {} are kept", line) {
        let id = telling.report(parts[2]).map(|reported| reported.id);
        let sql = |id: String| {
            format!("SELECT count(*) FROM filing WHERE dossier = '{id}' AND stage = '{}'", parts[1])
        };
        return Some(match id {
            Ok(id) => same(parts[0].to_owned(), telling.house.memory.number(&sql(id)).await.to_string()),
            Err(missing) => Err(missing),
        });
    }
    if let Some(parts) = fits("there is {} dossier", line).or_else(|| fits("there are {} dossiers", line)) {
        let count = telling.house.memory.number("SELECT count(*) FROM dossier").await;
        return Some(same(parts[0].to_owned(), count.to_string()));
    }
    if let Some(parts) = fits("no copy says \"{}\"", line) {
        let copies = telling.house.memory.texts("SELECT payload FROM errand WHERE kind = 'copy'").await;
        return Some(same(false, copies.iter().any(|copy| copy.contains(parts[0]))));
    }
    match line {
        "nothing waits for an authority" => Some(same(Vec::new(), copies(telling).await)),
        "nothing waits for a supervisor" => Some(same(Vec::new(), supervisors(telling).await)),
        "something waits for a supervisor" => Some(same(false, supervisors(telling).await.is_empty())),
        "it is the same report" => Some(same(true, telling.again)),
        "that was done" => Some(same(None, telling.refused.clone())),
        _ => {
            let parts = fits("that is refused: {}", line)?;
            Some(same(Some(parts[0].to_owned()), telling.refused.clone()))
        }
    }
}

async fn limit(
    telling: &Telling,
    who: &str,
    stage: &str,
    told: &str,
    which: impl Fn((i64, i64)) -> i64,
) -> Told {
    let reported = telling.report(who)?;
    let rows =
        clocks::standing(&telling.house.house.database, &reported.id).await.map_err(|e| e.to_string())?;
    let of_stage = rows.iter().filter(|row| row.stage == stage);
    let found: Vec<String> =
        of_stage.map(|row| shown(Instant::from_micros(which((row.aim, row.due))))).collect();
    same(vec![shown(moment(told)?)], found)
}

async fn no_limits(telling: &Telling, who: &str) -> Told {
    let reported = telling.report(who)?;
    let rows =
        clocks::standing(&telling.house.house.database, &reported.id).await.map_err(|e| e.to_string())?;
    same(
        Vec::new(),
        rows.into_iter().filter(|row| row.met_at.is_none()).map(|row| row.stage).collect::<Vec<_>>(),
    )
}

fn checked(telling: &Telling, who: &str, stage: &str) -> Told {
    let reported = telling.report(who)?;
    let receipt = receipt::verify(&reported.receipt, telling.house.house.keys.published());
    let receipt = receipt.map_err(|fault| format!("{fault:?}"))?;
    same((reported.reference, stage.to_owned()), (receipt.reference, receipt.stage))
}

/// Whom copies of reports wait for.
async fn copies(telling: &Telling) -> Vec<String> {
    telling.house.memory.texts("SELECT DISTINCT target FROM errand WHERE kind = 'copy'").await
}

async fn supervisors(telling: &Telling) -> Vec<String> {
    let law = telling.house.house.law();
    let routes = law.law.routes.iter().filter_map(|route| route.supervisor.as_ref());
    let known: Vec<String> = routes.map(|id| id.get_ref().clone()).collect();
    copies(telling).await.into_iter().filter(|target| known.contains(target)).collect()
}
