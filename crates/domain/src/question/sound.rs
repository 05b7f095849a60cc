//! What must be true of a field by itself, whatever it asks.

use super::{Field, Kind};
use crate::rulebook::Said;
use alloc::{format, string::String};

/// Options belong to choices, parts to composites; texts are in both languages.
pub(super) fn sound(field: Field) -> Result<Field, String> {
    let id = &field.id;
    let chooses = matches!(field.kind, Kind::Choice | Kind::Choices | Kind::States);
    if chooses == field.options.is_empty() {
        return Err(format!("{id}: a choice has options, and only a choice has"));
    }
    if (field.kind.has_parts() || field.kind.has_rows()) == field.parts.is_empty() {
        return Err(format!("{id}: a composite has parts, and only a composite has"));
    }
    let empty = |said: &Said| said.nl.trim().is_empty() || said.en.trim().is_empty();
    if empty(&field.label) || field.options.iter().any(|option| empty(&option.said)) {
        return Err(format!("{id}: say it in both languages"));
    }
    Ok(field)
}
