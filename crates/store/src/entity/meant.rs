//! Which registered entities somebody means who gives a register number, a name or both.

use crate::{database::Asks, trouble::Trouble};
use sea_orm::{FromQueryResult, Value};

/// A registered entity that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeantRow {
    /// The entity.
    pub id: String,
    /// Its register number.
    pub register_number: String,
    /// Its name.
    pub name: String,
}

/// When `e` is meant: it has the register number `$1` or `$2`, or the name `$4`, which is `$3` in
/// small letters.
pub(crate) const IS_MEANT: &str = "e.state = 'registered' AND \
                                   (e.register_number IN ($1, $2) OR (e.sort = $3 AND e.name = $4))";
/// Numbers say more than names.
pub(crate) const BY_NUMBER_FIRST: &str =
    "ORDER BY CASE WHEN e.register_number IN ($1, $2) THEN 0 ELSE 1 END, e.serial LIMIT 20";

/// The values for [`IS_MEANT`]: a number as it was typed and without its punctuation, and a name. What
/// is empty is nobody's.
pub(crate) fn values(number: &str, name: &str) -> [Value; 4] {
    let given = |text: String| Value::from(Some(text).filter(|text| !text.is_empty()));
    let plain = number.chars().filter(char::is_ascii_alphanumeric).collect();
    let (number, name) = (number.trim(), name.trim());
    [given(number.to_owned()), given(plain), given(name.to_lowercase()), given(name.to_owned())]
}

/// The registered entities that may be meant, those with the number first.
pub async fn meant(asks: &impl Asks, number: &str, name: &str) -> Result<Vec<MeantRow>, Trouble> {
    let sql =
        format!("SELECT e.id, e.register_number, e.name FROM entity e WHERE {IS_MEANT} {BY_NUMBER_FIRST}");
    asks.all(&sql, values(number, name)).await
}
