//! All parts on one page, to look at while we work; `/styleguide` in development only.
//!
//! Not a page for visitors: its own samples stand in for what rooms fill in.

use super::{Choice, Field, Kind, Page};
use meldkamer_domain::time::Instant;
use serde::Serialize;

/// Every part in every state.
#[derive(Debug, Serialize)]
pub struct Styleguide {
    fields: Vec<Field>,
    now: i64,
    hour: i64,
}

impl Styleguide {
    /// The parts, with clocks around a moment.
    pub fn new(now: Instant) -> Self {
        Self { fields: fields(), now: now.micros(), hour: 3_600_000_000 }
    }
}

impl Page for Styleguide {
    const TEMPLATE: &'static str = "styleguide.html";

    fn title(&self) -> &'static str {
        "styleguide-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self::new(Instant::from_micros(1_763_653_200_000_000))]
    }
}

fn fields() -> Vec<Field> {
    let mut fields = single_fields();
    fields.extend(grouped_fields());
    fields
}

fn single_fields() -> Vec<Field> {
    let long = Kind::Long { value: "Alle servers op kantoor zijn versleuteld.".into(), rows: 4, most: 500 };
    let sector = Kind::Choice { choices: sectors(), list: true };
    let users = Kind::Number { value: "veel".into(), unit: "gebruikers".into() };
    let file = Kind::File { limit: "25 MB".into(), accept: String::new() };
    vec![
        Field::new("org.id", "Hoe heet uw organisatie?", Kind::text("Waterbedrijf Noord")).required(),
        Field::new("w.summary", "Wat is er gebeurd?", long)
            .hint("Twee zinnen zijn genoeg. Schrijf geen namen van medewerkers op.")
            .required(),
        Field::new("org.sector", "In welke sector werkt u?", sector),
        Field::new("i.users", "Hoeveel gebruikers merken het?", users)
            .error("Vul een getal in, bijvoorbeeld 1500."),
        Field::new("a.files", "Bestand meesturen", file).hint("Stuur geen schadelijke software mee."),
    ]
}

fn grouped_fields() -> Vec<Field> {
    let state = vec![
        Choice::new("ongoing", "Het gaat nog door").chosen(true),
        Choice::new("controlled", "Onder controle"),
        Choice { hint: "Alles werkt weer zoals daarvoor.".into(), ..Choice::new("restored", "Hersteld") },
        Choice::new("unknown", "Weet ik niet"),
    ];
    let moment = Kind::Moment {
        date: "2025-11-20".into(),
        time: String::new(),
        now_date: "2025-11-20".into(),
        now_time: "16:40".into(),
    };
    let person = Kind::Person {
        person: "Ans de Boer".into(),
        job: String::new(),
        email: "ans@voorbeeld.nl".into(),
        telephone: String::new(),
    };
    let columns = vec![("host".into(), "Systeem".into()), ("role".into(), "Waarvoor".into())];
    let rows =
        Kind::Rows { columns, rows: vec![vec!["fs-01".into(), "Bestanden".into()], vec![String::new(); 2]] };
    vec![
        Field::new(
            "w.malicious",
            "Denkt u dat iemand dit met opzet deed?",
            Kind::Flag { value: "unknown".into() },
        )
        .required(),
        Field::new("w.status", "Hoe staat het er nu voor?", Kind::Choice { choices: state, list: false })
            .required(),
        Field::new("t.aware", "Wanneer wist u dat het ernstig was?", moment)
            .error("Vul ook de tijd in. Schatten mag.")
            .required(),
        Field::new("w.cross", "In welke landen merken mensen het?", Kind::Choices { choices: states() }),
        Field::new("rep.person", "Wie bent u?", person).required(),
        Field::new("s.systems", "Welke systemen zijn geraakt?", rows),
    ]
}

fn sectors() -> Vec<Choice> {
    vec![Choice::new("water", "Drinkwater").chosen(true), Choice::new("energy", "Energie")]
}

fn states() -> Vec<Choice> {
    vec![
        Choice::new("NL", "Nederland").chosen(true),
        Choice::new("BE", "België"),
        Choice::new("DE", "Duitsland"),
    ]
}
