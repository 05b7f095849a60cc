//! Every sentence that a person sees, by its key, in the languages of the house.
//!
//! Texts of law and questions are not here: they come from the rulebooks, already in both languages.

mod same;

use crate::{language::Language, texts::Texts};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{borrow::Cow, collections::HashMap};
use unic_langid::LanguageIdentifier;

/// A words file that cannot be read, or a key that occurs twice.
#[derive(Debug, thiserror::Error)]
#[error("words/{language}/{file}: {what}")]
pub struct BadWords {
    /// Tag of the language.
    pub language: &'static str,
    /// File within the language's folder.
    pub file: String,
    /// What is wrong, for the developer or operator.
    pub what: String,
}

/// All sentences of all languages.
pub struct Words {
    bundles: HashMap<Language, FluentBundle<FluentResource>>,
}

/// What fills the gaps of a sentence.
pub type Gaps<'a> = FluentArgs<'a>;

impl Words {
    /// Reads all words files; refuses a broken file and a key that is defined twice.
    pub fn read(texts: &Texts) -> Result<Self, BadWords> {
        let mut bundles = HashMap::new();
        for language in Language::ALL {
            bundles.insert(language, bundle(texts, language)?);
        }
        Ok(Self { bundles })
    }

    /// Whether a key (`form-save` or `form-save.hint`) exists in a language.
    pub fn knows(&self, language: Language, key: &str) -> bool {
        self.find(language, key, &Gaps::new()).is_some()
    }

    /// The sentence under a key, its gaps filled; `None` when the key or one of its gaps is missing.
    pub fn say(&self, language: Language, key: &str, gaps: &Gaps<'_>) -> Option<String> {
        let (sentence, whole) = self.find(language, key, gaps)?;
        whole.then_some(sentence)
    }

    /// The sentence as well as it can be said: in another language, or the bare key, rather than nothing.
    pub fn say_anyhow(&self, language: Language, key: &str, gaps: &Gaps<'_>) -> String {
        let others = Language::ALL.into_iter().filter(|other| *other != language);
        let mut tries = [language].into_iter().chain(others);
        let found = tries.find_map(|language| self.find(language, key, gaps));
        found.map_or_else(|| key.to_owned(), |(sentence, _)| sentence)
    }

    fn find(&self, language: Language, key: &str, gaps: &Gaps<'_>) -> Option<(String, bool)> {
        let bundle = self.bundles.get(&language)?;
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, rest)| (id, Some(rest)));
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut wrong = Vec::new();
        let sentence = bundle.format_pattern(pattern, Some(gaps), &mut wrong);
        Some((sentence.into_owned(), wrong.is_empty()))
    }
}

/// The Dutch words under keys, for samples of pages.
pub fn sample_words() -> impl Fn(&str) -> String {
    let words = Words::read(&Texts::embedded()).ok();
    move |key| match &words {
        Some(words) => words.say_anyhow(Language::Dutch, key, &Gaps::new()),
        None => String::new(),
    }
}

/// A number or a text for a gap.
pub fn gap(value: impl Into<FluentValue<'static>>) -> FluentValue<'static> {
    value.into()
}

fn bundle(texts: &Texts, language: Language) -> Result<FluentBundle<FluentResource>, BadWords> {
    let bad = |file: &str, what: String| BadWords { language: language.code(), file: file.to_owned(), what };
    let tag: LanguageIdentifier =
        language.code().parse().map_err(|_| bad("", "not a language tag".into()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Dutch => |value, _| grouped(value, '.'),
        Language::English => |value, _| grouped(value, ','),
    }));
    for (file, text) in texts.words(language.code()) {
        let resource = FluentResource::try_new(Cow::into_owned(text))
            .map_err(|(_, wrong)| bad(&file, format!("{wrong:?}")))?;
        bundle.add_resource(resource).map_err(|wrong| bad(&file, format!("{wrong:?}")))?;
    }
    Ok(bundle)
}

/// A whole number of five digits or more with its thousands apart; anything else as it is.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    let plain = digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| {
        let apart = |(at, digit)| {
            let edge = at > 0 && (digits.len() - at) % 3 == 0;
            edge.then_some(separator).into_iter().chain([digit])
        };
        digits.chars().enumerate().flat_map(apart).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_fill_their_gaps_and_count() {
        let words = Words::read(&Texts::embedded()).unwrap();
        let mut gaps = Gaps::new();
        gaps.set("count", 1);
        assert_eq!(words.say(Language::Dutch, "due-in-hours", &gaps).unwrap(), "over 1 uur");
        gaps.set("count", 3);
        assert_eq!(words.say(Language::English, "due-in-hours", &gaps).unwrap(), "in 3 hours");
        for (count, dutch, english) in [(9999, "9999", "9999"), (1_234_567, "1.234.567", "1,234,567")] {
            gaps.set("count", count);
            assert_eq!(
                words.say(Language::Dutch, "due-in-hours", &gaps).unwrap(),
                format!("over {dutch} uur")
            );
            assert_eq!(
                words.say(Language::English, "due-in-hours", &gaps).unwrap(),
                format!("in {english} hours")
            );
        }
    }

    #[test]
    fn a_missing_key_or_gap_is_noticed_yet_never_silences_a_page() {
        let words = Words::read(&Texts::embedded()).unwrap();
        assert_eq!(words.say(Language::Dutch, "no-such-key", &Gaps::new()), None);
        assert_eq!(words.say(Language::Dutch, "due-in-hours", &Gaps::new()), None);
        assert_eq!(words.say_anyhow(Language::Dutch, "no-such-key", &Gaps::new()), "no-such-key");
    }
}
