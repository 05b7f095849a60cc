//! Claims and their proofs: a line in the domain name system, a link to a role address, or by hand
//! with a reason. What lies within something proven is proven with it.
//!
//! Looking into the domain name system is an errand: it is written down here and done by a courier.

use crate::{Act, Actor, Door, Failed, House, Subject, act::Errand, chance, filing::first::hex, session};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    entity::{Asset, DomainName, Sort},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::entity::{
    self as rows, EntityRow,
    asset::{self, AssetRow},
    link::{self, LinkRow},
};
use serde_json::{Value, json};

/// The addresses that only who runs a domain can read (RFC 2142).
pub const POSTS: [&str; 5] = ["postmaster", "hostmaster", "abuse", "security", "webmaster"];
/// What stands before the token in the domain name system.
pub const MARK: &str = "meldkamer-proof=";
/// The label under which the line stands.
pub const LABEL: &str = "_meldkamer";
/// A link works for so many days.
const LINK_DAYS: i64 = 7;
/// Hours until the next look, after the first, second, … one that found nothing; then it is over.
const PAUSES: [i64; 12] = [1, 2, 4, 8, 12, 24, 24, 24, 24, 24, 24, 24];

/// Which claim of whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Which {
    /// The entity.
    pub entity: String,
    /// `network`, `domain` or `system`.
    pub sort: String,
    /// The key.
    pub key: String,
}

impl Which {
    /// How a link or an errand names it.
    fn target(&self) -> String {
        format!("{}:{}", self.sort, self.key)
    }
}

/// The name at which a proof of this claim stands in the domain name system, if it can.
pub fn zone(row: &AssetRow) -> Option<String> {
    let sort = Sort::parse(&row.sort)?;
    let asset = Asset { sort, key: row.key.clone(), text: row.text.clone() };
    asset.zone().map(|zone| format!("{LABEL}.{zone}"))
}

async fn take(act: &Act<'_>, which: &Which) -> Result<AssetRow, Failed> {
    let found = asset::one(act.tx()?, &which.entity, &which.sort, &which.key).await?;
    found.ok_or(Failed::NOT_FOUND)
}

/// Proves a claim by hand; the reason is kept with it.
pub async fn by_hand(house: &House, door: &Door, which: &Which, reason: &str) -> Result<(), Failed> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refused::ReasonNeeded { field: "reason".into() }.into());
    }
    let mut act = house.begin(door).await?;
    let row = take(&act, which).await?;
    let permit = act.may(Verb::ProveAsset, Subject::entity(&which.entity), Tie::Other).await?;
    let note: String = reason.chars().take(500).collect();
    prove(&act, &permit, row, "hand", &note).await?;
    act.note(permit, json!({"proven": which.target(), "how": "hand", "reason": note})).await?;
    Ok(())
}

/// Takes a proof back, with a reason.
pub async fn doubt(house: &House, door: &Door, which: &Which, reason: &str) -> Result<(), Failed> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refused::ReasonNeeded { field: "reason".into() }.into());
    }
    let mut act = house.begin(door).await?;
    let row = take(&act, which).await?;
    let permit = act.may(Verb::ProveAsset, Subject::entity(&which.entity), Tie::Other).await?;
    let row = AssetRow {
        state: "claimed".into(),
        how: String::new(),
        note: reason.chars().take(500).collect(),
        actor: act.actor.journalled(),
        proven_at: None,
        token: String::new(),
        look_at: None,
        ..row
    };
    asset::save(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"doubted": which.target(), "reason": row.note})).await?;
    Ok(())
}

/// Asks for a line in the domain name system and begins to look for it. Asked again, it is looked
/// for at once with the same token.
pub async fn ask_in_dns(
    house: &House,
    door: &Door,
    (verb, tie): (Verb, Tie),
    which: &Which,
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = take(&act, which).await?;
    let permit = act.may(verb, Subject::entity(&which.entity), tie).await?;
    if row.state == "proven" {
        return Err(Refused::AlreadyDone.into());
    }
    if zone(&row).is_none() {
        return Err(Refused::field("how", "no-zone").into());
    }
    let token = if row.token.is_empty() { hex(&chance::bytes::<16>()) } else { row.token.clone() };
    let at = act.at.micros();
    let row =
        AssetRow { state: "asked".into(), how: "dns".into(), token, tries: 0, look_at: Some(at), ..row };
    asset::save(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"asked": which.target(), "how": "dns"})).await?;
    Ok(())
}

