//! Markings: how far something may go (TLP 2.0), what may be done with it (PAP), and how sure we are.
//!
//! Whether it may be shared at all is [`crate::sharing`]'s.

macro_rules! scale {
    ($(#[$doc:meta])* $name:ident { $($(#[$line:meta])* $one:ident = $code:literal, $shown:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$line])* $one,)+ }

        impl $name {
            /// All of them, from the freest or least on.
            pub const ALL: &'static [Self] = &[$(Self::$one,)+];

            /// Stable code, for the store, the words and the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$one => $code,)+ }
            }

            /// As it stands on paper; the same in every language where it is a label of a standard.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$one => $shown,)+ }
            }

            /// By its code.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

scale! {
    /// The Traffic Light Protocol, version 2.0 (FIRST, August 2022).
    Tlp {
        /// No limit on disclosure.
        Clear = "clear", "TLP:CLEAR";
        /// The community.
        Green = "green", "TLP:GREEN";
        /// The organisation and its clients, need to know.
        Amber = "amber", "TLP:AMBER";
        /// The organisation only.
        AmberStrict = "amber-strict", "TLP:AMBER+STRICT";
        /// Only who was told.
        Red = "red", "TLP:RED";
    }
}

scale! {
    /// The Permissible Actions Protocol: what may be done with it so that the attacker does not notice.
    Pap {
        /// Anything that the law allows.
        Clear = "clear", "PAP:CLEAR";
        /// Active measures such as blocking.
        Green = "green", "PAP:GREEN";
        /// Passive cross-checks, nothing that reaches the attacker's side.
        Amber = "amber", "PAP:AMBER";
        /// Only passive and not visible from outside.
        Red = "red", "PAP:RED";
    }
}

scale! {
    /// How sure we are of something.
    Confidence {
        /// Nobody said.
        Unknown = "unknown", "unknown";
        /// It may well be otherwise.
        Low = "low", "low";
        /// Plausible, with some support.
        Medium = "medium", "medium";
        /// Well supported.
        High = "high", "high";
    }
}

impl Confidence {
    /// The number that STIX 2.1 keeps for it (0 to 100, its scale of none, low, medium and high).
    pub const fn percent(self) -> Option<u8> {
        match self {
            Self::Unknown => None,
            Self::Low => Some(15),
            Self::Medium => Some(50),
            Self::High => Some(85),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_the_scale_has_its_order() {
        for one in Tlp::ALL {
            assert_eq!(Tlp::parse(one.code()), Some(*one));
            assert!(one.label().to_lowercase().replace('+', "-").ends_with(one.code()));
        }
        assert!(Tlp::Clear < Tlp::Red && Tlp::Amber < Tlp::AmberStrict);
        assert!(Pap::ALL.iter().all(|one| Pap::parse(one.code()) == Some(*one)));
        assert_eq!(Tlp::parse("white"), None, "the word of version 1");
        assert_eq!(Confidence::High.percent(), Some(85));
    }
}
