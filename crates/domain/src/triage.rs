//! Triage: whether, how urgently and how intensively to help.
//!
//! A framework is data; here are the few ways in which one can weigh. The score proposes, a
//! person decides, and what differs from the proposal carries a written reason. Whether an
//! incident must be reported is not decided here: that is law.

mod assess;
mod decide;
mod framework;
mod letter;
mod read;
mod replay;
mod rule;

pub use assess::{Answer, Answers, Assessment, Context, Given, Line, Outcome, assess, propose};
pub use decide::{Decided, Decision, Denied, confirm, decide};
pub use framework::{Axis, Cell, Choice, Combine, Confidence, Criterion, Framework, Level, Rule, Word};
pub use letter::{Letter, Paragraph, Template, letter};
pub use read::Frameworks;
pub use replay::{Changed, replay};
pub use rule::{Condition, Wanted};

/// Words that other rooms understand, whatever framework spoke them.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as frameworks write it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The word behind a code.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// Whether the organisation gets help.
    Help {
        /// All that was asked.
        Yes = "yes",
        /// A part of it.
        Partly = "partly",
        /// None from us; the letter says who can help.
        No = "no",
    }
}

words! {
    /// How soon we act.
    Urgency {
        /// At once, at any hour.
        Now = "now",
        /// Within four hours.
        FourHours = "4h",
        /// Within a day.
        Day = "24h",
        /// When it suits both.
        Planned = "planned",
    }
}

words! {
    /// How much of us the organisation gets.
    Intensity {
        /// A package with which they help themselves.
        SelfHelp = "self-help",
        /// Advice by telephone and message.
        Remote = "remote-advice",
        /// One of us stays with the case.
        Handler = "handler",
        /// A team that looks at evidence.
        Team = "technical-team",
    }
}

words! {
    /// The forms of support.
    Form {
        /// Advice on what to do next.
        Advisory = "advisory",
        /// Bringing the right parties together.
        Coordinating = "coordinating",
        /// Guided acquisition, system analysis, malware analysis.
        Technical = "technical",
    }
}

#[cfg(test)]
mod tests;
