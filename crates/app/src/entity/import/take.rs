//! Taking a confirmed sheet in, part by part. Each part is an act: what was done of it is kept with
//! it, so that after a fall the house goes on where it was.

use super::{
    Counts, KEPT_DAYS,
    line::{Line, Sort, each},
};
use crate::{
    Act, Actor, Door, Failed, House, Subject,
    entity::{How, enter, keep::new_id, one, rewrite},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    entity,
    refused::Refused,
};
use meldkamer_store::entity::{
    self as rows,
    import::{self, ImportRow},
};
use serde_json::{Value, json};

/// Lines of one part: so many that others hardly wait.
const PART: usize = 100;

/// Takes in what was confirmed, and throws away what nobody confirmed. Answers how many lines.
pub async fn take_in(house: &House) -> Result<usize, Failed> {
    let mut count = 0;
    for row in import::under_way(&house.database).await? {
        let preview = house.depot.get(&row.preview).await?;
        let mut lines = each(&preview).skip(usize::try_from(row.done_lines).unwrap_or(0));
        let mut done = row.done_lines;
        loop {
            let some = lines.by_ref().take(PART).filter_map(|line| serde_json::from_slice(line).ok());
            let some: Vec<Line> = some.collect();
            let Some(more) = one_part(house, &row.id, done, &some).await? else { break };
            count += some.len();
            done += i64::try_from(some.len()).unwrap_or(0);
            if !more {
                break;
            }
        }
        let ended = import::by_id(&house.database, &row.id).await?;
        if ended.is_some_and(|row| row.state == "done") {
            house.depot.forget(&row.preview).await?;
        }
    }
    let door = Door::now(house, Actor::house("import"));
    let before = door.at.plus_hours(-24 * KEPT_DAYS).micros();
    for row in import::forgotten(&house.database, before).await? {
        forget(house, &door, &row.id).await?;
    }
    Ok(count)
}

/// One part, and whether there is more to do; nothing when another node does it.
async fn one_part(house: &House, id: &str, from: i64, lines: &[Line]) -> Result<Option<bool>, Failed> {
    let mut act = house.begin(&Door::now(house, Actor::house("import"))).await?;
    let Some(mut row) = import::for_change(act.tx()?, id).await? else { return Ok(None) };
    if row.state != "confirmed" || row.done_lines != from {
        return Ok(None);
    }
    let permit = act.may(Verb::ImportPart, Subject::house(), Tie::None).await?;
    part(&act, &permit, &mut row, lines).await?;
    import::save(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"import": id, "from": from, "lines": lines.len()})).await?;
    Ok(Some(row.state == "confirmed"))
}

async fn forget(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let Some(mut row) = import::for_change(act.tx()?, id).await? else { return Ok(()) };
    if row.state != "offered" {
        return Ok(());
    }
    let permit = act.may(Verb::ImportPart, Subject::house(), Tie::None).await?;
    row.state = "discarded".into();
    row.ended_at = Some(act.at.micros());
    import::save(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"discarded": id})).await?;
    house.depot.forget(&row.preview).await?;
    Ok(())
}

/// Deals with some lines and counts what became of them; the last ones end the sheet.
pub async fn part(act: &Act<'_>, permit: &Permit, row: &mut ImportRow, lines: &[Line]) -> Result<(), Failed> {
    let mut counts: Counts = serde_json::from_str(&row.counts).unwrap_or_default();
    let how = How::new("import", &row.name).by(&row.confirmed_by);
    for line in lines {
        let done = match line.sort {
            Sort::Wrong => continue,
            Sort::Fresh => fresh(act, permit, line, &how).await?,
            Sort::Changed => changed(act, permit, line, &how).await?,
        };
        let place = match (done, line.sort) {
            (false, _) => &mut counts.moved,
            (true, Sort::Fresh) => &mut counts.entered,
            (true, _) => &mut counts.rewritten,
        };
        *place += 1;
    }
    row.counts = json!(counts).to_string();
    row.done_lines += i64::try_from(lines.len()).unwrap_or(0);
    if row.done_lines >= row.lines {
        row.state = "done".into();
        row.ended_at = Some(act.at.micros());
    }
    Ok(())
}

/// Enters an entity; false when one with its number came in meanwhile.
async fn fresh(act: &Act<'_>, permit: &Permit, line: &Line, how: &How) -> Result<bool, Failed> {
    let sectors = &act.house.law().law.sectors;
    let (entity, _) =
        entity::read(&entity::Entity::default(), &Value::Object(line.told.clone()), Some(sectors));
    let number = entity.number.to_string();
    if !number.is_empty() && rows::by_number(act.tx()?, &number).await?.is_some() {
        return Ok(false);
    }
    enter(act, permit, &new_id(act.at), entity, "registered", how).await?;
    Ok(true)
}

/// Changes an entity; false when somebody changed it since it was compared.
async fn changed(act: &Act<'_>, permit: &Permit, line: &Line, how: &How) -> Result<bool, Failed> {
    if rows::for_change(act.tx()?, &line.id).await?.is_none_or(|row| row.version != line.version) {
        return Ok(false);
    }
    let kept = one(act.tx()?, &line.id).await?;
    let sectors = &act.house.law().law.sectors;
    let (entity, _) = entity::read(&kept.entity, &Value::Object(line.told.clone()), Some(sectors));
    match rewrite(act, permit, &kept, entity, how).await {
        Ok(_) => Ok(true),
        Err(Failed::Refused(Refused::Moved)) => Ok(false),
        Err(failed) => Err(failed),
    }
}
