//! The pages of the test in every state.

use super::{Answers, Line, ResultPage, ScopePage, Told};
use crate::{form::Form, page::Page, rooms::entity::say::Say};
use meldkamer_domain::{
    law::Law,
    scope::{Outcome, Scope},
};

impl Page for ScopePage {
    const TEMPLATE: &'static str = "register/scope.html";

    fn title(&self) -> &'static str {
        "scope-title"
    }

    fn samples() -> Vec<Self> {
        let (law, _) = Law::read(&meldkamer_app::library::built_in());
        let scopes: Vec<&Scope> = law.scopes.iter().collect();
        let filled = [("sectors", "energy/gas"), ("staff", "veel"), ("special", "critical")];
        let filled = filled.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Say::sample(|say| {
            let (empty, filled) = (Form::default(), Form { pairs: filled, files: Vec::new() });
            // The two laws ask the same special cases: one at a time.
            vec![
                Self::of(say, &scopes[..1.min(scopes.len())], "nl", &Answers(&empty)),
                Self::of(say, &scopes[..1.min(scopes.len())], "nl", &Answers(&filled)),
            ]
        })
    }
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "register/result.html";

    fn title(&self) -> &'static str {
        "scope-result-title"
    }

    fn samples() -> Vec<Self> {
        let line =
            |confirmed| Line { text: "Sector van bijlage 1 <b>".into(), clause: "Cbw 8".into(), confirmed };
        let told =
            Told { name: "Cyberbeveiligingswet".into(), fired: vec![line(true)], open: vec![line(false)] };
        let page = |outcome: Outcome, laws| Self {
            outcome: outcome.code(),
            laws,
            missing: ["sector", "staff", "turnover", "balance", "special"].map(str::to_owned).to_vec(),
            again: "/scope?staff=1".into(),
            register: "/register?class=essential".into(),
        };
        vec![
            page(Outcome::Essential, vec![told.clone()]),
            page(Outcome::Important, vec![told]),
            page(Outcome::Registration, Vec::new()),
            page(Outcome::Ask, vec![Told { name: "NIS2".into(), ..Told::default() }]),
            Self { missing: Vec::new(), ..page(Outcome::Out, Vec::new()) },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(query: &str) -> ResultPage {
        let (law, _) = Law::read(&meldkamer_app::library::built_in());
        let day = jiff::civil::date(2026, 11, 20);
        let scopes: Vec<&Scope> = law.scopes(day).collect();
        ResultPage::of(&law, &scopes, day, "nl", &Answers(&Form::of_query(query)))
    }

    #[test]
    fn the_answers_go_along_to_the_form() {
        let page = drawn("sectors=energy/gas&staff=300&x=y");
        assert_eq!(page.outcome, "essential");
        assert_eq!(page.register, "/register?sectors=energy%2Fgas&class=essential");
        assert_eq!(page.again, "/scope?sectors=energy%2Fgas&staff=300");
        assert!(!page.laws[0].fired[0].confirmed, "the sizes were not read in their own text");
    }

    #[test]
    fn a_kind_that_was_not_chosen_is_asked() {
        assert_eq!(drawn("sectors=digital-infrastructure&staff=3&turnover=1&balance=1").outcome, "ask");
        assert_eq!(drawn("sectors=digital-infrastructure//dns&staff=3").outcome, "essential");
        assert_eq!(drawn("sectors=food&staff=3&turnover=1,5&balance=1").outcome, "out");
        assert_eq!(drawn("").missing, ["balance", "sector", "staff", "turnover"]);
    }
}
