//! What is in a kit: instructions on paper, configuration of the collector, the link, the key to seal to,
//! the expected hash, a custody form that is filled in as far as it can be, and a list of it all.

use crate::{
    Server,
    language::Language,
    papers,
    problem::Problem,
    rooms::prepare::evidence::CardView,
    words::{Gaps, gap},
};
use meldkamer_domain::{
    acquisition::{self, Collector},
    time::Instant,
};
use meldkamer_exchange::{
    collector::{Configured, Tool, Wanted, configured},
    manifest::sealed,
    zip::{Member, archive},
};
use meldkamer_paper::{Block, NoticeKind, Paper, Span};
use meldkamer_store::kit::KitRow;
use serde_json::{Map, json};

/// A kit, in the language it was made in.
pub struct Kit {
    row: KitRow,
    reference: String,
    at: Instant,
    language: Language,
    card: CardView,
    system: String,
    tool: Option<acquisition::Tool>,
    files: Vec<Configured>,
}

impl Kit {
    /// The kit of a row, out of the version of the card that it was made from.
    pub fn of(server: &Server, row: &KitRow, reference: &str, at: Instant) -> Result<Self, Problem> {
        let library = server.house.law();
        let card =
            library.acquisitions.version(&row.card, &row.card_version).ok_or_else(Problem::not_found)?;
        let system = card.system(&row.system).ok_or_else(Problem::not_found)?;
        let language = if row.language == "nl" { Language::Dutch } else { Language::English };
        let collector = system.collector.as_ref();
        Ok(Self {
            reference: reference.to_owned(),
            at,
            language,
            card: CardView::of(card, Some(system), &[], language.code()),
            system: system.title.in_language(language.code()).to_owned(),
            tool: collector.map(|one| one.tool),
            files: collector.map_or_else(Vec::new, |one| told(one, reference)),
            row: row.clone(),
        })
    }

    /// The whole kit as an archive; the link is in it while it lives.
    pub async fn zip(&self, server: &Server, link: &str) -> Result<Vec<u8>, Problem> {
        let instructions = papers::print(self.instructions(server, link)).await?;
        let custody = papers::print(self.custody(server)).await?;
        let member = |name: &str, bytes: Vec<u8>| Member { name: name.to_owned(), bytes };
        let mut members =
            vec![member("1-instructions.pdf", instructions), member("2-custody-form.pdf", custody)];
        for one in &self.files {
            members.push(member(&format!("collector/{}", one.name), one.text.clone().into_bytes()));
        }
        if !self.row.recipient.is_empty() {
            members.push(member("case-key.txt", format!("{}\n", self.row.recipient).into_bytes()));
        }
        if !link.is_empty() {
            members.push(member("upload-link.txt", format!("{link}\n").into_bytes()));
        }
        let mut about = Map::new();
        for (name, value) in [
            ("kit", json!(self.row.id)),
            ("case", json!(self.reference)),
            ("card", json!(self.row.card)),
            ("card_version", json!(self.row.card_version)),
            ("system", json!(self.row.system)),
            ("tool", json!(self.tool.map(acquisition::Tool::name))),
            ("tool_sha256", json!(Some(&self.row.tool_hash).filter(|one| !one.is_empty()))),
        ] {
            about.insert(name.to_owned(), value);
        }
        let all = sealed(members, about);
        let made = Instant::from_micros(self.row.at).in_zone(&server.house.zone()).datetime();
        archive(&all, made).ok_or_else(|| Problem::trouble(&std::io::Error::other("the kit is too large")))
    }

    fn say(&self, server: &Server, key: &str) -> String {
        server.pages.words().say_anyhow(self.language, key, &Gaps::new())
    }

    fn paper(&self, server: &Server, title: &str, blocks: Vec<Block>) -> Paper {
        let settings = &server.house.settings;
        Paper {
            language: self.language.code().to_owned(),
            title: self.say(server, title),
            subject: format!("{}: {}", self.card.title, self.system),
            author: settings.csirt.clone(),
            reference: self.reference.clone(),
            footer: format!("{} | {}", settings.csirt, settings.telephone),
            created: self.at.micros(),
            blocks,
            ..Paper::default()
        }
    }

