//! A question as a form shows it; `parts/form.html` draws it with `field(…)`.
//!
//! Not the catalogue: the form makes fields out of the catalogue's questions and the answers so far.

use serde::Serialize;

/// One question with its answer so far and what is wrong with it.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// The name under which the answer is sent; parts get a suffix (`t.aware.date`).
    pub name: String,
    /// The question, in the reader's language.
    pub label: String,
    /// Help under the label, or nothing.
    pub hint: String,
    /// What is wrong and how to put it right, or nothing.
    pub error: String,
    /// Whether an answer is asked for now; all others are marked as optional.
    pub required: bool,
    /// A tick for "I do not know" under the same name, and whether it stands; `None` offers none.
    pub unsure: Option<bool>,
    /// The sort of answer.
    #[serde(flatten)]
    pub kind: Kind,
}

/// The sorts of answer, each with what was typed, exactly as it was typed.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the text of each sort of answer names its parts")]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// One line. `input` is the HTML type (`text`, `email`, `tel`, `url`, `password`);
    /// `autocomplete` a token of HTML, or nothing.
    Text { value: String, input: &'static str, autocomplete: &'static str },
    /// Several lines; `most` is the greatest number of characters, 0 for no limit.
    Long { value: String, rows: u8, most: u32 },
    /// Yes, no or unknown: `yes`, `no`, `unknown`, or nothing when not answered.
    Flag { value: String },
    /// One of a list, as a drop-down when `list` is true.
    Choice { choices: Vec<Choice>, list: bool },
    /// Any number of a list.
    Choices { choices: Vec<Choice> },
    /// A date and a time on the legal wall clock: `.date` (yyyy-mm-dd) and `.time` (hh:mm).
    /// `now_date` and `now_time` are what the help "it is now" shows and fills in.
    Moment { date: String, time: String, now_date: String, now_time: String },
    /// A number with its unit in words, or nothing; decimals are allowed.
    Number { value: String, unit: String },
    /// A person: `.name`, `.job`, `.email`, `.telephone`.
    Person { person: String, job: String, email: String, telephone: String },
    /// Rows of short texts: `.0.<column>`; one empty row more than there are answers.
    Rows { columns: Vec<(String, String)>, rows: Vec<Vec<String>> },
    /// Any number of a long list: a drop-down for each chosen value and a few empty ones.
    Several { choices: Vec<Choice>, chosen: Vec<String> },
    /// Named parts, each a field of its own, under one legend.
    Parts { parts: Vec<Field> },
    /// Rows of the same parts; one empty row more than there are answers.
    Lines { lines: Vec<Vec<Field>> },
    /// A file; `limit` in words, such as `25 MB`; `accept` as in HTML, or nothing.
    File { limit: String, accept: String },
}

/// One option of a choice.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Help under it, or nothing.
    pub hint: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Field {
    /// An optional question without help, error or answer.
    pub fn new(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        let (name, label) = (name.into(), label.into());
        Self { name, label, hint: String::new(), error: String::new(), required: false, unsure: None, kind }
    }

    /// With help under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With what is wrong.
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }

    /// With a tick for "I do not know".
    pub fn unsure(mut self, stands: bool) -> Self {
        self.unsure = Some(stands);
        self
    }

    /// Asked for now.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Kind {
    /// One line of plain text.
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text { value: value.into(), input: "text", autocomplete: "" }
    }
}

impl Choice {
    /// An option that is not chosen and needs no help.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), chosen: false }
    }

    /// Chosen when it is the answer.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}
