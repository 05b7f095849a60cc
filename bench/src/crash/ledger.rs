//! What the house said yes to, and what it did not answer: the first must be there ever after, the
//! second is sent again by the next life, under the same key.

use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard};

/// A report that was acknowledged.
#[derive(Clone)]
pub struct Filing {
    /// Its number, and with it its idempotency key and organisation.
    pub number: usize,
    /// What was sent.
    pub body: Value,
    /// The reference that came back.
    pub reference: String,
    /// The code that came back.
    pub code: String,
}

/// A message to the CSIRT, sent under a mark of its own.
#[derive(Clone)]
pub struct Message {
    /// Its number, and with it its mark and text.
    pub number: usize,
    /// The code of the dossier.
    pub code: String,
}

/// A draft that is being written.
#[derive(Clone)]
pub struct Draft {
    /// Its number, and with it its organisation.
    pub number: usize,
    /// Its code.
    pub code: String,
    /// How many answers were sent.
    pub answers: usize,
}

/// What was said and not said.
#[derive(Default)]
pub struct Book {
    pub filings: Vec<Filing>,
    pub unanswered: Vec<(usize, Value)>,
    pub messages: Vec<Message>,
    pub unsaid: Vec<Message>,
    /// Texts of answers in drafts that were acknowledged.
    pub answers: Vec<String>,
    /// Drafts that are not filed for certain.
    pub drafts: Vec<Draft>,
    /// Numbers of drafts whose filing was acknowledged.
    pub filed: Vec<usize>,
    /// Refusals that told the sender to come back: 503.
    pub later: usize,
    /// Answers that nobody should get.
    pub odd: Vec<String>,
    next: usize,
}

/// The book, open to all clients.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<Book>>);

impl Ledger {
    /// The open book.
    pub fn open(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap()
    }

    /// A number that nothing else has.
    pub fn next(&self) -> usize {
        let mut book = self.open();
        book.next += 1;
        book.next
    }
}

/// The key under which a report is sent.
pub fn key(number: usize) -> String {
    format!("crash-{number}")
}

/// The text of a message.
pub fn message(number: usize) -> String {
    format!("Bericht nummer {number} van de melder.")
}

/// The text of an answer in a draft.
pub fn answer(draft: usize, number: usize) -> String {
    format!("Concept {draft} antwoord {number}")
}
