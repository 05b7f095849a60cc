//! Taking the whole register out as a sheet. Who does is journalled, since contacts are in it.

use super::{sheet, whole};
use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_exchange::sheet::{Format, MOST_ROWS, Writer, workbook};
use meldkamer_store::entity::{self as rows, EntityRow, contact};
use serde_json::json;

/// Entities that are read at a time.
const PAGE: i64 = 400;

/// The register in a format.
pub async fn export(house: &House, door: &Door, format: Format) -> Result<Vec<u8>, Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ExportEntities, Subject::house(), Tie::None).await?;
    act.note(permit, json!({"format": format.ending()})).await?;
    written(house, format, |_| true).await
}

/// Those entities that are meant, in a format.
pub(crate) async fn written(
    house: &House,
    format: Format,
    meant: impl Fn(&EntityRow) -> bool,
) -> Result<Vec<u8>, Failed> {
    match format {
        Format::Csv => csv(house, meant).await,
        Format::Xlsx => xlsx(house, meant).await,
        Format::Json => json(house, meant).await,
    }
}

/// Goes over the entities that are meant, page by page.
async fn each(
    house: &House,
    meant: impl Fn(&EntityRow) -> bool,
    mut take: impl FnMut(&super::Kept),
) -> Result<(), Failed> {
    let mut after = 0;
    loop {
        let mut page = rows::after(&house.database, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.serial;
        page.retain(&meant);
        for kept in whole(&house.database, page).await? {
            take(&kept);
        }
    }
}

async fn contacts(house: &House) -> Result<usize, Failed> {
    let most = contact::most(&house.database).await?;
    Ok(usize::try_from(most).unwrap_or(1))
}

async fn csv(house: &House, meant: impl Fn(&EntityRow) -> bool) -> Result<Vec<u8>, Failed> {
    let contacts = contacts(house).await?;
    let mut writer = Writer::new(&sheet::head(contacts));
    each(house, meant, |kept| {
        let cells = sheet::cells(kept, contacts);
        writer.row(cells.iter().map(String::as_str));
    })
    .await?;
    Ok(writer.bytes())
}

async fn xlsx(house: &House, meant: impl Fn(&EntityRow) -> bool) -> Result<Vec<u8>, Failed> {
    let contacts = contacts(house).await?;
    let mut lines = Vec::new();
    each(house, meant, |kept| {
        if lines.len() <= MOST_ROWS {
            lines.push(sheet::cells(kept, contacts));
        }
    })
    .await?;
    let head = sheet::head(contacts);
    let written = tokio::task::spawn_blocking(move || workbook(&head, &lines)).await;
    written.ok().and_then(Result::ok).ok_or_else(|| Refused::field("format", "too-large-for-xlsx").into())
}

async fn json(house: &House, meant: impl Fn(&EntityRow) -> bool) -> Result<Vec<u8>, Failed> {
    let mut text = String::from("{\"entities\":[");
    each(house, meant, |kept| {
        if !text.ends_with('[') {
            text.push(',');
        }
        text.push_str(&sheet::object(kept).to_string());
    })
    .await?;
    text.push_str("]}\n");
    Ok(text.into_bytes())
}
