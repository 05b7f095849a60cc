//! Every route as everybody, for their own, another's and what is not there: nobody does or learns what
//! is not theirs to, nothing falls over, and each act leaves exactly one line in the journal.

mod before;
mod cases;
mod device;
mod entities;
mod evidence;
mod forms;
mod furniture;
mod good;
mod machine;
mod menus;
mod people;
mod read;
mod ready;

use crate::harness::{client::Answer, house::on_both, outside};
use forms::Form;
use meldkamer::{door::admits, rooms, route::Gate, route::Route};
use meldkamer_domain::access::{Verb, ruling};
use meldkamer_store::database::Dialect;
use people::{Person, Whose, World};
use read::READ;

/// Routes that change something without a line of their own, each with its reason. It may only shrink.
const SILENT: &[(&str, &str)] = &[("/receipt", "checking a receipt reads nothing but what was pasted")];

/// Wishes that are one wish however often they come: only the first leaves a line.
const ONCE: &[&str] = &[
    "/mine/moments",
    "/contact-point/dossiers/{reference}/settle",
    "/contact-point/dossiers/{reference}/reopen",
    "/organisation/dossiers/{reference}/moments",
    "/report/file",
    "/desk/intake/mails/{id}",
    "/desk/dossiers/{reference}/seen",
    "/desk/case/{id}/evidence/links/{link}/revoke",
    "/desk/evidence/{id}/hold",
    "/desk/evidence/{id}/release",
    "/api/v1/notifications/{reference}/{stage}",
];

/// A form by which much comes at once: its announcement and each of its files leave a line.
const SEVERAL: &[&str] = &["/evidence/{secret}"];

/// Where machines speak a protocol instead of sending a form, each with who speaks it well.
const SPOKEN: &[(&str, &str)] = &[("/evidence/{secret}/files", "tus: see walls::evidence")];

/// Looking that is an act only when something is seen.
const LOOKED_AT: &[&str] = &["/desk/replay", "/running/journal"];

/// Tries that are noted though they did not succeed, by how their routes begin, each with its reason.
const TRIES: &[(&str, &str)] = &[
    ("/sign-in", "a wrong password is noted, so that guessing is seen"),
    ("/organisation/claim", "so is a wrong code"),
    ("/desk/dossiers/{reference}/", "what is shown again is personal data, read once more"),
    ("/desk/case/{case}/", "so it is in a case"),
    ("/case/{case}/", "so it is for those who take part from outside"),
];

struct Asked<'a> {
    route: &'a Route,
    person: &'a Person,
    whose: Whose,
    answer: Answer,
    lines: i64,
}

impl Asked<'_> {
    fn wrong(&self, what: impl std::fmt::Display) -> String {
        let Self { route, person, whose, answer, lines } = self;
        format!(
            "{} {} as {} for {whose:?}: {} ({} lines): {what}",
            route.method, route.path, person.name, answer.status, lines
        )
    }

    fn is_silent(&self) -> bool {
        SILENT.iter().any(|(path, _)| *path == self.route.path)
    }

    /// What is wrong with the answer, whoever asked for whatever.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let status = self.answer.status;
        if status >= 500 {
            faults.push(self.wrong("fell over"));
        }
        if let Gate::SignedIn(verb) = self.route.gate {
            faults.extend(self.at_the_gate(verb));
        }
        if self.route.gate == Gate::Code && !self.person.holds_code && status < 300 {
            faults.push(self.wrong("let through without a code"));
        }
        if self.route.gate == Gate::Party && !self.person.takes_part(self.whose) && status < 400 {
            faults.push(self.wrong("let into a case without a part in it"));
        }
        let inside = ["/desk", "/running", "/api/v1/queue", "/api/v1/dossiers"];
        let outsider = self.person.role.is_some() && self.person.is_outside();
        if outsider && status < 400 && inside.iter().any(|p| self.route.path.starts_with(p)) {
            faults.push(self.wrong("somebody from outside is at the desk"));
        }
        if self.is_beyond_the_table() {
            faults.push(self.wrong("the table forbids this for what is tied so"));
        }
        faults.extend(self.in_the_journal());
        faults
    }

    /// Whether somebody from outside got to a dossier in a way that the policy's table forbids.
    fn is_beyond_the_table(&self) -> bool {
        let (Gate::SignedIn(verb), Some(role)) = (self.route.gate, self.person.role) else { return false };
        if !self.person.is_outside() || !self.route.path.contains("{reference}") || self.answer.status >= 400
        {
            return false;
        }
        !ruling(role, verb, self.person.tied(role, self.whose))
    }

    fn at_the_gate(&self, verb: Verb) -> Option<String> {
        let status = self.answer.status;
        let Some(role) = self.person.role else {
            let sent_away =
                status == 401 || (status == 303 && self.answer.header("location").starts_with("/sign-in"));
            return (!sent_away).then(|| self.wrong("a stranger came through the gate of staff"));
        };
        let may = admits(self.route.path, role, verb);
        match (may, status) {
            (false, 403) if self.lines == 1 => None,
            (false, 403) => Some(self.wrong("a refusal leaves exactly one line")),
            (false, _) => Some(self.wrong("the policy forbids this")),
            (true, 403) => Some(self.wrong("the policy allows this")),
            (true, _) => None,
        }
    }

    /// Whether somebody's data are read here.
    fn reads(&self) -> bool {
        matches!(
            self.route.gate,
            Gate::Party
                | Gate::SignedIn(
                    Verb::ReadDossier
                        | Verb::ReadEntity
                        | Verb::ReadRegistration
                        | Verb::ReadCase
                        | Verb::ReadShared
                )
        ) || READ.contains(&self.route.path)
    }

    fn in_the_journal(&self) -> Option<String> {
        let silent = self.is_silent();
        let done = self.answer.status < 400;
        let refused = self.answer.status == 403;
        let to_sign_in = self.answer.header("location").starts_with("/sign-in?next");
        let expected = match self.route.method.as_str() {
            _ if refused => return (self.lines > 1).then(|| self.wrong("a refusal leaves at most one line")),
            "GET" if self.reads() && self.answer.status == 200 => 1..=1,
            "GET" if LOOKED_AT.contains(&self.route.path) => 0..=1,
            "GET" | "HEAD" | "OPTIONS" => 0..=0,
            _ if done && SEVERAL.contains(&self.route.path) => 1..=4,
            _ if !done && TRIES.iter().any(|(path, _)| self.route.path.starts_with(path)) => 0..=1,
            _ if done && ONCE.contains(&self.route.path) => 0..=1,
            _ if done && !silent && !to_sign_in => 1..=1,
            _ => 0..=0,
        };
        (!expected.contains(&self.lines)).then(|| self.wrong("lines in the journal"))
    }
}

