//! Why something was not done: a stable code for machines, with words in the words files.
//!
//! No prose and no status code here; the server knows those.

use alloc::string::String;

/// A wish that cannot be granted, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The policy does not allow it to this role.
    #[error("not-allowed")]
    NotAllowed,
    /// There is no such thing, or none that this person may know of: the two answer alike.
    #[error("not-found")]
    NotFound,
    /// Somebody else changed it meanwhile; the page shows both texts.
    #[error("moved")]
    Moved,
    /// It is closed, merged or withdrawn.
    #[error("closed")]
    Closed,
    /// The link, session or code is past its time.
    #[error("expired")]
    Expired,
    /// It was done before.
    #[error("already-done")]
    AlreadyDone,
    /// The code, password or number does not fit. Which of them is not said.
    #[error("wrong-secret")]
    WrongSecret,
    /// Too many tries: wait this many seconds.
    #[error("slow-down")]
    SlowDown {
        /// Seconds until the next try is looked at.
        seconds: i64,
    },
    /// A written reason is needed.
    #[error("reason-needed")]
    ReasonNeeded {
        /// The field that wants the reason.
        field: String,
    },
    /// A second person has to do this, and it is the same one.
    #[error("second-person-needed")]
    SecondPersonNeeded,
    /// A field is missing or cannot be understood.
    #[error("not-understood")]
    NotUnderstood {
        /// The field's name as in the form or the API.
        field: String,
        /// What is wrong with it: `missing`, `too-long`, `not-an-email`, …
        fault: &'static str,
    },
    /// The body or a file is larger than allowed.
    #[error("too-large")]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: u64,
    },
    /// The idempotency key was used before with another body.
    #[error("key-reused")]
    KeyReused,
    /// The disk will not hold it.
    #[error("no-room")]
    NoRoom {
        /// Bytes that are free.
        free: u64,
    },
    /// What arrived is not what was sent: the digest that came with it does not fit. It is asked again.
    #[error("corrupt-part")]
    CorruptPart {
        /// Its first byte within the file.
        begins: u64,
    },
}

impl Refused {
    /// A field that is missing or wrong.
    pub fn field(field: impl Into<String>, fault: &'static str) -> Self {
        Self::NotUnderstood { field: field.into(), fault }
    }

    /// The stable code, such as `not-found`: also the key of its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "not-allowed",
            Self::NotFound => "not-found",
            Self::Moved => "moved",
            Self::Closed => "closed",
            Self::Expired => "expired",
            Self::AlreadyDone => "already-done",
            Self::WrongSecret => "wrong-secret",
            Self::SlowDown { .. } => "slow-down",
            Self::ReasonNeeded { .. } => "reason-needed",
            Self::SecondPersonNeeded => "second-person-needed",
            Self::NotUnderstood { .. } => "not-understood",
            Self::TooLarge { .. } => "too-large",
            Self::KeyReused => "key-reused",
            Self::NoRoom { .. } => "no-room",
            Self::CorruptPart { .. } => "corrupt-part",
        }
    }
}