/// Mails a link to a post of the domain; who reads that post proves the claim with it.
pub async fn ask_by_mail(
    house: &House,
    door: &Door,
    (verb, tie): (Verb, Tie),
    which: &Which,
    post: &str,
) -> Result<(), Failed> {
    if !POSTS.contains(&post) {
        return Err(Refused::field("post", "missing").into());
    }
    let mut act = house.begin(door).await?;
    let entity = rows::by_id(act.tx()?, &which.entity).await?.ok_or(Failed::NOT_FOUND)?;
    let row = take(&act, which).await?;
    let permit = act.may(verb, Subject::entity(&which.entity), tie).await?;
    if row.state == "proven" {
        return Err(Refused::AlreadyDone.into());
    }
    if row.sort != Sort::Domain.name() {
        return Err(Refused::field("how", "no-mail").into());
    }
    let secret = hex(&chance::bytes::<16>());
    let digest = session::digest(&secret);
    let ends_at = act.at.plus_hours(24 * LINK_DAYS).micros();
    let (owner, target) = (which.entity.clone(), which.target());
    let new = LinkRow { digest, kind: "asset".into(), entity: owner, target, ends_at, used_at: None };
    link::add(act.tx()?, &permit, &new).await?;
    let errand = Errand {
        key: format!("proof-mail:{}:{}:{}", which.entity, row.text, act.at.micros()),
        kind: "mail",
        target: format!("{post}@{}", row.text),
        dossier: None,
        payload: json!({
            "letter": "prove-domain",
            "language": if door.language == "en" { "en" } else { "nl" },
            "organisation": entity.name,
            "domain": row.text,
            "link": format!("{}/claim/{secret}", house.settings.public_address()),
            "ends_at": ends_at,
        }),
    };
    act.send(&permit, errand).await?;
    let row = AssetRow { state: "asked".into(), how: "mail".into(), look_at: None, ..row };
    asset::save(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"asked": which.target(), "how": "mail", "post": post})).await?;
    Ok(())
}

/// What the page of a mailed link shows: the entity's name and the domain.
pub async fn opened(house: &House, secret: &str, at: Instant) -> Result<(EntityRow, String), Failed> {
    let (found, which) = by_secret(house, secret, at).await?;
    let entity = rows::by_id(&house.database, &found.entity).await?.ok_or(Failed::NOT_FOUND)?;
    let row = asset::one(&house.database, &which.entity, &which.sort, &which.key).await?;
    Ok((entity, row.ok_or(Failed::NOT_FOUND)?.text))
}

/// Proves the claim of a mailed link.
pub async fn by_link(house: &House, door: &Door, secret: &str) -> Result<(), Failed> {
    let (found, which) = by_secret(house, secret, door.at).await?;
    let mut act = house.begin(door).await?;
    let row = take(&act, &which).await?;
    let permit = act.may(Verb::ProveByLink, Subject::entity(&which.entity), Tie::Own).await?;
    if !link::consume(act.tx()?, &permit, &found, act.at.micros()).await? {
        return Err(Refused::Expired.into());
    }
    prove(&act, &permit, row, "mail", "").await?;
    act.note(permit, json!({"proven": which.target(), "how": "mail"})).await?;
    Ok(())
}

async fn by_secret(house: &House, secret: &str, at: Instant) -> Result<(LinkRow, Which), Failed> {
    let found = link::find(&house.database, "asset", &session::digest(secret)).await?;
    let found = found.ok_or(Failed::NOT_FOUND)?;
    if found.used_at.is_some() || found.ends_at <= at.micros() {
        return Err(Refused::Expired.into());
    }
    let (sort, key) = found.target.split_once(':').ok_or(Failed::NOT_FOUND)?;
    let which = Which { entity: found.entity.clone(), sort: sort.to_owned(), key: key.to_owned() };
    Ok((found, which))
}

