//! Names of hosts: what is a domain name and what only looks like one.

use alloc::string::{String, ToString};

/// Names at the top that are reserved or live outside the public list, and are seen in reports.
const OUTSIDE: [&str; 10] =
    ["example", "test", "invalid", "local", "internal", "lan", "onion", "i2p", "corp", "bit"];
/// Endings of files that are names at the top as well: `setup.py` is a file unless it is written as a name.
const BOTH: [&str; 14] =
    ["zip", "mov", "py", "sh", "rs", "md", "pl", "so", "ps", "cc", "app", "bz", "ai", "cab"];
/// Endings of files.
const FILES: [&str; 68] = [
    "exe", "dll", "sys", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "hta", "scr", "lnk",
    "iso", "img", "vhd", "vhdx", "doc", "docx", "docm", "dot", "dotm", "xls", "xlsx", "xlsm", "xlsb", "ppt",
    "pptx", "pptm", "one", "pdf", "rtf", "rar", "7z", "tar", "gz", "tgz", "xz", "cab", "jar", "war", "msi",
    "msix", "php", "asp", "aspx", "ashx", "jsp", "jspx", "elf", "apk", "dmg", "pkg", "deb", "rpm", "reg",
    "cpl", "ocx", "drv", "efi", "eml", "msg", "html", "htm", "evtx", "dmp",
];
/// At the top so often that a capital after the dot is no new sentence.
const COMMON: [&str; 8] = ["com", "net", "org", "nl", "eu", "de", "be", "info"];

/// Reads a domain name: in lower case, in letters of the domain name system.
///
/// `meant` says that somebody wrote it so that it cannot be followed: then the name at the top need not
/// be one that we know.
pub fn domain(text: &str, meant: bool) -> Option<String> {
    if text.len() > 253 || !text.contains('.') {
        return None;
    }
    let name = if text.is_ascii() { text.to_ascii_lowercase() } else { idna::domain_to_ascii(text).ok()? };
    let labels = || name.split('.');
    let last = labels().next_back()?;
    if !labels().all(is_label) || labels().count() < 2 || last.len() < 2 || !is_top(last) {
        return None;
    }
    let known = OUTSIDE.contains(&last) || psl::suffix(name.as_bytes()).is_some_and(|one| one.is_known());
    if !(known || meant) || is_registry(&name) || (!meant && is_prose(text)) {
        return None;
    }
    Some(name)
}

/// Whether a text is the name of a file, and not a domain name.
pub fn is_file(text: &str, meant: bool) -> bool {
    let Some((stem, ending)) = text.rsplit_once('.') else { return false };
    if meant || is_prose(text) || text.len() > 255 || !stem.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let plain = |one: char| one.is_alphanumeric() || "._-~+$%@".contains(one);
    let ending = ending.to_ascii_lowercase();
    let both = BOTH.contains(&ending.as_str()) && !stem.contains('.');
    text.chars().all(plain) && (FILES.contains(&ending.as_str()) || both)
}

fn is_label(label: &str) -> bool {
    let fits = (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    fits && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_top(label: &str) -> bool {
    label.starts_with("xn--") || label.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `co.uk`: a name under which others register, run by a registry.
fn is_registry(name: &str) -> bool {
    psl::suffix(name.as_bytes()).is_some_and(|one| one == name && one.typ() == Some(psl::Type::Icann))
}

/// `nothing.So`: a sentence that ended without a blank.
fn is_prose(text: &str) -> bool {
    let mut labels = text.split('.');
    let (Some(first), Some(second), None) = (labels.next(), labels.next(), labels.next()) else {
        return false;
    };
    let capital = second.starts_with(char::is_uppercase) && second.chars().skip(1).all(char::is_lowercase);
    capital && first.ends_with(char::is_lowercase) && !COMMON.contains(&second.to_lowercase().as_str())
}

/// The host within an authority (`user@host:port`), and where in it the host begins and ends.
pub fn of_authority(authority: &str) -> (usize, usize) {
    let start = authority.rfind('@').map_or(0, |at| at + 1);
    let rest = authority.get(start..).unwrap_or_default();
    if rest.starts_with('[') {
        return (start, rest.find(']').map_or(authority.len(), |at| start + at + 1));
    }
    let colon = rest.find(':').filter(|at| rest.matches(':').count() == 1 || *at > 4);
    let six = rest.parse::<core::net::Ipv6Addr>().is_ok();
    (start, colon.filter(|_| !six).map_or(authority.len(), |at| start + at))
}

/// A host in its one form: an address of the network, or a name of letters.
pub fn host(text: &str, meant: bool) -> Option<String> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = bare.parse::<core::net::IpAddr>() {
        return Some(if address.is_ipv6() { alloc::format!("[{address}]") } else { address.to_string() });
    }
    let single = !text.contains('.') && is_label(text) && text.bytes().any(|one| one.is_ascii_alphabetic());
    if single { Some(text.to_ascii_lowercase()) } else { domain(text.trim_end_matches('.'), meant) }
}
