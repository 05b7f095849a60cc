//! Fields of forms about accounts in the reader's language: label and help under `staff-ask-<name>`,
//! or under another room's `<room>-ask-<name>`; faults under `staff-fault-<code>`.

use crate::{
    Server,
    language::Language,
    page::{Choice, Field, Kind},
    words::{Gaps, Words},
};
use meldkamer_app::account::Faults;
use meldkamer_domain::access::Role;

/// Makes fields in one language, with the faults of what was typed.
pub struct Say<'a> {
    words: &'a Words,
    language: Language,
    faults: &'a [(&'static str, &'static str)],
    room: &'static str,
}

impl<'a> Say<'a> {
    /// For an answer in a language.
    pub fn new(server: &'a Server, language: Language, faults: &'a Faults) -> Self {
        Self { words: server.pages.words(), language, faults, room: "staff" }
    }

    /// For samples.
    pub fn sample(words: &'a Words, faults: &'a Faults) -> Self {
        Self { words, language: Language::Dutch, faults, room: "staff" }
    }

    /// For the forms of another room.
    pub fn of(self, room: &'static str) -> Self {
        Self { room, ..self }
    }

    /// The words under a key.
    pub fn words(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    /// A field that must be filled in.
    pub fn must(&self, name: &str, kind: Kind) -> Field {
        self.may(name, kind).required()
    }

    /// A field that may stay empty.
    pub fn may(&self, name: &str, kind: Kind) -> Field {
        let key = format!("{}-ask-{name}", self.room);
        let mut field = Field::new(name, self.words(&key), kind);
        let hint = format!("{key}.hint");
        if self.words.knows(self.language, &hint) {
            field = field.hint(self.words(&hint));
        }
        match self.faults.iter().find(|(wrong, _)| *wrong == name) {
            Some((_, fault)) => field.error(self.words(&format!("staff-fault-{fault}"))),
            None => field,
        }
    }

    /// The roles to choose from.
    pub fn roles(&self, chosen: &str) -> Kind {
        let choice = |role: Role| {
            Choice::new(role.name(), self.words(&format!("role-{}", role.name())))
                .chosen(role.name() == chosen)
        };
        Kind::Choice { choices: Role::STAFF.into_iter().map(choice).collect(), list: true }
    }
}

/// The languages to choose from.
pub fn languages(chosen: &str) -> Kind {
    let choice = |one: Language| Choice::new(one.code(), one.own_name()).chosen(one.code() == chosen);
    Kind::Choice { choices: Language::ALL.into_iter().map(choice).collect(), list: false }
}

/// A line of text with its HTML type and its token for password managers.
pub fn line(value: &str, input: &'static str, autocomplete: &'static str) -> Kind {
    Kind::Text { value: value.to_owned(), input, autocomplete }
}

/// The fault that an act refused a field with, if it did.
pub fn fault_of(refused: &meldkamer_domain::refused::Refused) -> Option<(&'static str, &'static str)> {
    use meldkamer_domain::refused::Refused;
    const FIELDS: [&str; 20] = [
        "login",
        "name",
        "email",
        "role",
        "code",
        "staff",
        "level",
        "until",
        "days",
        "body",
        "id",
        "webhook",
        "firm",
        "reason",
        "anyway",
        "checked",
        "entity",
        "number",
        "spoken_to",
        "note",
    ];
    match refused {
        Refused::ReasonNeeded { .. } => Some(("reason", "missing")),
        Refused::NotUnderstood { field, fault } => {
            FIELDS.into_iter().find(|known| known == field).map(|known| (known, *fault))
        }
        _ => None,
    }
}
