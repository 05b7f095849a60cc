//! The account of an exercise on paper, with its mark.

use super::{Account, Told};
use crate::{Server, door::Caller, words::Gaps};
use meldkamer_paper::{Block, Paper, Span};

impl Account {
    /// The account on paper, with the mark of an exercise.
    pub fn paper(&self, server: &Server, caller: &Caller) -> Paper {
        let words = server.pages.words();
        let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
        let settings = &server.house.settings;
        let mut blocks = vec![Block::Facts(
            self.times
                .iter()
                .map(|(name, time)| {
                    let time = if time.is_empty() { say("drill-time-none") } else { time.clone() };
                    (say(&format!("drill-time-{name}")), time)
                })
                .collect(),
        )];
        blocks.push(self.table(&say));
        if !self.limits.is_empty() {
            blocks.push(Block::Heading(1, say("drill-limits")));
            let row = |(stage, _, verdict): &(String, i64, &str)| {
                (stage.clone(), say(&format!("drill-verdict-{verdict}")))
            };
            blocks.push(Block::Facts(self.limits.iter().map(row).collect()));
        }
        let list = |title: &str, items: Vec<String>| {
            let items: Vec<_> = items.into_iter().map(|one| vec![Span::plain(one)]).collect();
            [Block::Heading(1, say(title)), Block::List { ordered: false, items }]
        };
        let gaps = self.gaps.iter().map(|(stage, question, what)| format!("{stage}: {question} {what}"));
        let changed = self.changed.iter().map(|(question, times)| format!("{question} ({times}x)"));
        for (title, items) in [
            ("drill-gaps", gaps.collect::<Vec<_>>()),
            ("drill-lost", self.lost.clone()),
            ("drill-changed", changed.collect()),
        ] {
            if !items.is_empty() {
                blocks.extend(list(title, items));
            }
        }
        Paper {
            language: caller.language.code().to_owned(),
            title: say("drill-account-title"),
            subject: format!("{} {}", self.scenario, self.organisation).trim().to_owned(),
            author: settings.csirt.clone(),
            footer: settings.csirt.clone(),
            created: caller.at.micros(),
            watermark: Some(say("exercise-mark")),
            blocks,
            ..Paper::default()
        }
    }

    fn table(&self, say: &impl Fn(&str) -> String) -> Block {
        let row = |one: &Told| {
            let hope = if one.hope.is_empty() {
                String::new()
            } else {
                let (hope, verdict) = (&one.hope, &one.hope_verdict);
                format!(
                    "{}: {}",
                    say(&format!("drill-hope-{hope}")),
                    say(&format!("drill-verdict-{verdict}"))
                )
            };
            let said = one.said.as_ref().map(|(_, body)| body.clone()).unwrap_or_default();
            vec![one.title.clone(), say(&format!("drill-verdict-{}", one.verdict)), hope, said]
        };
        Block::Table {
            caption: say("drill-injects"),
            head: ["drill-head-inject", "drill-head-answered", "drill-head-hope", "drill-head-said"]
                .map(say)
                .to_vec(),
            rows: self.injects.iter().map(row).collect(),
        }
    }
}
