//! Ranges of addresses: read as people write them, kept as prefixes, found by every prefix around an
//! address.
//!
//! A range that is no prefix becomes several. Each prefix has one key, so that "who owns this address"
//! is at most 129 exact look-ups, however many ranges there are and however they nest.

use alloc::{format, string::String, vec, vec::Vec};
use core::{fmt, net::IpAddr};

/// A range that is no prefix is cut into at most so many.
const MOST: usize = 64;

/// A prefix of addresses, such as `192.0.2.0/24`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Network {
    /// 32 or 128.
    width: u8,
    /// The first address, as a number.
    first: u128,
    prefix: u8,
}

/// An address as it stands in a text; one of version 4 that is written as version 6 is of version 4.
pub fn address(text: &str) -> Option<IpAddr> {
    let plain = text.trim().trim_start_matches('[').trim_end_matches(']');
    plain.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

impl Network {
    /// Reads a prefix, an address or a range (`a-b`); the fault is a code.
    pub fn parse(text: &str) -> Result<Vec<Self>, &'static str> {
        let text = text.trim();
        let found = if let Some((from, to)) = text.split_once('-').or_else(|| text.split_once('–')) {
            let (from, to) = (address(from), address(to));
            Self::between(from.ok_or("not-a-network")?, to.ok_or("not-a-network")?)?
        } else {
            let (host, prefix) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b.trim())));
            let (width, number) = number(address(host).ok_or("not-a-network")?);
            let prefix = prefix.map_or(Ok(width), |prefix| prefix.parse().map_err(|_| "not-a-network"))?;
            if prefix > width {
                return Err("not-a-network");
            }
            vec![Self { width, first: number & mask(width, prefix), prefix }]
        };
        for one in &found {
            one.check()?;
        }
        Ok(found)
    }

    /// The least prefixes that make up a range.
    fn between(from: IpAddr, to: IpAddr) -> Result<Vec<Self>, &'static str> {
        let ((width, mut first), (other, last)) = (number(from), number(to));
        if width != other || first > last {
            return Err("not-a-network");
        }
        let mut found = Vec::new();
        loop {
            let room = last - first;
            let aligned = first.trailing_zeros().min(u32::from(width));
            let fits = if room == u128::MAX { 128 } else { (room + 1).ilog2() };
            let bits = aligned.min(fits);
            found.push(Self { width, first, prefix: width - u8::try_from(bits).unwrap_or(0) });
            let step = 1_u128.checked_shl(bits).unwrap_or(0);
            if found.len() > MOST {
                return Err("too-many-parts");
            }
            match first.checked_add(step) {
                Some(next) if step > 0 && next <= last => first = next,
                _ => return Ok(found),
            }
        }
    }

    /// Addresses that nobody can own alone, and ranges too wide to be one organisation's.
    fn check(&self) -> Result<(), &'static str> {
        let own = |text: &str| Self::bare(text).is_some_and(|other| other.contains(self));
        let four = [
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "224.0.0.0/3",
        ];
        let six = ["::/16", "fc00::/7", "fe80::/10", "ff00::/8"];
        if self.prefix < if self.width == 32 { 8 } else { 16 } {
            return Err("too-wide");
        }
        if four.into_iter().chain(six).any(own) { Err("private-network") } else { Ok(()) }
    }

    /// Reads a prefix or an address of anybody's, private ones too: what stands in a report.
    pub fn plain(text: &str) -> Option<Self> {
        let (host, prefix) = text.split_once('/').map_or((text, None), |(host, rest)| (host, Some(rest)));
        let (width, number) = number(host.parse::<IpAddr>().ok()?);
        let prefix = prefix.map_or(Some(width), |prefix| prefix.parse().ok())?;
        (prefix <= width).then(|| Self { width, first: number & mask(width, prefix), prefix })
    }

    /// A prefix without the checks on who can own it.
    fn bare(text: &str) -> Option<Self> {
        let (host, prefix) = text.split_once('/')?;
        let (width, number) = number(address(host)?);
        Some(Self { width, first: number, prefix: prefix.parse().ok()? })
    }

    /// Whether all of another lies within this one.
    pub fn contains(&self, other: &Self) -> bool {
        self.width == other.width
            && self.prefix <= other.prefix
            && other.first & mask(self.width, self.prefix) == self.first
    }

    /// The key under which it is kept: the same for the same addresses, and sorted by them.
    pub fn key(&self) -> String {
        key(self.width, self.first, self.prefix)
    }

    /// The keys of all prefixes that hold an address, the widest first.
    pub fn around(address: IpAddr) -> Vec<String> {
        let (width, number) = number(address);
        (0..=width).map(|prefix| key(width, number & mask(width, prefix), prefix)).collect()
    }

    /// The keys of all wider prefixes that hold this one.
    pub fn above(&self) -> Vec<String> {
        let wider = |prefix| key(self.width, self.first & mask(self.width, prefix), prefix);
        (0..self.prefix).map(wider).collect()
    }

    /// Between these keys, both exclusive, lie all that begin within this one.
    pub fn within(&self) -> (String, String) {
        let last = self.first | !mask(self.width, self.prefix) & mask_all(self.width);
        (digits(self.width, self.first), format!("{}~", digits(self.width, last)))
    }

    /// The zone of the domain name system for its addresses, where one fits exactly.
    pub fn reverse_zone(&self) -> Option<String> {
        let (step, tail) = if self.width == 32 { (8, "in-addr.arpa") } else { (4, "ip6.arpa") };
        if self.prefix == 0 || !self.prefix.is_multiple_of(step) {
            return None;
        }
        let mut zone = String::new();
        for label in (0..self.prefix / step).rev() {
            let shift = self.width - (label + 1) * step;
            let part = (self.first >> shift) & if step == 8 { 0xff } else { 0xf };
            zone.push_str(&if step == 8 { format!("{part}.") } else { format!("{part:x}.") });
        }
        zone.push_str(tail);
        Some(zone)
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = if self.width == 32 {
            IpAddr::from(u32::try_from(self.first).unwrap_or(0).to_be_bytes())
        } else {
            IpAddr::from(self.first.to_be_bytes())
        };
        write!(f, "{address}/{}", self.prefix)
    }
}

