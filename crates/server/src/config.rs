//! Settings from the file, the environment and the command line, in that order of rising weight.

use crate::cli::{Ending, Place};
use meldkamer_app::settings::{Settings, provider};
use std::env;

const PREFIX: &str = "MELDKAMER_";
/// Variables that are no settings: where the settings, texts and log are.
const APART: [&str; 4] = ["CONFIG", "TEXTS", "LOG", "LOG_FORMAT"];

/// The settings of an installation, or what is wrong with them.
pub fn load(place: &Place) -> Result<Settings, Ending> {
    let mut table = match &place.config {
        None => toml::Table::new(),
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .map_err(|e| Ending::Usage(format!("cannot read {}: {e}", file.display())))?;
            toml::from_str(&text).map_err(|e| Ending::Usage(format!("{}: {e}", file.display())))?
        }
    };
    for (name, value) in env::vars() {
        let Some(key) = name.strip_prefix(PREFIX).filter(|key| !APART.contains(key)) else { continue };
        put(&mut table, &key.to_lowercase(), &value);
    }
    let mut settings: Settings = toml::Value::Table(table)
        .try_into()
        .map_err(|e| Ending::Usage(format!("settings: {e}. docs/operate/settings.md lists every key")))?;
    if let Some(data) = &place.data {
        settings.data = data.clone();
    }
    if let Some(url) = &place.database_url {
        settings.database = url.clone();
    }
    if let Some(mistake) = provider::mistakes(&settings.providers).into_iter().next() {
        return Err(Ending::Usage(format!("settings: {mistake}")));
    }
    Ok(settings)
}

/// The address of the database that the settings name.
pub fn database(settings: &Settings) -> String {
    if settings.database.is_empty() {
        settings.data.join("meldkamer.db").display().to_string()
    } else {
        settings.database.clone()
    }
}

/// `MELDKAMER_MAIL__SERVER` sets `server` in `[mail]`; lists are separated by commas.
fn put(table: &mut toml::Table, key: &str, value: &str) {
    match key.split_once("__") {
        Some((section, rest)) => {
            let inner = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(inner) = inner {
                put(inner, rest, value);
            }
        }
        None => {
            table.insert(key.to_owned(), read(key, value));
        }
    }
}

fn read(key: &str, value: &str) -> toml::Value {
    if key == "addresses" {
        let all = value.split(',').map(|one| toml::Value::String(one.trim().to_owned()));
        return toml::Value::Array(all.filter(|one| one.as_str() != Some("")).collect());
    }
    match value.parse::<i64>() {
        Ok(number) if key.ends_with("_mib") || key.ends_with("_minutes") => toml::Value::Integer(number),
        _ => toml::Value::String(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_reaches_into_a_section() {
        let mut table = toml::Table::new();
        put(&mut table, "mail__server", "smtp://localhost:2525");
        put(&mut table, "alarm__escalate_minutes", "5");
        put(&mut table, "csirt", "112");
        let settings: Settings = toml::Value::Table(table).try_into().unwrap();
        assert_eq!(settings.mail.server, "smtp://localhost:2525");
        assert_eq!(settings.alarm.escalate_minutes, 5);
        assert_eq!(settings.csirt, "112");
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let table: toml::Table = toml::from_str("lisen = 'x'").unwrap();
        let wrong = toml::Value::Table(table).try_into::<Settings>().unwrap_err();
        assert!(wrong.to_string().contains("lisen"));
    }
}