    fn instructions(&self, server: &Server, link: &str) -> Paper {
        let say = |key: &str| self.say(server, key);
        let list = |ordered: bool, items: Vec<String>| Block::List {
            ordered,
            items: items.into_iter().map(|one| vec![Span::plain(one)]).collect(),
        };
        let mut blocks = vec![
            Block::Notice(NoticeKind::Warning, vec![Span::bold(say("cards-never"))]),
            list(false, self.card.never.clone()),
            Block::Heading(1, say("cards-ask")),
            list(false, self.card.ask.clone()),
            Block::Heading(1, say("cards-take")),
            Block::text(say("cards-take-text")),
            list(true, self.card.things.iter().map(|one| self.thing(server, one)).collect()),
        ];
        if let Some(tool) = self.tool {
            blocks.push(Block::Heading(1, say("cards-collector")));
            blocks.push(Block::text(say(&format!("cards-tool-{}", tool.name()))));
            let hash = if self.row.tool_hash.is_empty() {
                say("cards-hash-unknown")
            } else {
                self.row.tool_hash.clone()
            };
            blocks.push(Block::Facts(vec![(say("cards-hash"), hash)]));
            blocks.extend(self.files.iter().flat_map(|one| {
                [Block::Paragraph(vec![Span::mono(one.name)]), Block::Code(one.text.trim_end().to_owned())]
            }));
        }
        blocks.push(Block::Heading(1, say("cards-send")));
        let link = if link.is_empty() { say("cards-link-apart") } else { link.to_owned() };
        let key =
            if self.row.recipient.is_empty() { say("cards-key-none") } else { self.row.recipient.clone() };
        blocks.push(Block::Facts(vec![(say("cards-link"), link), (say("cards-key"), key)]));
        if !self.row.recipient.is_empty() {
            blocks.push(Block::text(say("cards-seal")));
            blocks.push(Block::Code("age -R case-key.txt -o evidence.age evidence.zip".into()));
        }
        self.paper(server, "cards-instructions", blocks)
    }

    /// One piece of evidence with its clock.
    fn thing(&self, server: &Server, one: &crate::rooms::prepare::evidence::Thing) -> String {
        let mut gaps = Gaps::new();
        gaps.set("count", gap(i64::from(one.count)));
        let words = server.pages.words();
        let clock = words.say_anyhow(self.language, &format!("cards-clock-{}", one.clock), &gaps);
        format!("{} ({clock}). {}", one.title, one.take)
    }

    fn custody(&self, server: &Server) -> Paper {
        let say = |key: &str| self.say(server, key);
        let tool =
            self.tool.map_or_else(|| say("cards-by-hand"), |one| say(&format!("cards-name-{}", one.name())));
        let mut blocks = vec![Block::Facts(vec![
            (say("cards-form-case"), self.reference.clone()),
            (say("cards-form-kit"), self.row.id.clone()),
            (say("cards-form-system"), self.system.clone()),
            (say("cards-form-tool"), tool),
        ])];
        for field in ["host", "clock", "began", "ended", "files", "hashes", "place", "person", "present"] {
            let lines = if ["files", "hashes"].contains(&field) { 4 } else { 1 };
            blocks.push(Block::Field {
                label: say(&format!("cards-form-{field}")),
                lines,
                options: Vec::new(),
            });
        }
        blocks.push(Block::Heading(1, say("cards-form-steps")));
        let head = ["step", "person", "when", "purpose", "signature"];
        let rows = ["collected", "sealed", "transferred", "received"];
        blocks.push(Block::Table {
            caption: String::new(),
            head: head.map(|one| say(&format!("cards-form-head-{one}"))).to_vec(),
            rows: rows
                .map(|one| {
                    let mut row = vec![say(&format!("cards-form-step-{one}"))];
                    row.extend([(); 4].map(|()| "............".to_owned()));
                    row
                })
                .to_vec(),
        });
        self.paper(server, "cards-custody", blocks)
    }
}

/// What a collector of a card is told.
fn told(collector: &Collector, case: &str) -> Vec<Configured> {
    let tool = match collector.tool {
        acquisition::Tool::Velociraptor => Tool::Velociraptor,
        acquisition::Tool::Uac => Tool::Uac,
        acquisition::Tool::Acquire => Tool::Acquire,
        acquisition::Tool::ExtractorSuite => Tool::ExtractorSuite,
    };
    let wanted = Wanted { os: &collector.os, profile: &collector.profile, takes: &collector.takes, case };
    configured(tool, &wanted)
}
