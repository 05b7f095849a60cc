//! The page engine: a page is a struct, a template of the same name draws it, in any language.
//!
//! Not here: what a page says (each room's handler holds its struct) and the letters we send.

mod field;
mod frame;
mod functions;
mod styleguide;
mod walls;

pub use field::{Choice, Field, Kind};
pub use frame::{Frame, Notice, Person, Tone};
pub use styleguide::Styleguide;

use crate::{
    courier::letter::Letters,
    language::Language,
    texts::Texts,
    words::{BadWords, Words},
};
use jiff::tz::TimeZone;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, value::Serde};
use serde::Serialize;
use std::sync::Arc;

/// What one page shows.
pub trait Page: Serialize {
    /// The template, by its path within `pages/`, such as `door/start.html`.
    const TEMPLATE: &'static str;

    /// The key of the title's words; a template may override the block `title` to fill gaps.
    fn title(&self) -> &'static str;

    /// Every state worth looking at: all of them are drawn in all languages by the tests.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// A page that could not be drawn. Never shown to a person.
#[derive(Debug, thiserror::Error)]
pub enum PageTrouble {
    /// The words could not be read.
    #[error(transparent)]
    Words(#[from] BadWords),
    /// The template is missing or wrong.
    #[error("{template}: {source:#}")]
    Template {
        /// The page's template.
        template: &'static str,
        /// What the engine says.
        source: minijinja::Error,
    },
}

/// Draws pages. Cheap to clone.
#[derive(Clone)]
pub struct Pages {
    texts: Texts,
    zone: TimeZone,
    kept: Arc<Kept>,
}

/// What is read once when texts cannot change.
struct Kept {
    words: Arc<Words>,
    environments: Vec<(Language, Environment<'static>)>,
}

impl Pages {
    /// Reads all texts; `zone` is the legal zone in which times are shown.
    pub fn new(texts: Texts, zone: TimeZone) -> Result<Self, PageTrouble> {
        let words = Arc::new(Words::read(&texts)?);
        let drawn = |language| (language, environment(&texts, &words, language, &zone));
        let environments = Language::ALL.into_iter().map(drawn).collect();
        Ok(Self { kept: Arc::new(Kept { words, environments }), texts, zone })
    }

    /// The page as a whole HTML document.
    pub fn render<P: Page>(&self, frame: &Frame, page: &P) -> Result<String, PageTrouble> {
        self.draw(frame, P::TEMPLATE, page.title(), Value::from(Serde(page)))
    }

    /// The letters of the house, with the same texts and words.
    pub fn letters(&self) -> Letters {
        Letters::new(self.texts.clone(), self.kept.words.clone(), self.zone.clone())
    }

    /// The words of the house, for what is not a page: mail, errors of the API.
    pub fn words(&self) -> &Words {
        &self.kept.words
    }

    fn draw(
        &self,
        frame: &Frame,
        template: &'static str,
        title: &'static str,
        page: Value,
    ) -> Result<String, PageTrouble> {
        let wrong = |source| PageTrouble::Template { template, source };
        let switches = Value::from(Serde(&frame.switches()));
        let all =
            context! { frame => Value::from(Serde(frame)), title => title, switches => switches, ..page };
        if self.texts.live() {
            let words = Arc::new(Words::read(&self.texts)?);
            let fresh = environment(&self.texts, &words, frame.language, &self.zone);
            return fresh.get_template(template).and_then(|drawn| drawn.render(all)).map_err(wrong);
        }
        let mut kept = self.kept.environments.iter();
        let (_, environment) = kept.find(|(language, _)| *language == frame.language).ok_or_else(|| {
            wrong(minijinja::Error::new(minijinja::ErrorKind::TemplateNotFound, "no such language"))
        })?;
        environment.get_template(template).and_then(|drawn| drawn.render(all)).map_err(wrong)
    }
}

fn environment(
    texts: &Texts,
    words: &Arc<Words>,
    language: Language,
    zone: &TimeZone,
) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let texts = texts.clone();
    environment.set_loader(move |name| Ok(texts.page(name).map(|text| text.into_owned())));
    functions::add(&mut environment, words, language, zone);
    environment
}

/// One state of one page, for the wall that draws them all.
pub struct Sample {
    /// The page's template.
    pub template: &'static str,
    /// The key of the title's words.
    pub title: &'static str,
    page: Value,
}

impl Sample {
    /// Draws the sample.
    pub fn render(&self, pages: &Pages, frame: &Frame) -> Result<String, PageTrouble> {
        pages.draw(frame, self.template, self.title, self.page.clone())
    }
}

/// All samples of a page.
pub fn samples_of<P: Page>() -> Vec<Sample> {
    let sample =
        |page: P| Sample { template: P::TEMPLATE, title: page.title(), page: Value::from(Serde(&page)) };
    P::samples().into_iter().map(sample).collect()
}

/// Every state of every page of the house. A new page is added here, or a wall falls.
pub fn all() -> Vec<Sample> {
    let mut all = samples_of::<Styleguide>();
    all.extend(crate::rooms::samples());
    all
}