async fn ask<'a>(
    world: &World,
    route: &'a Route,
    person: &'a Person,
    whose: Whose,
    filled: bool,
) -> Asked<'a> {
    world.mend().await;
    let mut client = person.client.clone();
    let path = world.path(route.path, whose);
    let form = if filled || route.path.starts_with("/api/") {
        good::form(world, route.path, &path, person).await
    } else {
        Form::default()
    };
    let before = world.house.lines().await;
    let answer = if route.method == "GET" {
        client.get(&path).await
    } else {
        let (kind, body) = form.body();
        client.send(route.method.clone(), &path, Some(kind), body).await
    };
    let lines = world.house.lines().await - before;
    Asked { route, person, whose, answer, lines }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_for_everybody() {
    let routes = rooms::routes();
    on_both(async |house| {
        let world = World::in_a(house).await;
        let people = world.people().await;
        let mut wrong = Vec::new();
        for route in &routes {
            // Who may what is decided before a database is asked: one of the two is asked for everybody's,
            // the other only for their own.
            let apart = match world.house.dialect {
                Dialect::Sqlite => world.apart(route.path),
                Dialect::Postgres => vec![Whose::best(route.path)],
            };
            for person in &people {
                for &whose in &apart {
                    for filled in [false, true] {
                        // Filled in well, it is sent by those who may; empty, by everybody.
                        let best = whose == Whose::best(route.path) || !route.path.contains('{');
                        if filled && (route.method == "GET" || !best || !person.may_use(route)) {
                            continue;
                        }
                        wrong.extend(ask(&world, route, person, whose, filled).await.faults());
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {} routes:\n{}", wrong.len(), routes.len(), wrong.join("\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_anothers_looks_like_what_is_not_there() {
    let routes = rooms::routes();
    on_both(async |house| {
        let world = World::in_a(house).await;
        let people = world.people().await;
        let mut wrong = Vec::new();
        let with_id =
            |route: &&Route| world.path(route.path, Whose::Other) != world.path(route.path, Whose::Nobody);
        for route in routes.iter().filter(with_id) {
            let not_theirs = |person: &&Person| {
                person.owns != Some(Whose::Other) && person.entity != outside::OTHER_ENTITY
            };
            for person in people.iter().filter(|person| person.is_outside()).filter(not_theirs) {
                let other = ask(&world, route, person, Whose::Other, false).await;
                let nobody = ask(&world, route, person, Whose::Nobody, false).await;
                let (one, two) = (world.plain(&other.answer), world.plain(&nobody.answer));
                if one != two {
                    wrong.push(
                        other.wrong(format!("differs from what is not there: {}", nobody.answer.status)),
                    );
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}

/// Every form that a person may send is found on a page, sent well, and does what it is for.
#[tokio::test(flavor = "multi_thread")]
async fn every_form_can_be_sent_well() {
    let routes = rooms::routes();
    on_both(async |house| {
        let mut unsent = Vec::new();
        let mut world = World::in_a(house).await;
        let spoken = |path: &str| SPOKEN.iter().any(|(start, _)| path.starts_with(start));
        for route in routes.iter().filter(|route| route.method != "GET" && !spoken(route.path)) {
            let mut done = Vec::new();
            before::set_the_stage(&world, route.path).await;
            for person in world.people().await.iter().filter(|person| person.may_use(route)) {
                let asked = ask(&world, route, person, Whose::best(route.path), true).await;
                done.push(format!("{} {} ({} lines)", person.name, asked.answer.status, asked.lines));
                if asked.answer.status < 400
                    && (asked.lines == i64::from(!asked.is_silent()) || SEVERAL.contains(&route.path))
                {
                    done.clear();
                    break;
                }
            }
            if !done.is_empty() {
                unsent.push(format!("{} {}: {}", route.method, route.path, done.join(", ")));
            }
            // What was sent may have closed a dossier or an account: the next form gets a new house.
            world = World::in_a(crate::harness::house::house(world.house.dialect).await).await;
        }
        assert!(unsent.is_empty(), "no good form is known for:\n{}", unsent.join("\n"));
    })
    .await;
}

#[test]
fn the_lists_of_exceptions_name_routes_that_exist() {
    let routes = rooms::routes();
    let there = |path: &str| routes.iter().any(|route| route.path.starts_with(path));
    let gone = [SILENT, TRIES, SPOKEN].concat().into_iter().map(|(path, _)| path);
    let gone = gone.chain(LOOKED_AT.iter().chain(ONCE).chain(READ).chain(SEVERAL).copied());
    assert_eq!(gone.filter(|path| !there(path)).collect::<Vec<_>>(), Vec::<&str>::new());
}
