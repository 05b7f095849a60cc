//! Kinds of incident that playbooks, advice and acquisition cards are written for.
//!
//! Not here: the scenarios of exercises, which are stories (`drill`), and the assessment.

use alloc::string::String;
use serde::{Deserialize, Deserializer, de::Error as _};

/// A kind of incident, as somebody who is hit would name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scenario {
    /// Whatever it is: what always holds.
    Any,
    /// A VPN gateway, firewall or load balancer at the edge.
    EdgeDevice,
    /// Windows servers and Active Directory.
    Windows,
    /// Linux servers.
    Linux,
    /// VMware ESXi hosts.
    Esxi,
    /// Microsoft 365 and Entra ID.
    Microsoft365,
    /// Mail: phishing and fraud by mail.
    Mail,
    /// Files were encrypted, or soon will be.
    Ransomware,
    /// A service is flooded.
    Ddos,
    /// Operational technology.
    Ot,
}

impl Scenario {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 10] = [
        Self::Any,
        Self::Ransomware,
        Self::EdgeDevice,
        Self::Windows,
        Self::Linux,
        Self::Esxi,
        Self::Microsoft365,
        Self::Mail,
        Self::Ddos,
        Self::Ot,
    ];

    /// The stable name, as rulebooks and rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::EdgeDevice => "edge-device",
            Self::Windows => "windows",
            Self::Linux => "linux",
            Self::Esxi => "esxi",
            Self::Microsoft365 => "m365",
            Self::Mail => "mail",
            Self::Ransomware => "ransomware",
            Self::Ddos => "ddos",
            Self::Ot => "ot",
        }
    }

    /// The scenario behind a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl<'de> Deserialize<'de> for Scenario {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let name = String::deserialize(reader)?;
        Self::named(&name).ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            D::Error::custom(alloc::format!("no scenario is called `{name}`: choose one of {known}"))
        })
    }
}
