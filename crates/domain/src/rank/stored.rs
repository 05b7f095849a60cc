//! Reasons as short texts that are kept with a dossier and read back: `answer-due:1763653200000000`.

use super::{Asked, Class, Kind, Reason};
use crate::{time::Instant, triage::Urgency};
use alloc::{
    format,
    string::{String, ToString},
};

impl Reason {
    /// The reason as it is kept.
    pub fn to_text(&self) -> String {
        match self {
            Self::Exercise => "exercise".into(),
            Self::DangerToLife => "danger-to-life".into(),
            Self::HelpUnseen => "help-unseen".into(),
            Self::Help(asked) => format!("help:{}", asked.id()),
            Self::Decided(urgency) => format!("decided:{}", urgency.code()),
            Self::Sector(id) => format!("sector:{id}"),
            Self::Class(class) => format!("class:{}", class.id()),
            Self::EssentialService => "essential-service".into(),
            Self::AttackerActive => "attacker-active".into(),
            Self::Ongoing => "ongoing".into(),
            Self::Worsening => "worsening".into(),
            Self::EvidenceVanishing(at) => format!("evidence-vanishing:{}", at.micros()),
            Self::AnswerDue(at) => format!("answer-due:{}", at.micros()),
            Self::DeadlineDue(at) => format!("deadline-due:{}", at.micros()),
            Self::Unread(count) => format!("unread:{count}"),
            Self::Kind(kind) => format!("kind:{}", kind.id()),
        }
    }

    /// The reason that was kept so; nothing for a text of another version.
    pub fn from_text(text: &str) -> Option<Self> {
        let (code, rest) = text.split_once(':').unwrap_or((text, ""));
        let at = || rest.parse().ok().map(Instant::from_micros);
        Some(match code {
            "exercise" => Self::Exercise,
            "danger-to-life" => Self::DangerToLife,
            "help-unseen" => Self::HelpUnseen,
            "help" => Self::Help(Asked::parse(rest)?),
            "decided" => Self::Decided(Urgency::parse(rest)?),
            "sector" => Self::Sector(rest.to_string()),
            "class" => Self::Class(Class::parse(rest)?),
            "essential-service" => Self::EssentialService,
            "attacker-active" => Self::AttackerActive,
            "ongoing" => Self::Ongoing,
            "worsening" => Self::Worsening,
            "evidence-vanishing" => Self::EvidenceVanishing(at()?),
            "answer-due" => Self::AnswerDue(at()?),
            "deadline-due" => Self::DeadlineDue(at()?),
            "unread" => Self::Unread(rest.parse().ok()?),
            "kind" => Self::Kind(Kind::parse(rest)?),
            _ => return None,
        })
    }
}

macro_rules! named {
    ($name:ident { $($variant:ident = $id:literal),+ }) => {
        impl $name {
            const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its stable id.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// The one with this id.
            pub fn parse(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == id)
            }
        }
    };
}

named!(Asked { Now = "now", FourHours = "four-hours", Later = "later" });
named!(Class { Essential = "essential", Important = "important" });
named!(Kind { Mandatory = "mandatory", Voluntary = "voluntary", NearMiss = "near-miss", Threat = "cyber-threat" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_reads_back() {
        let at = Instant::from_micros(1_763_653_200_000_000);
        let all = [
            Reason::Exercise,
            Reason::DangerToLife,
            Reason::HelpUnseen,
            Reason::Help(Asked::FourHours),
            Reason::Decided(Urgency::Planned),
            Reason::Sector("energy".into()),
            Reason::Class(Class::Important),
            Reason::EssentialService,
            Reason::AttackerActive,
            Reason::Ongoing,
            Reason::Worsening,
            Reason::EvidenceVanishing(at),
            Reason::AnswerDue(at),
            Reason::DeadlineDue(at),
            Reason::Unread(3),
            Reason::Kind(Kind::Threat),
        ];
        for reason in all {
            assert_eq!(Reason::from_text(&reason.to_text()), Some(reason));
        }
        assert_eq!(Reason::from_text("help:sometime"), None);
    }
}