/// Marks a claim as proven, and with it everything of theirs that lies within.
async fn prove(act: &Act<'_>, permit: &Permit, row: AssetRow, how: &str, note: &str) -> Result<(), Failed> {
    let proven = |row: AssetRow, how: &str, note: &str| AssetRow {
        state: "proven".into(),
        how: how.into(),
        note: note.into(),
        actor: act.actor.journalled(),
        proven_at: Some(act.at.micros()),
        look_at: None,
        ..row
    };
    let wide = (row.sort.clone(), row.key.clone());
    let entity = row.entity.clone();
    asset::save(act.tx()?, permit, &proven(row, how, note)).await?;
    for other in asset::of(act.tx()?, &[entity]).await? {
        let Some(sort) = Sort::parse(&other.sort).filter(|sort| sort.name() == wide.0) else { continue };
        let asset = Asset { sort, key: other.key.clone(), text: other.text.clone() };
        if other.state != "proven" && asset.above().contains(&wide.1) {
            asset::save(act.tx()?, permit, &proven(other, "inside", "")).await?;
        }
    }
    Ok(())
}

/// Writes an errand for each claim that is to be looked for now. Answers how many.
pub async fn send_out(house: &House) -> Result<usize, Failed> {
    let door = Door::now(house, Actor::house("proofs"));
    let due = asset::to_look(&house.database, door.at.micros(), 200).await?;
    let mut count = 0;
    for row in due {
        let mut act = house.begin(&door).await?;
        let again = asset::one(act.tx()?, &row.entity, &row.sort, &row.key).await?;
        let Some(row) = again.filter(|row| row.look_at.is_some_and(|at| at <= door.at.micros())) else {
            continue;
        };
        let permit = act.may(Verb::LookForProof, Subject::entity(&row.entity), Tie::None).await?;
        let errand = Errand {
            key: format!("proof:{}:{}:{}:{}", row.entity, row.sort, row.key, door.at.micros()),
            kind: "dns",
            target: zone(&row).unwrap_or_default(),
            dossier: None,
            payload: json!({"entity": row.entity, "sort": row.sort, "key": row.key}),
        };
        act.send(&permit, errand).await?;
        asset::save(act.tx()?, &permit, &AssetRow { look_at: None, ..row.clone() }).await?;
        act.note(permit, json!({"looking": format!("{}:{}", row.sort, row.key)})).await?;
        count += 1;
    }
    Ok(count)
}

/// What a courier found at the place of a proof: it counts, or it is looked for again later.
pub async fn looked(house: &House, payload: &Value, found: &[String]) -> Result<bool, Failed> {
    let text = |name: &str| payload.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let which = Which { entity: text("entity"), sort: text("sort"), key: text("key") };
    let mut act = house.begin(&Door::now(house, Actor::house("proofs"))).await?;
    let Some(row) = asset::one(act.tx()?, &which.entity, &which.sort, &which.key).await? else {
        return Ok(false);
    };
    // Proven otherwise meanwhile, or no longer asked.
    if row.state != "asked" || row.token.is_empty() {
        return Ok(row.state == "proven");
    }
    let permit = act.may(Verb::LookForProof, Subject::entity(&which.entity), Tie::None).await?;
    let wanted = format!("{MARK}{}", row.token);
    let proven = found.iter().any(|text| text.trim() == wanted);
    if proven {
        prove(&act, &permit, row, "dns", "").await?;
    } else {
        let pause = usize::try_from(row.tries).ok().and_then(|tries| PAUSES.get(tries));
        let look_at = pause.map(|hours| act.at.plus_hours(*hours).micros());
        let state = if look_at.is_some() { "asked" } else { "claimed" };
        let row = AssetRow { state: state.into(), tries: row.tries + 1, look_at, ..row };
        asset::save(act.tx()?, &permit, &row).await?;
    }
    act.note(permit, json!({"looked": which.target(), "proven": proven})).await?;
    Ok(proven)
}

/// A domain name as people read it.
pub fn shown(text: &str) -> String {
    DomainName::parse(text).map_or_else(|_| text.to_owned(), |name| name.shown())
}
