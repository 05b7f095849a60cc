//! What an entity claims to own on the internet, in one shape: a sort, a key and its text.
//!
//! Not here: whether the claim is proven; that is the register's to remember.

use super::{Autonomous, DomainName, Network};
use alloc::{string::String, string::ToString, vec::Vec};

/// The sorts of things that can be claimed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Sort {
    /// A range of addresses.
    Network,
    /// A domain name.
    Domain,
    /// An autonomous system.
    System,
}

impl Sort {
    /// The sort's name in the database and the words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Domain => "domain",
            Self::System => "system",
        }
    }

    /// A sort by its name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Network, Self::Domain, Self::System].into_iter().find(|sort| sort.name() == name)
    }
}

/// One thing on the internet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Asset {
    /// What it is.
    pub sort: Sort,
    /// The key under which it is kept.
    pub key: String,
    /// How it is written.
    pub text: String,
}

impl Asset {
    /// A range of addresses.
    pub fn network(one: Network) -> Self {
        Self { sort: Sort::Network, key: one.key(), text: one.to_string() }
    }

    /// A domain name.
    pub fn domain(one: &DomainName) -> Self {
        Self { sort: Sort::Domain, key: one.key(), text: one.as_str().into() }
    }

    /// An autonomous system.
    pub fn system(one: Autonomous) -> Self {
        Self { sort: Sort::System, key: one.key(), text: one.to_string() }
    }

    /// The keys of wider things of the same sort that hold this one.
    pub fn above(&self) -> Vec<String> {
        match self.sort {
            Sort::Network => self.as_network().map(|one| one.above()).unwrap_or_default(),
            Sort::Domain => self.as_domain().map(|one| one.above()).unwrap_or_default(),
            Sort::System => Vec::new(),
        }
    }

    /// Between these keys, both exclusive, lie the narrower things of the same sort.
    pub fn within(&self) -> Option<(String, String)> {
        match self.sort {
            Sort::Network => self.as_network().map(|one| one.within()),
            Sort::Domain => self.as_domain().map(|one| one.within()),
            Sort::System => None,
        }
    }

    /// The name at which a proof is looked for in the domain name system, where there is one.
    pub fn zone(&self) -> Option<String> {
        match self.sort {
            Sort::Network => self.as_network().and_then(|one| one.reverse_zone()),
            Sort::Domain => Some(self.text.clone()),
            Sort::System => None,
        }
    }

    fn as_network(&self) -> Option<Network> {
        Network::parse(&self.text).ok().and_then(|all| all.first().copied())
    }

    fn as_domain(&self) -> Option<DomainName> {
        DomainName::parse(&self.text).ok()
    }
}
