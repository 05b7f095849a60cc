//! How the list of verbs becomes a type: one line a verb, with its name and its group.

macro_rules! verbs {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $group:ident;)+) => {
        /// Something that can be done: the journal's word for it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Verb { $($(#[$doc])* $variant,)+ }

        impl Verb {
            /// All verbs, in the order of the printed table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The verb's name in the journal and the printed table.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The group that the policy rules on.
            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)+ }
            }
        }
    };
}

pub(super) use verbs;
