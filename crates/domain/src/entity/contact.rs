//! Who answers for an entity, and by which channels, inside and outside its own domain; and whether
//! anybody can be reached at night.

use super::DomainName;
use crate::time::Instant;
use alloc::{format, string::String, vec::Vec};

/// What a contact is for: reached day and night, technical, the management, somebody in their place.
pub const ROLES: [&str; 4] = ["always", "technical", "management", "deputy"];

/// After so many days without a "still right" a contact is asked again.
pub const ASK_AFTER_DAYS: i64 = 180;
/// So many days after being asked without an answer, it counts as unconfirmed.
pub const PATIENCE_DAYS: i64 = 30;

/// A person or a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Its id within the register; empty for a new one.
    pub id: String,
    /// One of [`ROLES`].
    pub role: String,
    /// Name of the person or the post.
    pub name: String,
    /// Function.
    pub job: String,
    /// `nl` or `en`, or nothing.
    pub language: String,
    /// Mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Mail address outside the entity's own domains, for when those are down.
    pub outside_email: String,
    /// Telephone number that does not depend on the entity's own systems.
    pub outside_phone: String,
}

/// The parts of a contact: their ids, and the most characters of each.
pub const PARTS: [(&str, usize); 8] = [
    ("role", 20),
    ("name", 120),
    ("job", 120),
    ("language", 2),
    ("email", 254),
    ("phone", 40),
    ("outside_email", 254),
    ("outside_phone", 40),
];

impl Contact {
    /// A part by its id.
    pub fn part(&self, id: &str) -> &str {
        match id {
            "role" => &self.role,
            "name" => &self.name,
            "job" => &self.job,
            "language" => &self.language,
            "email" => &self.email,
            "phone" => &self.phone,
            "outside_email" => &self.outside_email,
            "outside_phone" => &self.outside_phone,
            _ => "",
        }
    }

    /// A part to write to.
    pub fn part_mut(&mut self, id: &str) -> Option<&mut String> {
        Some(match id {
            "role" => &mut self.role,
            "name" => &mut self.name,
            "job" => &mut self.job,
            "language" => &mut self.language,
            "email" => &mut self.email,
            "phone" => &mut self.phone,
            "outside_email" => &mut self.outside_email,
            "outside_phone" => &mut self.outside_phone,
            _ => return None,
        })
    }

    /// Whether anything is filled in besides the role and the language.
    pub fn is_blank(&self) -> bool {
        PARTS.iter().all(|(part, _)| matches!(*part, "role" | "language") || self.part(part).is_empty())
    }

    /// On one line, for the history.
    pub fn line(&self) -> String {
        let told = PARTS.iter().filter(|(part, _)| !self.part(part).is_empty());
        let told: Vec<String> = told.map(|(part, _)| format!("{part}: {}", self.part(part))).collect();
        told.join("; ")
    }

    /// Whether the channel outside the own domain lies inside it after all.
    pub fn outside_is_inside(&self, own: &[DomainName]) -> bool {
        DomainName::parse(&self.outside_email).is_ok_and(|domain| own.iter().any(|one| one.contains(&domain)))
    }

    /// Whether somebody answers by day and night, as far as it was told.
    pub fn has_phone(&self) -> bool {
        !self.phone.is_empty() || !self.outside_phone.is_empty()
    }
}

/// What was learnt about reaching a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// When somebody last said that it is right.
    pub confirmed_at: Option<Instant>,
    /// When it was last asked whether it is right.
    pub asked_at: Option<Instant>,
    /// When mail to it last came back.
    pub bounced_at: Option<Instant>,
    /// Whether the last test call was answered.
    pub answered: Option<bool>,
}

/// What is wrong with reaching an entity, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// There is no contact with a telephone for day and night.
    NoContact,
    /// There is one, and the last test call was not answered.
    NotAnswered,
    /// There is one; it was asked and nobody said that it is still right.
    Unconfirmed,
    /// Mail to one of the contacts came back.
    Bounced,
}

impl Risk {
    /// Stable code, for the database and the words files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoContact => "no-contact",
            Self::NotAnswered => "not-answered",
            Self::Unconfirmed => "unconfirmed",
            Self::Bounced => "bounced",
        }
    }
}

/// The worst that is wrong with reaching an entity; nothing when all is well.
pub fn risk(contacts: &[(Contact, Reach)], now: Instant) -> Option<Risk> {
    let always: Vec<_> = contacts.iter().filter(|(one, _)| one.role == "always" && one.has_phone()).collect();
    if always.is_empty() {
        return Some(Risk::NoContact);
    }
    if always.iter().all(|(_, reach)| reach.answered == Some(false)) {
        return Some(Risk::NotAnswered);
    }
    if always.iter().all(|(_, reach)| is_unconfirmed(reach, now)) {
        return Some(Risk::Unconfirmed);
    }
    contacts.iter().any(|(_, reach)| reach.bounced_at.is_some()).then_some(Risk::Bounced)
}

/// Whether it was asked, long enough ago, and nobody answered since.
fn is_unconfirmed(reach: &Reach, now: Instant) -> bool {
    let Some(asked) = reach.asked_at else { return false };
    let answered = reach.confirmed_at.is_some_and(|at| at >= asked);
    !answered && now >= asked.plus_hours(24 * PATIENCE_DAYS)
}

/// Whether mail could be sent there.
pub fn is_email(text: &str) -> bool {
    crate::filing::is_email(text)
}

/// Whether it could be dialled.
pub fn is_phone(text: &str) -> bool {
    crate::filing::is_phone(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_that_nobody_can_reach_at_night_is_a_risk() {
        let now = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        let contact = |role: &str, phone: &str| Contact {
            role: role.into(),
            phone: phone.into(),
            ..Contact::default()
        };
        let fine = Reach { confirmed_at: Some(now), ..Reach::default() };
        let of = |contact, reach| risk(&[(contact, reach)], now);
        assert_eq!(risk(&[], now), Some(Risk::NoContact));
        assert_eq!(of(contact("technical", "+31 6"), fine.clone()), Some(Risk::NoContact));
        assert_eq!(of(contact("always", ""), fine.clone()), Some(Risk::NoContact));
        assert_eq!(of(contact("always", "+31 6"), fine.clone()), None);
        let silent = Reach { answered: Some(false), ..fine.clone() };
        assert_eq!(of(contact("always", "+31 6"), silent), Some(Risk::NotAnswered));
        let asked = |days: i64| Reach { asked_at: Some(now.plus_hours(-24 * days)), ..Reach::default() };
        assert_eq!(of(contact("always", "+31 6"), asked(29)), None);
        assert_eq!(of(contact("always", "+31 6"), asked(30)), Some(Risk::Unconfirmed));
        let bounced = Reach { bounced_at: Some(now), ..fine };
        assert_eq!(of(contact("always", "+31 6"), bounced), Some(Risk::Bounced));
    }

    #[test]
    fn an_outside_address_must_be_outside() {
        let own = [DomainName::parse("waterbedrijf.nl").unwrap()];
        let contact = |email: &str| Contact { outside_email: email.into(), ..Contact::default() };
        assert!(contact("soc@mail.waterbedrijf.nl").outside_is_inside(&own));
        assert!(!contact("soc@elders.example").outside_is_inside(&own));
        assert!(!contact("").outside_is_inside(&own));
    }
}
