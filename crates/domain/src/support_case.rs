//! The support case: in which form and how intensively we help, who takes part, and for how long.
//!
//! Whether we help at all is [`triage`](crate::triage)'s; what somebody may do in a case is
//! [`access`](crate::access)'s. Mitigation stays the organisation's own.

pub mod task;

use crate::time::Instant;

macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($(#[$of:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        pub enum $kind { $($(#[$of])* $variant,)+ }

        impl $kind {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the database and the words files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The one with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// In which form we help; a case can have several.
    Form {
        /// Advice on next steps.
        Advisory = "advisory",
        /// Bringing together who must work together.
        Coordinating = "coordinating",
        /// Guided acquisition, system analysis, malware analysis.
        Technical = "technical",
    }
}

named! {
    /// How intensively we help, as triage decided it.
    Intensity {
        /// A package to help oneself.
        SelfHelp = "self-help",
        /// Advice from afar.
        RemoteAdvice = "remote-advice",
        /// One handler.
        Handler = "handler",
        /// A technical team.
        TechnicalTeam = "technical-team",
    }
}

named! {
    /// Where a case stands.
    State {
        /// Work goes on.
        Open = "open",
        /// It waits for somebody outside.
        Waiting = "waiting",
        /// It is over; it can be opened again.
        Closed = "closed",
    }
}

named! {
    /// As what somebody from outside takes part.
    PartyKind {
        /// The organisation that is hit; it comes in through its dossier.
        Organisation = "organisation",
        /// An incident-response firm: one person, by a link with an end.
        IrFirm = "ir-firm",
        /// Another CSIRT; it comes in through its mandate.
        Csirt = "csirt",
        /// The police: whom to call, without a way in.
        Police = "police",
    }
}

named! {
    /// What the CSIRT promised by when.
    Clock {
        /// The first contact after the decision to help.
        FirstContact = "first-contact",
        /// The next report to those who take part.
        NextReport = "next-report",
        /// When the case itself is looked at again: go on, or close.
        Review = "review",
    }
}

named! {
    /// What a line in the log of a case is about.
    LogKind {
        /// A telephone call.
        Call = "call",
        /// A meeting.
        Meeting = "meeting",
        /// A decision, with its reason.
        Decision = "decision",
        /// Somebody informed somebody.
        Informed = "informed",
    }
}

named! {
    /// How a case ended.
    Disposition {
        /// The question was answered.
        Answered = "answered",
        /// It was answered in part.
        Partly = "partly",
        /// It could not be answered.
        Unanswered = "unanswered",
        /// Somebody else goes on with it.
        HandedOver = "handed-over",
        /// There was no incident.
        FalseAlarm = "false-alarm",
        /// The organisation wanted no more help.
        Withdrawn = "withdrawn",
    }
}

impl PartyKind {
    /// Whether its part must have an end.
    pub const fn needs_an_end(self) -> bool {
        matches!(self, Self::IrFirm)
    }

    /// Whether it has a way into the case at all.
    pub const fn comes_in(self) -> bool {
        !matches!(self, Self::Police)
    }
}

/// Whether somebody's part is still open at an instant. At the minute of its end it is not.
pub const fn takes_part(until: Option<Instant>, removed: bool, at: Instant) -> bool {
    if removed {
        return false;
    }
    match until {
        Some(until) => at.micros() < until.micros(),
        None => true,
    }
}

/// The hours after which the first contact is late, by the intensity of our help; a proposal that the
/// handler can change.
pub const fn first_contact_hours(intensity: Intensity) -> i64 {
    match intensity {
        Intensity::TechnicalTeam => 1,
        Intensity::Handler => 4,
        Intensity::RemoteAdvice => 24,
        Intensity::SelfHelp => 72,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_ends_at_its_minute() {
        let end = Instant::parse("2026-11-20T17:00:00+01:00").unwrap();
        assert!(takes_part(Some(end), false, end.plus_seconds(-1)));
        assert!(!takes_part(Some(end), false, end));
        assert!(!takes_part(Some(end), false, end.plus_seconds(1)));
        assert!(takes_part(None, false, end));
        assert!(!takes_part(None, true, end) && !takes_part(Some(end), true, end.plus_seconds(-1)));
    }

    #[test]
    fn names_read_back() {
        assert!(Form::ALL.iter().all(|one| Form::named(one.name()) == Some(*one)));
        assert!(Intensity::ALL.iter().all(|one| Intensity::named(one.name()) == Some(*one)));
        assert!(PartyKind::ALL.iter().all(|one| PartyKind::named(one.name()) == Some(*one)));
        assert_eq!(Form::named("heroic"), None);
    }

    #[test]
    fn only_the_police_stays_outside_and_only_a_firm_needs_an_end() {
        let inside = |kind: &&PartyKind| kind.comes_in();
        assert_eq!(PartyKind::ALL.iter().filter(inside).count(), 3);
        assert!(PartyKind::IrFirm.needs_an_end() && !PartyKind::Organisation.needs_an_end());
    }
}
