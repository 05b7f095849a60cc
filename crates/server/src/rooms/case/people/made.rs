//! The link of one person, shown once to whoever made it: it may have to go another way than by mail.

use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::{case::address, desk},
};
use axum::response::Response;
use serde::Serialize;

/// The link that was made.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkMadePage {
    /// Where the case is.
    base: String,
    link: String,
}

/// The page with a link that was just made. Nothing of the case is read for it.
pub(super) fn shown(server: &Server, caller: &Caller, case: &str, secret: &str) -> Result<Response, Problem> {
    let link = format!("{}/case/link/{secret}", server.house.settings.public_address());
    server.show(&desk::frame(server, caller), &LinkMadePage { base: address(case), link })
}

impl Page for LinkMadePage {
    const TEMPLATE: &'static str = "case/link-made.html";

    fn title(&self) -> &'static str {
        "case-link-shown"
    }

    fn samples() -> Vec<Self> {
        let link = "https://meldkamer.example/case/link/0123456789abcdef".into();
        vec![Self { base: "/desk/case/cas_1".into(), link }]
    }
}
