//! Which language a person reads: what they chose, else what their browser asks, else Dutch.
//!
//! The sentences themselves are in `words`.

use axum::http::{header, request::Parts};
use axum_extra::extract::{CookieJar, cookie::Cookie};
use serde::{Serialize, Serializer};

/// A language that we speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dutch, the first language of the house.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// All languages, the first one first.
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// The name of the cookie, and of the query key, that keep a choice.
    pub const KEY: &'static str = "language";

    /// The tag of BCP 47: `nl` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// The language's name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Dutch => "Nederlands",
            Self::English => "English",
        }
    }

    /// A size in words, such as `1,4 MB`.
    pub fn size(self, bytes: i64) -> String {
        let point = if self == Self::Dutch { "," } else { "." };
        let tenths = |unit: i64| format!("{}{point}{}", bytes / unit, (bytes % unit) * 10 / unit);
        match bytes {
            ..1000 => format!("{bytes} B"),
            1000..1_000_000 => format!("{} kB", tenths(1000)),
            1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
            _ => format!("{} GB", tenths(1_000_000_000)),
        }
    }

    /// Reads a tag such as `nl`, `en-GB` or `NL_be`; `None` for a language we do not speak.
    pub fn read(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(first))
    }

    /// The query's choice, else the cookie's, else the best of `Accept-Language`, else Dutch.
    pub fn negotiate(query: Option<&str>, cookie: Option<&str>, accept: Option<&str>) -> Self {
        let chosen = query.and_then(Self::read).or_else(|| cookie.and_then(Self::read));
        chosen.or_else(|| accept.and_then(best_of)).unwrap_or_default()
    }

    /// The language of a request.
    pub fn of(parts: &Parts) -> Self {
        let query = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let asked =
            query.into_iter().find(|(name, _)| name == Self::KEY).map(|(_, value)| value.into_owned());
        let cookies = CookieJar::from_headers(&parts.headers);
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self::negotiate(asked.as_deref(), cookies.get(Self::KEY).map(Cookie::value), accept)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

fn best_of(accept: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for part in accept.split(',') {
        let (tag, weight) = part.split_once(";").unwrap_or((part, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
        let better = weight > 0.0 && best.is_none_or(|(so_far, _)| weight > so_far);
        if let (true, Some(language)) = (better, Language::read(tag)) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Dutch, English};

    #[test]
    fn a_choice_beats_the_browser_and_dutch_is_the_last_resort() {
        assert_eq!(Language::negotiate(Some("en"), Some("nl"), Some("nl")), English);
        assert_eq!(Language::negotiate(Some("fr"), Some("en"), Some("nl")), English);
        assert_eq!(Language::negotiate(None, None, Some("fr, en-GB;q=0.8, nl;q=0.9")), Dutch);
        assert_eq!(Language::negotiate(None, None, Some("de,en;q=0.7,nl;q=0")), English);
        assert_eq!(Language::negotiate(None, None, Some("de")), Dutch);
        assert_eq!(Language::negotiate(None, None, None), Dutch);
    }
}