fn number(address: IpAddr) -> (u8, u128) {
    match address {
        IpAddr::V4(four) => (32, u128::from(four.to_bits())),
        IpAddr::V6(six) => (128, six.to_bits()),
    }
}

const fn mask_all(width: u8) -> u128 {
    if width == 32 { u32::MAX as u128 } else { u128::MAX }
}

fn mask(width: u8, prefix: u8) -> u128 {
    let free = u32::from(width - prefix.min(width));
    mask_all(width) & u128::MAX.checked_shl(free).unwrap_or(0)
}

fn digits(width: u8, first: u128) -> String {
    if width == 32 { format!("4{first:08x}") } else { format!("6{first:032x}") }
}

fn key(width: u8, first: u128, prefix: u8) -> String {
    format!("{}/{prefix:03}", digits(width, first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Vec<String>, &'static str> {
        Network::parse(text).map(|all| all.iter().map(Network::to_string).collect())
    }

    #[test]
    fn people_write_ranges_in_many_ways() {
        assert_eq!(read(" 192.0.2.7/24 "), Ok(vec!["192.0.2.0/24".into()]));
        assert_eq!(read("192.0.2.7"), Ok(vec!["192.0.2.7/32".into()]));
        assert_eq!(read("::ffff:192.0.2.7"), Ok(vec!["192.0.2.7/32".into()]));
        assert_eq!(read("2001:db8::/32"), Ok(vec!["2001:db8::/32".into()]));
        assert_eq!(read("192.0.2.0 - 192.0.2.255"), Ok(vec!["192.0.2.0/24".into()]));
        assert_eq!(
            read("192.0.2.1-192.0.2.6"),
            Ok(vec![
                "192.0.2.1/32".into(),
                "192.0.2.2/31".into(),
                "192.0.2.4/31".into(),
                "192.0.2.6/32".into()
            ])
        );
        assert_eq!(read("ffff::1-ffff::1"), Err("private-network"));
    }

    #[test]
    fn what_nobody_owns_is_told_apart() {
        assert_eq!(read("10.1.0.0/16"), Err("private-network"));
        assert_eq!(read("fd00::/48"), Err("private-network"));
        assert_eq!(read("0.0.0.0/0"), Err("too-wide"));
        assert_eq!(read("192.0.2.0/33"), Err("not-a-network"));
        assert_eq!(read("192.0.2.9-192.0.2.1"), Err("not-a-network"));
        assert_eq!(read("waterbedrijf.nl"), Err("not-a-network"));
        assert_eq!(read("2001:db8::1-2001:db8:ffff:ffff:ffff:ffff:ffff:fffe"), Err("too-many-parts"));
    }

    #[test]
    fn reverse_zones_exist_where_labels_end() {
        let zone = |text: &str| Network::parse(text).unwrap()[0].reverse_zone();
        assert_eq!(zone("192.0.2.0/24").unwrap(), "2.0.192.in-addr.arpa");
        assert_eq!(zone("192.0.2.0/25"), None);
        assert_eq!(zone("2001:db8::/32").unwrap(), "8.b.d.0.1.0.0.2.ip6.arpa");
    }

    proptest! {
        #[test]
        fn an_address_is_found_in_exactly_the_prefixes_that_hold_it(a: u32, b: u32, prefix in 8_u8..=32) {
            let network = Network { width: 32, first: u128::from(a) & mask(32, prefix), prefix };
            let one = IpAddr::from(b.to_be_bytes());
            let holds = network.contains(&Network { width: 32, first: u128::from(b), prefix: 32 });
            prop_assert_eq!(Network::around(one).contains(&network.key()), holds);
            let (from, to) = network.within();
            let inner = Network { width: 32, first: u128::from(b), prefix: 32 }.key();
            prop_assert_eq!(from < inner && inner < to, holds);
        }

        #[test]
        fn a_range_is_made_of_its_parts_and_nothing_else(a: u32, length in 0_u32..5000) {
            let last = a.saturating_add(length);
            let parts = Network::between(IpAddr::from(a.to_be_bytes()), IpAddr::from(last.to_be_bytes())).unwrap();
            let sizes: u64 = parts.iter().map(|one| 1_u64 << (32 - one.prefix)).sum();
            prop_assert_eq!(sizes, u64::from(last - a) + 1);
            prop_assert_eq!(parts[0].first, u128::from(a));
        }
    }
}
