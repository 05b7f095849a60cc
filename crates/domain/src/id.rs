//! Ids: typed, UUIDv7 inside so that they sort by time, with a prefix outside that says what they name.

use crate::time::Instant;
use alloc::{format, string::String};
use core::{fmt, str::FromStr};
use uuid::{Builder, Uuid};

/// The text is not an id of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id that begins with {prefix}_")]
pub struct NotAnId {
    /// The prefix that was expected.
    pub prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, made of the act's instant and 80 random bits.
            pub fn new(at: Instant, random: [u8; 10]) -> Self {
                let millis = u64::try_from(at.micros() / 1000).unwrap_or(0);
                Self(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let bare = text.strip_prefix(concat!($prefix, "_")).ok_or(NotAnId { prefix: $prefix })?;
                let id = Uuid::try_parse(bare).map_err(|_| NotAnId { prefix: $prefix })?;
                if format!("{}", id.simple()) == bare { Ok(Self(id)) } else { Err(NotAnId { prefix: $prefix }) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                format!("{id}")
            }
        }
    )+};
}

ids! {
    /// A dossier.
    DossierId = "dos";
    /// A draft.
    DraftId = "dra";
    /// A submission.
    FilingId = "fil";
    /// Somebody who can sign in.
    AccountId = "acc";
    /// What binds a dossier to an entity.
    BindingId = "bin";
    /// A request for an administrator.
    PleaId = "ple";
    /// A mandate to act for a body.
    MandateId = "man";
    /// A session.
    SessionId = "ses";
    /// A passkey.
    PasskeyId = "pas";
    /// A message or note.
    MessageId = "msg";
    /// Something that must leave the house.
    ErrandId = "err";
    /// An entry of the journal.
    EntryId = "ent";
    /// An organisation.
    EntityId = "org";
    /// A contact of an organisation.
    ContactId = "con";
    /// What an organisation wants changed of its entry.
    WishId = "wsh";
    /// A sheet of organisations.
    ImportId = "imp";
    /// An assessment.
    AssessmentId = "ass";
    /// A file.
    AttachmentId = "att";
    /// A request for help.
    HelpId = "hlp";
    /// A planned limit.
    DeadlineId = "due";
    /// An API token.
    TokenId = "tok";
    /// An alarm.
    AlarmId = "alm";
    /// A link between dossiers.
    LinkId = "lnk";
    /// A share with another body.
    ShareId = "shr";
    /// A request for an intermediate report.
    RequestId = "req";
    /// Something forwarded to another state.
    ForwardId = "fwd";
    /// A saved view of the queue.
    ViewId = "vie";
    /// A turn on the roster.
    RosterId = "ros";
    /// A hand-over of a shift.
    HandoverId = "han";
    /// A legal hold.
    HoldId = "hol";
    /// Something that was erased.
    ErasureId = "era";
    /// A quick scan.
    ScanId = "scn";
    /// An emergency pack.
    PackId = "pck";
    /// An exercise.
    DrillId = "drl";
    /// A kit to take evidence with.
    KitId = "kit";
    /// A support case.
    CaseId = "cas";
    /// Somebody who takes part in a case.
    PartyId = "pty";
    /// A task in a case.
    TaskId = "tsk";
    /// A playbook that runs in a case.
    RunId = "run";
    /// A thread of messages in a case.
    ThreadId = "thr";
    /// A line in the log of a case.
    LogLineId = "log";
    /// A line in the timeline of a case.
    LineId = "lin";
    /// An indicator in a case.
    IndicatorId = "ind";
    /// A system or an account in the scope of a case.
    AffectedId = "aff";
    /// A finding in a case.
    FindingId = "fnd";
    /// A course of action in a case.
    CourseId = "cou";
    /// A report of a case.
    ReportId = "rep";
    /// A link to send evidence by.
    EvidenceLinkId = "evl";
    /// A file on its way in.
    UploadId = "upl";
    /// An item of evidence.
    EvidenceId = "evi";
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn an_id_reads_back_and_no_other_kind_does() {
        let at = Instant::parse("2026-11-20T16:40:00+01:00").unwrap();
        let id = DossierId::new(at, [7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().parse::<DraftId>().is_err());
        assert!(id.to_string().to_uppercase().parse::<DossierId>().is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        let at = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        assert!(
            DossierId::new(at, [255; 10]).to_string()
                < DossierId::new(at.plus_seconds(1), [0; 10]).to_string()
        );
    }
}
