use super::*;
use crate::{
    entity::{DomainName, Network},
    law::Law,
    rulebook::Source,
};
use alloc::{format, string::ToString, vec};
use core::slice;
use jiff::civil::date;
use proptest::prelude::*;

fn of(text: &str) -> Vec<(Kind, String)> {
    extract(text).found.into_iter().map(|one| (one.kind, one.value)).collect()
}

fn values(text: &str) -> Vec<String> {
    of(text).into_iter().map(|(_, value)| value).collect()
}

fn one(text: &str) -> (Kind, String) {
    let all = of(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all[0].clone()
}

#[test]
fn addresses_of_the_network() {
    assert_eq!(one("seen 198.51.100.23."), (Kind::Ipv4, "198.51.100.23".into()));
    assert_eq!(one("198[.]51[.]100[.]23:8443"), (Kind::Ipv4, "198.51.100.23".into()));
    assert_eq!(one("198.51.100(.)23"), (Kind::Ipv4, "198.51.100.23".into()));
    assert_eq!(one("198.51.100[.23"), (Kind::Ipv4, "198.51.100.23".into()));
    assert_eq!(one("range 198.51.100.77/24,"), (Kind::Network, "198.51.100.0/24".into()));
    assert_eq!(one("2001:0DB8:0:0::7"), (Kind::Ipv6, "2001:db8::7".into()));
    assert_eq!(one("2001[:]db8[:][:]7"), (Kind::Ipv6, "2001:db8::7".into()));
    assert_eq!(one("[2001:db8::7]:443"), (Kind::Ipv6, "2001:db8::7".into()));
    assert_eq!(one("::ffff:198.51.100.23"), (Kind::Ipv4, "198.51.100.23".into()));
    assert_eq!(one("2001:db8::/32"), (Kind::Network, "2001:db8::/32".into()));
    for none in ["1.2.3.4.5", "256.1.1.1", "12:34:56", "std::vec", "aa:bb:cc:dd:ee:ff", "1.2.3", "v10.0"] {
        assert_eq!(of(none), [], "{none}");
    }
}

#[test]
fn names() {
    for text in [
        "evil.example",
        "evil[.]example",
        "EVIL(.)Example",
        "evil{dot}example",
        "evil [dot] example",
        "evil [.] example",
        "evil[ . ]example",
        "evil[punt]example",
        "evil.]example",
        "(evil.example)",
        "<evil.example>",
        "'evil.example',",
        "evil.example:443",
        "evil\u{200b}.example",
        "evil。example",
    ] {
        assert_eq!(one(text), (Kind::Domain, "evil.example".into()), "{text}");
    }
    assert_eq!(one("bücher.de").1, "xn--bcher-kva.de");
    assert_eq!(one("login.gov.uk").1, "login.gov.uk");
    assert_eq!(one("c2[.]unheardof").1, "c2.unheardof", "whoever defangs it, means it");
    assert_eq!(one("facebookcorewwwi.onion").1, "facebookcorewwwi.onion");
    for none in
        ["co.uk", "c2.unheardof", "einde.So", "e.g.", "i.e.", "naam.achternaam", "3.14", "a-.com", "a..nl"]
    {
        assert_eq!(of(none), [], "{none}");
    }
}

#[test]
fn addresses_of_the_web_and_their_hosts() {
    let of_web = |text: &str| {
        let all = of(text);
        assert_eq!(all.len(), 2, "{text}: {all:?}");
        assert_eq!(all[0].0, Kind::Url);
        (all[0].1.clone(), all[1].1.clone())
    };
    for text in [
        "http://evil.example/a",
        "hxxp://evil[.]example/a",
        "hXXp[:]//evil(.)example/a",
        "hxxp[://]evil[dot]example/a",
        "h**p://evil.example/a.",
        "meow://evil.example/a",
        "(http://evil.example/a)",
        "\"http://EVIL.example/a\"",
        "http://evil.example/a,1,2",
        "http[:]//evil[.]example[/]a",
    ] {
        assert_eq!(of_web(text), ("http://evil.example/a".into(), "evil.example".into()), "{text}");
    }
    assert_eq!(of_web("hxxps://u:p@198.51.100[.]7:8080/x?y=z#w").0, "https://u:p@198.51.100.7:8080/x?y=z#w");
    assert_eq!(of_web("https://[2001:db8::7]/x"), ("https://[2001:db8::7]/x".into(), "2001:db8::7".into()));
    assert_eq!(of_web("http://nl.example/a_(b)").0, "http://nl.example/a_(b)");
    assert_eq!(of_web("http://nl.example/a;jsessionid=9;x").0, "http://nl.example/a;jsessionid=9");
    assert_eq!(of_web("fxp://files[.]evil.example").0, "ftp://files.evil.example");
    assert_eq!(
        of_web("evil[.]example/gate.php?id=1"),
        ("evil.example/gate.php?id=1".into(), "evil.example".into())
    );
    assert_eq!(values("a.example/x,b.example/y").len(), 4);
    assert_eq!(values("http://a.example,http://b.example").len(), 4);
    assert_eq!(values("http://a.example;http://b.example").len(), 4);
    assert_eq!(one("http://intranet/x").0, Kind::Url);
}

#[test]
fn mail_hashes_numbers_and_files() {
    for text in [
        "ans@evil.example",
        "ans[@]evil[.]example",
        "ans(at)evil{dot}example",
        "mailto:ans@evil.example",
        "ans [at] evil [dot] example",
        "From:ans@evil.example",
    ] {
        assert_eq!(one(text), (Kind::Mail, "ans@evil.example".into()), "{text}");
    }
    for (length, kind) in [(32, Kind::Md5), (40, Kind::Sha1), (64, Kind::Sha256), (128, Kind::Sha512)] {
        let hash = "Ab".repeat(length / 2);
        assert_eq!(one(&format!("sha:{hash};")), (kind, hash.to_lowercase()));
        assert_eq!(of(&format!("{hash}0")), [], "a digit too many");
    }
    assert_eq!(one("(cve-2026-12345)"), (Kind::Cve, "CVE-2026-12345".into()));
    assert_eq!(one("CVE–2026–12345").1, "CVE-2026-12345", "as a word processor writes it");
    assert_eq!(of("CVE-2026-123"), []);
    for (text, name) in [
        ("C:\\Users\\ans\\invoice.exe", "invoice.exe"),
        ("/tmp/.x/run.sh", "run.sh"),
        ("factuur.pdf.lnk", "factuur.pdf.lnk"),
        ("setup.py", "setup.py"),
    ] {
        assert_eq!(one(text), (Kind::FileName, name.into()), "{text}");
    }
    assert_eq!(one("evil[.]zip"), (Kind::Domain, "evil.zip".into()));
}

#[test]
fn each_once_with_its_place() {
    let text = "regel één\nzie hxxp://evil[.]example/a en evil[.]example\nEVIL.example\n";
    let all = extract(text).found;
    assert_eq!(all.len(), 2);
    let written: Vec<_> =
        all.iter().map(|one| (&text[one.place.start..one.place.end], one.place.line)).collect();
    assert_eq!(written, [("hxxp://evil[.]example/a", 2), ("evil[.]example", 2)]);
    assert_eq!(all[1].times, 3);
}

#[test]
fn one_indicator_is_read_as_it_was_typed() {
    assert_eq!(read(Kind::Ipv4, " 198[.]51.100.7 "), Some("198.51.100.7".into()));
    assert_eq!(read(Kind::Ipv4, "198.51.100.7 and more"), None);
    assert_eq!(read(Kind::Domain, "c2.unheardof"), Some("c2.unheardof".into()), "a person said what it is");
    assert_eq!(read(Kind::FileName, "a b.txt"), Some("a b.txt".into()));
    assert_eq!(read(Kind::FileName, "a/b"), None);
    assert_eq!(recognise("hxxps://evil[.]example/x"), Some((Kind::Url, "https://evil.example/x".into())));
    assert_eq!(recognise("zomaar wat"), None);
    for (kind, value) in
        of("hxxps://u@evil.example/x.y ans@b.example 198.51.100.7 2001:db8::7 10.0.0.0/8 a.nl")
    {
        let shown = defanged(kind, &value);
        assert_ne!(shown, value);
        assert_eq!(read(kind, &shown), Some(value), "{shown}");
    }
}

fn lists() -> Law {
    let text = include_str!("../../../../rulebooks/eu/benign.toml").to_string();
    let (law, mistakes) = Law::read(&[Source { file: "eu/benign.toml".into(), text }]);
    assert_eq!(mistakes, []);
    law
}

#[test]
fn own_and_well_known_are_marked_and_stay() {
    let mut known = Known::of(&lists(), date(2026, 11, 26));
    let own = Mark::Own("Waterbedrijf Noord".into());
    known.network(&Network::plain("9.9.8.0/22").unwrap(), own.clone());
    known.domain(&DomainName::parse("noord.nl").unwrap(), own.clone());
    let marks = |kind, value: &str| known.marks(kind, value);
    let benign = |id: &str| Mark::Benign(id.into());
    assert_eq!(marks(Kind::Ipv4, "10.1.2.3"), [benign("private")]);
    assert_eq!(marks(Kind::Ipv4, "203.0.113.9"), [benign("documentation")]);
    assert_eq!(marks(Kind::Ipv4, "9.9.9.9"), [own.clone(), benign("resolvers")]);
    assert_eq!(marks(Kind::Ipv6, "2606:4700:4700::1111"), [benign("resolvers")]);
    assert_eq!(marks(Kind::Network, "192.168.4.0/24"), [benign("private")]);
    assert_eq!(marks(Kind::Network, "0.0.0.0/0"), []);
    assert_eq!(marks(Kind::Domain, "evil.githubusercontent.com"), [benign("everyday")]);
    assert_eq!(marks(Kind::Url, "https://x@mail.noord.nl:8443/y"), slice::from_ref(&own));
    assert_eq!(marks(Kind::Url, "http://[::1]/y"), [benign("local")]);
    assert_eq!(marks(Kind::Mail, "boef@gmail.com"), [], "its provider is well known, it is not");
    assert_eq!(marks(Kind::Mail, "ans@noord.nl"), [own]);
    assert_eq!(marks(Kind::Domain, "notnoord.nl"), []);
    assert_eq!(marks(Kind::Md5, "d41d8cd98f00b204e9800998ecf8427e"), [benign("empty")]);
}

#[test]
fn a_list_with_a_mistake_names_its_line() {
    let text = "kind = \"benign\"\n[[benign]]\nid = \"x\"\nname = { nl = \"x\", en = \"x\" }\nnetworks = [\"10/99\"]\nhashes = [\"d41d\"]\n\
                basis = { clause = \"x\", source = \"y\" }";
    let (_, mistakes) = Law::read(&[Source { file: "x.toml".into(), text: text.into() }]);
    assert_eq!((mistakes.len(), mistakes[0].line), (2, 3), "{mistakes:?}");
}

#[test]
fn more_than_the_most_is_cut_and_said() {
    let text: String = (0..MOST + 9).map(|n| format!("a{n}.nl ")).collect();
    let all = extract(&text);
    assert!(all.cut && all.found.len() == MOST);
}

/// Pastes that are made to cost: each must be done in a moment, as long as it is.
#[test]
fn hostile_pastes_cost_no_more_than_others() {
    let parts = [
        "http://",
        "http://,",
        "a.nl/",
        "a.nl/x,",
        "[",
        "[.",
        "((((",
        "@",
        "a@",
        ":",
        "::",
        "1:",
        ".",
        "a.",
        "/",
        "a/",
        "hxxp[",
        "[dot",
        "\\",
        " [",
        "http://[]",
        "http://]",
        "x;y=",
        "http://a;b=",
        "\u{ad}",
        "CVE-",
        "-",
        "é.",
        "1.1.1.1/",
        "http://a.nl/)",
        "://",
        "a://",
        ")",
        "1.1.1.1,",
        "a@b.nl:",
    ];
    for part in parts {
        let text = part.repeat(400_000 / part.len());
        assert!(extract(&text).found.len() < 10, "{part}");
    }
}

proptest! {
    #[test]
    fn whatever_is_pasted_every_place_lies_in_it(text in ".{0,400}") {
        for one in extract(&text).found {
            prop_assert!(text.get(one.place.start..one.place.end).is_some(), "{one:?}");
        }
    }

    #[test]
    fn what_is_made_of_our_own_marks_stands_too(parts in proptest::collection::vec(prop_oneof![
        Just("["), Just("."), Just("]"), Just("hxxp"), Just("://"), Just("@"), Just("evil"), Just("nl"), Just(" "),
        Just("(dot)"), Just("/"), Just(":"), Just("198.51.100.7"), Just("::"), Just("1"), Just("\u{ad}"), Just("é"),
    ], 0..60)) {
        let text = parts.concat();
        let all = extract(&text).found;
        for one in &all {
            prop_assert!(text.get(one.place.start..one.place.end).is_some());
            prop_assert!(one.times >= 1 && one.place.line == 1);
        }
        let again: Vec<_> = all.iter().map(|one| (one.kind, one.value.clone())).collect();
        let mut once = again.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), again.len());
    }

    #[test]
    fn every_address_is_found_defanged_or_not(a: u32, name in "[a-z]{3,12}") {
        let four = core::net::Ipv4Addr::from(a).to_string();
        prop_assert_eq!(values(&four.replace('.', "[.]")), vec![four]);
        prop_assert_eq!(values(&format!("hxxps[:]//{name}[.]nl")), vec![format!("https://{name}.nl"), format!("{name}.nl")]);
    }
}
