//! What a new dossier asks of the database, all of it in one question: the number that it gets, and
//! the entities that its report may mean.

use crate::{
    database::{Asks, Dialect, Tx},
    entity::meant::{self, MeantRow},
    trouble::Trouble,
};
use sea_orm::FromQueryResult;

/// The number that a new dossier gets, and the entities that may be meant.
#[derive(Debug)]
pub struct Opening {
    /// Number in order of arrival.
    pub serial: i64,
    /// Registered entities with the number or name that was given, see [`meant`].
    pub meant: Vec<MeantRow>,
}

#[derive(FromQueryResult)]
struct Row {
    serial: i64,
    id: Option<String>,
    register_number: Option<String>,
    name: Option<String>,
}

/// Takes the next number, and looks for the entities with a register number or a name.
pub async fn opening(tx: &Tx, number: &str, name: &str) -> Result<Opening, Trouble> {
    let next = match tx.dialect() {
        Dialect::Sqlite => "SELECT COALESCE(max(serial), 0) + 1 AS serial FROM dossier",
        Dialect::Postgres => "SELECT nextval('dossier_serial') AS serial",
    };
    let (is_meant, by_number_first) = (meant::IS_MEANT, meant::BY_NUMBER_FIRST);
    let sql = format!(
        "SELECT s.serial, e.id, e.register_number, e.name FROM ({next}) s LEFT JOIN entity e ON {is_meant} \
         {by_number_first}"
    );
    let rows: Vec<Row> = tx.all(&sql, meant::values(number, name)).await?;
    let serial = rows.first().map(|row| row.serial).ok_or_else(|| Trouble::unreadable(&sql, "no row"))?;
    let meant = rows.into_iter().filter_map(|row| {
        let (id, register_number, name) = (row.id?, row.register_number?, row.name?);
        Some(MeantRow { id, register_number, name })
    });
    Ok(Opening { serial, meant: meant.collect() })
}
