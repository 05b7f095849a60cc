//! The reasons of the queue in words, short enough for a row.
//!
//! Moments are told as seen from `now`, so a stored reason never grows stale.

use super::{Asked, Class, Kind, Reason};
use crate::time::Instant;
use crate::triage::Urgency;
use alloc::{
    format,
    string::{String, ToString},
};

/// A reason in Dutch (`nl`) or English.
pub fn words(reason: &Reason, language: &str, now: Instant) -> String {
    let dutch = language == "nl";
    let say = |nl: &str, en: &str| if dutch { nl } else { en }.to_string();
    match reason {
        Reason::Exercise => say("oefening", "exercise"),
        Reason::DangerToLife => say("gevaar voor mensen", "danger to life"),
        Reason::HelpUnseen => say("vraagt nu hulp, nog niet gezien", "asks for help now, not seen yet"),
        Reason::Help(asked) => help(*asked, dutch).into(),
        Reason::Decided(urgency) => decided(*urgency, dutch).into(),
        Reason::Sector(id) => sector(id, dutch),
        Reason::Class(Class::Essential) => say("essentiële entiteit", "essential entity"),
        Reason::Class(Class::Important) => say("belangrijke entiteit", "important entity"),
        Reason::EssentialService => say("essentiële dienst geraakt", "essential service hit"),
        Reason::AttackerActive => say("aanvaller nog actief", "attacker still active"),
        Reason::Ongoing => say("nog gaande", "still ongoing"),
        Reason::Worsening => say("wordt erger", "getting worse"),
        Reason::EvidenceVanishing(until) => {
            let moment = moment(*until, now, dutch);
            if dutch { format!("sporen verdwijnen {moment}") } else { format!("evidence gone {moment}") }
        }
        Reason::AnswerDue(due) => due_words(*due, now, dutch, ("antwoord", "answer")),
        Reason::DeadlineDue(due) => due_words(*due, now, dutch, ("volgende melding", "next report")),
        Reason::Unread(1) => say("1 ongelezen bericht", "1 unread message"),
        Reason::Unread(count) if dutch => format!("{count} ongelezen berichten"),
        Reason::Unread(count) => format!("{count} unread messages"),
        Reason::Kind(Kind::Mandatory) => say("verplichte melding", "mandatory report"),
        Reason::Kind(Kind::Voluntary) => say("vrijwillige melding", "voluntary report"),
        Reason::Kind(Kind::NearMiss) => say("bijna-incident", "near miss"),
        Reason::Kind(Kind::Threat) => say("cyberdreiging", "cyber threat"),
    }
}

fn help(asked: Asked, dutch: bool) -> &'static str {
    match (asked, dutch) {
        (Asked::Now, true) => "vraagt nu hulp",
        (Asked::Now, false) => "asks for help now",
        (Asked::FourHours, true) => "vraagt hulp binnen 4 uur",
        (Asked::FourHours, false) => "asks for help within 4 h",
        (Asked::Later, true) => "vraagt hulp",
        (Asked::Later, false) => "asks for help",
    }
}

fn decided(urgency: Urgency, dutch: bool) -> &'static str {
    match (urgency, dutch) {
        (Urgency::Now, true) => "besloten: nu",
        (Urgency::Now, false) => "decided: now",
        (Urgency::FourHours, true) => "besloten: binnen 4 uur",
        (Urgency::FourHours, false) => "decided: within 4 h",
        (Urgency::Day, true) => "besloten: binnen 24 uur",
        (Urgency::Day, false) => "decided: within 24 h",
        (Urgency::Planned, true) => "besloten: gepland",
        (Urgency::Planned, false) => "decided: planned",
    }
}

fn due_words(due: Instant, now: Instant, dutch: bool, what: (&str, &str)) -> String {
    match (due > now, dutch) {
        (true, true) => format!("{} {}", what.0, moment(due, now, dutch)),
        (true, false) => format!("{} due {}", what.1, moment(due, now, dutch)),
        (false, true) => format!("{} {} te laat", what.0, span(now.seconds_since(due), dutch)),
        (false, false) => format!("{} {} overdue", what.1, span(now.seconds_since(due), dutch)),
    }
}

fn moment(at: Instant, now: Instant, dutch: bool) -> String {
    let span = span(at.seconds_since(now), dutch);
    if dutch { format!("over {span}") } else { format!("in {span}") }
}

/// Rounded down: whoever has "3 h" left has at least that.
fn span(seconds: i64, dutch: bool) -> String {
    let minutes = seconds.max(0) / 60;
    match (minutes, dutch) {
        (0..90, _) => format!("{minutes} min"),
        (90..2880, true) => format!("{} uur", minutes / 60),
        (90..2880, false) => format!("{} h", minutes / 60),
        (_, true) => format!("{} dagen", minutes / 1440),
        (_, false) => format!("{} days", minutes / 1440),
    }
}

/// The sectors of NIS2 annexes I and II; an id we do not know is shown as it is.
const SECTORS: &[(&str, &str, &str)] = &[
    ("energy", "energie", "energy"),
    ("transport", "vervoer", "transport"),
    ("banking", "bankwezen", "banking"),
    ("financial-market-infrastructure", "financiële markt", "financial market"),
    ("health", "gezondheidszorg", "health"),
    ("drinking-water", "drinkwater", "drinking water"),
    ("waste-water", "afvalwater", "waste water"),
    ("digital-infrastructure", "digitale infrastructuur", "digital infrastructure"),
    ("ict-service-management", "ICT-dienstverlening", "ICT services"),
    ("public-administration", "overheid", "public administration"),
    ("space", "ruimtevaart", "space"),
    ("postal-courier", "post en koeriers", "post and courier"),
    ("waste-management", "afvalbeheer", "waste management"),
    ("chemicals", "chemie", "chemicals"),
    ("food", "levensmiddelen", "food"),
    ("manufacturing", "industrie", "manufacturing"),
    ("digital-providers", "digitale aanbieders", "digital providers"),
    ("research", "onderzoek", "research"),
    ("education", "hoger onderwijs", "higher education"),
];

fn sector(id: &str, dutch: bool) -> String {
    SECTORS.iter().find(|one| one.0 == id).map_or(id, |one| if dutch { one.1 } else { one.2 }).to_string()
}
