//! What is well known and what is the organisation's own: marked beside an indicator, never left out.

use super::Kind;
use crate::{
    entity::{DomainName, Network},
    law::{Law, entries},
    rulebook::{Basis, Said},
};
use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};
use core::net::IpAddr;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// A list of what everybody uses, so that nobody blocks it by accident.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benign {
    /// Short id, such as `resolvers`.
    pub id: Spanned<String>,
    /// What is on it, in a few words.
    pub name: Said,
    /// Ranges, as prefixes.
    #[serde(default)]
    pub networks: Vec<String>,
    /// Domain names; what lies below them is meant too.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Hashes of files, in hexadecimals.
    #[serde(default)]
    pub hashes: Vec<String>,
    /// What it rests on.
    pub basis: Basis,
}

entries!(Benign);

/// Why an indicator deserves a second look before anybody acts on it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mark {
    /// It is the organisation's own, by its name in the register.
    Own(String),
    /// It is on a list of what is well known, by the list's id.
    Benign(String),
}

/// All that is known to be own or benign, to look indicators up in.
#[derive(Clone, Debug, Default)]
pub struct Known {
    networks: BTreeMap<String, Vec<Mark>>,
    domains: BTreeMap<String, Vec<Mark>>,
    hashes: BTreeMap<String, Vec<Mark>>,
}

impl Known {
    /// What the lists of a day say.
    pub fn of(law: &Law, day: Date) -> Self {
        let mut known = Self::default();
        for list in law.benign.iter().filter(|list| list.basis.holds_on(day)) {
            let mark = Mark::Benign(list.id.get_ref().clone());
            for network in list.networks.iter().filter_map(|text| Network::plain(text)) {
                known.network(&network, mark.clone());
            }
            for domain in list.domains.iter().filter_map(|text| DomainName::parse(text).ok()) {
                known.domain(&domain, mark.clone());
            }
            for hash in list.hashes.iter().filter_map(|text| hash(text)) {
                known.hashes.entry(hash).or_default().push(mark.clone());
            }
        }
        known
    }

    /// Adds a range.
    pub fn network(&mut self, network: &Network, mark: Mark) {
        self.networks.entry(network.key()).or_default().push(mark);
    }

    /// Adds a domain name with all that lies below it.
    pub fn domain(&mut self, domain: &DomainName, mark: Mark) {
        self.domains.entry(domain.key()).or_default().push(mark);
    }

    /// What is known of an indicator, own before benign, each once.
    pub fn marks(&self, kind: Kind, value: &str) -> Vec<Mark> {
        let mut marks = match kind {
            Kind::Ipv4 | Kind::Ipv6 => self.of_address(value),
            Kind::Network => self.of_network(value),
            Kind::Domain => self.of_domain(value),
            Kind::Url => self.of_host(host_of(value)),
            // A webmail address is not benign because its provider is.
            Kind::Mail => {
                self.of_domain(value).into_iter().filter(|one| matches!(one, Mark::Own(_))).collect()
            }
            Kind::Md5 | Kind::Sha1 | Kind::Sha256 | Kind::Sha512 => {
                self.hashes.get(value).cloned().unwrap_or_default()
            }
            Kind::Cve | Kind::FileName => Vec::new(),
        };
        marks.sort();
        marks.dedup();
        marks
    }

    fn of_host(&self, host: &str) -> Vec<Mark> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if bare.parse::<IpAddr>().is_ok() { self.of_address(bare) } else { self.of_domain(host) }
    }

    fn of_address(&self, value: &str) -> Vec<Mark> {
        let Ok(address) = value.parse::<IpAddr>() else { return Vec::new() };
        self.gather(&self.networks, &Network::around(address.to_canonical()))
    }

    fn of_network(&self, value: &str) -> Vec<Mark> {
        let Some(network) = Network::plain(value) else { return Vec::new() };
        let mut keys = network.above();
        keys.push(network.key());
        self.gather(&self.networks, &keys)
    }

    fn of_domain(&self, value: &str) -> Vec<Mark> {
        let Ok(name) = DomainName::parse(value) else { return Vec::new() };
        let mut keys = name.above();
        keys.push(name.key());
        self.gather(&self.domains, &keys)
    }

    fn gather(&self, all: &BTreeMap<String, Vec<Mark>>, keys: &[String]) -> Vec<Mark> {
        keys.iter().filter_map(|key| all.get(key)).flatten().cloned().collect()
    }
}

/// The host of an address of the web.
fn host_of(value: &str) -> &str {
    let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (from, to) = super::host::of_authority(authority);
    authority.get(from..to).unwrap_or_default()
}

/// What cannot be read in the lists, for the operator.
pub fn mistakes(list: &Benign) -> Vec<String> {
    let networks = list.networks.iter().filter(|text| Network::plain(text).is_none());
    let domains = list.domains.iter().filter(|text| DomainName::parse(text).is_err());
    let hashes = list.hashes.iter().filter(|text| hash(text).is_none());
    networks.chain(domains).chain(hashes).map(ToString::to_string).collect()
}

/// A hash in its one form.
fn hash(text: &str) -> Option<String> {
    let hashes = [Kind::Md5, Kind::Sha1, Kind::Sha256, Kind::Sha512];
    hashes.into_iter().find_map(|kind| super::read(kind, text))
}
