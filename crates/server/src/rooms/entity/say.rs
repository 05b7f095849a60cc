//! The words of the register in the reader's language: fields, codes, sectors.

use crate::{
    Server,
    language::Language,
    page::Choice,
    texts::Texts,
    words::{Gaps, Words},
};
use meldkamer_app::library::Library;
use meldkamer_domain::{
    entity::{CLASSES, FIELDS, ROLES},
    route::Sector,
};
use std::sync::Arc;

/// Speaks one language about one edition of the rulebooks.
pub struct Say<'a> {
    words: &'a Words,
    language: Language,
    law: Arc<Library>,
}

impl<'a> Say<'a> {
    /// For an answer in a language.
    pub fn new(server: &'a Server, language: Language) -> Self {
        Self { words: server.pages.words(), language, law: server.house.law() }
    }

    /// Lets samples be made; without words there are none.
    pub fn sample<T>(make: impl FnOnce(&Say<'_>) -> Vec<T>) -> Vec<T> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (law, _) = Library::read(meldkamer_app::library::built_in());
        make(&Say { words: &words, language: Language::Dutch, law: Arc::new(law) })
    }

    /// The words under a key.
    pub fn words(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    /// The words under a key, or nothing.
    pub fn perhaps(&self, key: &str) -> String {
        if self.words.knows(self.language, key) { self.words(key) } else { String::new() }
    }

    /// The name of a field, by its id: `name`, `contacts`, `contacts.con_1`, `contacts.0.email`.
    pub fn field(&self, id: &str) -> String {
        let (head, rest) = id.split_once('.').unwrap_or((id, ""));
        let part = rest.rsplit('.').next().unwrap_or_default();
        let known = FIELDS.iter().any(|field| field.id == head);
        match head {
            "contacts" => {
                let part = self.perhaps(&format!("entity-part-{part}"));
                let contact = self.words("entity-contact");
                if part.is_empty() { contact } else { format!("{contact}: {part}") }
            }
            "state" => self.words("entity-state"),
            "id" => self.words("entity-row-id"),
            _ if known => self.words(&format!("entity-field-{head}")),
            _ => head.to_owned(),
        }
    }

    /// A text of a field as people read it: classes, sectors and domain names have names of their own.
    pub fn text(&self, field: &str, text: &str) -> String {
        match field {
            "class" => self.or_as_it_is("entity-class", text),
            "state" => self.or_as_it_is("entity-state", text),
            "sectors" => self.activity(text),
            "country" | "states" => {
                let known = self.states().into_iter().find(|one| one.value == text);
                known.map_or_else(|| text.to_owned(), |one| one.label)
            }
            "domains" => meldkamer_app::entity::claim::shown(text),
            _ => text.to_owned(),
        }
    }

    fn or_as_it_is(&self, key: &str, text: &str) -> String {
        let said = self.perhaps(&format!("{key}-{text}"));
        if said.is_empty() { text.to_owned() } else { said }
    }

    /// `energy/gas/plant` in words.
    pub fn activity(&self, text: &str) -> String {
        let mut parts = text.split('/');
        let (sector, subsector, kind) = (parts.next(), parts.next(), parts.next());
        let (Some(id), language) = (sector, self.language.code()) else { return text.to_owned() };
        let Some(sector) = self.law.law.sectors.iter().find(|one| one.id.get_ref() == id) else {
            return text.to_owned();
        };
        let named = |all: &[meldkamer_domain::route::Named], id: Option<&str>| {
            let found = all.iter().find(|one| Some(one.id.as_str()) == id);
            found.map(|one| one.name.in_language(language).to_owned())
        };
        let mut said = vec![sector.name.in_language(language).to_owned()];
        said.extend(named(&sector.subsectors, subsector));
        said.extend(named(&sector.kinds, kind));
        said.join(", ")
    }

    /// Everything that an entity can do, as choices: sectors with their subsectors and kinds.
    pub fn activities(&self) -> Vec<Choice> {
        let mut all = Vec::new();
        for Sector { id, subsectors, kinds, .. } in &self.law.law.sectors {
            let id = id.get_ref();
            all.push(id.clone());
            all.extend(subsectors.iter().map(|one| format!("{id}/{}", one.id)));
            all.extend(kinds.iter().map(|one| format!("{id}//{}", one.id)));
        }
        all.into_iter().map(|value| Choice::new(value.clone(), self.activity(&value))).collect()
    }

    /// The sectors as choices.
    pub fn sectors(&self, chosen: &str) -> Vec<Choice> {
        let sectors = self.law.law.sectors.iter();
        let choice = |one: &Sector| {
            let id = one.id.get_ref();
            Choice::new(id, one.name.in_language(self.language.code())).chosen(id == chosen)
        };
        sectors.map(choice).collect()
    }

    /// The classes as choices.
    pub fn classes(&self, chosen: &str) -> Vec<Choice> {
        self.coded("entity-class", &CLASSES, chosen)
    }

    /// The roles of contacts as choices.
    pub fn roles(&self, chosen: &str) -> Vec<Choice> {
        self.coded("entity-role", &ROLES, chosen)
    }

    /// Codes as choices, in words.
    pub fn coded(&self, key: &str, codes: &[&str], chosen: &str) -> Vec<Choice> {
        let choice =
            |code: &&str| Choice::new(*code, self.words(&format!("{key}-{code}"))).chosen(*code == chosen);
        codes.iter().map(choice).collect()
    }

    /// The countries as choices: those of the questions' own list.
    pub fn states(&self) -> Vec<Choice> {
        let asked = self.law.catalogue.question("org.ms").into_iter().flat_map(|one| &one.field.options);
        asked.map(|one| Choice::new(&one.id, one.said.in_language(self.language.code()))).collect()
    }

    /// What is wrong with a field.
    pub fn fault(&self, code: &str) -> String {
        self.words(&format!("entity-fault-{code}"))
    }
}
