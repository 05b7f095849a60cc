//! Opening a case from a dossier, and changing what it is for.

use super::{
    address,
    form::{Asked, Faults, at_its_field, filled, sampled, wrong},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page},
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    case::{
        LINE, TEXT,
        open::{self, Wish},
        work,
    },
};
use meldkamer_domain::{
    access::Verb,
    support_case::{Form as HelpForm, Intensity},
};
use serde::Serialize;

/// The routes of opening and changing.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/dossiers/{reference}/case", Gate::SignedIn(Verb::OpenCase), ask),
        Route::post("/desk/dossiers/{reference}/case", Gate::SignedIn(Verb::OpenCase), do_open),
        Route::get("/desk/case/{case}/change", Gate::SignedIn(Verb::ChangeCase), ask_change),
        Route::post("/desk/case/{case}/change", Gate::SignedIn(Verb::ChangeCase), change),
    ]
}

/// The form of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OpenPage {
    /// Where the form goes.
    action: String,
    /// Where one came from: label and address.
    from: (String, String),
    /// Whether it is a new case.
    new: bool,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    version: i64,
    /// Whether somebody else changed it meanwhile.
    moved: bool,
}

fn drawn(asked: &Asked<'_>) -> Vec<Field> {
    let forms: Vec<&str> = HelpForm::ALL.iter().map(|one| one.name()).collect();
    let intensities: Vec<&str> = Intensity::ALL.iter().map(|one| one.name()).collect();
    let question = asked.long("to_answer", 3, TEXT).required();
    vec![
        asked.line("title").required().hint(asked.say("case-ask-title.hint")),
        asked.any_of("forms", "case-form", &forms).required(),
        asked.named("intensity", "case-intensity", &intensities, false).required(),
        question.hint(asked.say("case-ask-to-answer.hint")),
        asked.long("scope", 3, TEXT).hint(asked.say("case-ask-scope.hint")),
        asked.long("limits", 3, TEXT).hint(asked.say("case-ask-limits.hint")),
    ]
}

/// A wish as a form shows it.
fn typed_of(wish: &Wish) -> Form {
    let texts = [
        ("title", wish.title.chars().take(LINE).collect()),
        ("intensity", wish.intensity.clone()),
        ("to_answer", wish.to_answer.clone()),
        ("scope", wish.scope.clone()),
        ("limits", wish.limits.clone()),
    ];
    filled(texts.into_iter().chain(wish.forms.iter().map(|form| ("forms", form.clone()))))
}

/// What was typed, as a wish.
fn wish_of(typed: &Form) -> Wish {
    let text = |name: &str| typed.text(name).replace("\r\n", "\n");
    Wish {
        title: text("title"),
        forms: typed.all("forms").into_iter().map(str::to_owned).collect(),
        intensity: text("intensity"),
        to_answer: text("to_answer"),
        scope: text("scope"),
        limits: text("limits"),
    }
}

async fn ask(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (row, wish) = open::proposal(&server.house, &caller.signed_in()?, &reference).await?;
    let page = new_page(&server, &caller, &row.reference, &typed_of(&wish), &Faults::new());
    server.show(&desk::frame(&server, &caller), &page)
}

fn new_page(server: &Server, caller: &Caller, reference: &str, typed: &Form, faults: &Faults) -> OpenPage {
    let fields = drawn(&Asked::new(server, caller, typed, faults));
    let home = desk::address(reference);
    OpenPage {
        action: format!("{home}/case"),
        from: (reference.to_owned(), home),
        new: true,
        wrong: wrong(&fields),
        fields,
        ..OpenPage::default()
    }
}

async fn do_open(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = wish_of(&typed);
    let faults = open::faults(&wish);
    if !faults.is_empty() {
        let page = new_page(&server, &caller, &reference, &typed, &faults);
        return server.show_again(&desk::frame(&server, &caller), &page);
    }
    let id = open::open(&server.house, &caller.signed_in()?, &reference, &wish).await?;
    Ok(desk::back(&address(&id)))
}

async fn ask_change(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (row, wish) = open::wish(&server.house, &caller.signed_in()?, &case).await?;
    let page = change_page(&server, &caller, &case, &typed_of(&wish), &Faults::new());
    server.show(&desk::frame(&server, &caller), &OpenPage { version: row.version, ..page })
}

fn change_page(server: &Server, caller: &Caller, case: &str, typed: &Form, faults: &Faults) -> OpenPage {
    let fields = drawn(&Asked::new(server, caller, typed, faults));
    let home = address(case);
    OpenPage {
        action: format!("{home}/change"),
        from: (String::new(), home),
        wrong: wrong(&fields),
        fields,
        version: desk::version(typed),
        ..OpenPage::default()
    }
}

async fn change(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = wish_of(&typed);
    let faults = open::faults(&wish);
    let again = |faults: &Faults| change_page(&server, &caller, &case, &typed, faults);
    if !faults.is_empty() {
        return server.show_again(&desk::frame(&server, &caller), &again(&faults));
    }
    match work::change(&server.house, &caller.signed_in()?, &case, &wish, desk::version(&typed)).await {
        Ok(()) => Ok(desk::back(&address(&case))),
        Err(Failed::Refused(meldkamer_domain::refused::Refused::Moved)) => {
            let (row, _) = open::wish(&server.house, &caller.signed_in()?, &case).await?;
            let page = OpenPage { moved: true, version: row.version, ..again(&faults) };
            server.show_again(&desk::frame(&server, &caller), &page)
        }
        Err(Failed::Refused(refused)) => {
            let page = again(&at_its_field(refused)?);
            server.show_again(&desk::frame(&server, &caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

impl Page for OpenPage {
    const TEMPLATE: &'static str = "case/open.html";

    fn title(&self) -> &'static str {
        if self.new { "case-open-title" } else { "case-change-title" }
    }

    fn samples() -> Vec<Self> {
        let typed = [("title", "Gijzelsoftware <b>"), ("forms", "advisory"), ("intensity", "handler")];
        let of = |typed: &[(&str, &str)], faults: &[&str]| {
            let fields = sampled(typed, faults, drawn);
            Self {
                action: "/desk/dossiers/NL-26-ABCD-EFGH-J/case".into(),
                from: ("NL-26-ABCD-EFGH-J".into(), "/desk/dossiers/NL-26-ABCD-EFGH-J".into()),
                new: true,
                wrong: wrong(&fields),
                fields,
                ..Self::default()
            }
        };
        let changed = Self { new: false, moved: true, version: 4, ..of(&typed, &[]) };
        vec![of(&[], &[]), of(&typed, &["to_answer", "scope"]), changed]
    }
}
