//! Finding entities: by name, by words, and by what they own on the internet.

use super::Kept;
use crate::{Failed, House, desk::queue};
use meldkamer_domain::entity::{Asset, Autonomous, DomainName, Network, address};
use meldkamer_store::{
    Asks, Trouble,
    dossier::listed::{Match, Turn},
    entity::{
        EntityRow,
        asset::{self, ClaimRow},
        listed::{self, Filter, Place},
    },
};

/// Rows on a page.
pub const ROWS: usize = 40;
/// So many claims of others are shown.
const CLAIMS: i64 = 50;

/// Which page of what.
#[derive(Debug, Clone)]
pub enum Wish {
    /// All, in order of their names.
    ByName(Filter, Turn<Place>),
    /// Those in which words occur, newest first.
    Found(Filter, Turn<i64>),
}

/// What the page shows.
#[derive(Debug)]
pub struct Look {
    /// The rows.
    pub rows: Vec<EntityRow>,
    /// Whether there are rows before these.
    pub earlier: bool,
    /// Whether there are rows after these.
    pub later: bool,
    /// Whether only whole words were looked for, because those filled the page.
    pub whole_words: bool,
}

/// Looks at a page of the register.
pub async fn look(house: &House, wish: &Wish) -> Result<Look, Failed> {
    let (asks, limit) = (&house.database, i64::try_from(ROWS + 1).unwrap_or(i64::MAX));
    let mut whole_words = false;
    let (mut rows, back, first) = match wish {
        Wish::ByName(filter, turn) => {
            let rows = listed::by_name(asks, filter, turn, limit).await?;
            (rows, matches!(turn, Turn::Before(_)), matches!(turn, Turn::First))
        }
        Wish::Found(filter, turn) => {
            let mut rows = listed::found(asks, filter, turn, Match::Whole, limit).await?;
            whole_words = rows.len() > ROWS;
            if !whole_words {
                rows = listed::found(asks, filter, turn, Match::Beginning, limit).await?;
            }
            (rows, matches!(turn, Turn::Before(_)), matches!(turn, Turn::First))
        }
    };
    let more = rows.len() > ROWS;
    if more && back {
        rows.remove(0);
    }
    rows.truncate(ROWS);
    Ok(Look { earlier: if back { more } else { !first }, later: back || more, rows, whole_words })
}

/// The words to look for in what was typed.
pub fn words(typed: &str) -> Vec<String> {
    queue::words(typed)
}

/// What somebody asks the owner of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// An address, or a range of them.
    Network(Network),
    /// A domain name.
    Domain(DomainName),
    /// An autonomous system.
    System(Autonomous),
}

impl Wanted {
    /// Reads an address, a range, a domain name, a mail address or the number of a system.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(one) = address(text) {
            return Network::parse(&one.to_string()).ok()?.first().copied().map(Self::Network);
        }
        if let Ok(some) = Network::parse(text) {
            return some.first().copied().map(Self::Network);
        }
        if let Ok(one) = Autonomous::parse(text) {
            return Some(Self::System(one));
        }
        DomainName::parse(text).ok().map(Self::Domain)
    }

    fn asset(&self) -> Asset {
        match self {
            Self::Network(one) => Asset::network(*one),
            Self::Domain(one) => Asset::domain(one),
            Self::System(one) => Asset::system(*one),
        }
    }
}

/// Who owns something: what holds it, the narrowest first, and what lies within it.
#[derive(Debug, Default)]
pub struct Owners {
    /// Claims of exactly this, or of more.
    pub around: Vec<ClaimRow>,
    /// Claims of parts of it.
    pub within: Vec<ClaimRow>,
}

/// Who owns an address, a range, a name or a system.
pub async fn owners(house: &House, wanted: &Wanted) -> Result<Owners, Failed> {
    Ok(claims_of(&house.database, &wanted.asset()).await?)
}

async fn claims_of(asks: &impl Asks, wanted: &Asset) -> Result<Owners, Trouble> {
    let sort = wanted.sort.name();
    let mut keys = wanted.above();
    keys.push(wanted.key.clone());
    let around = asset::claims(asks, sort, &keys, CLAIMS).await?;
    let within = match wanted.within() {
        Some((from, to)) => asset::claims_within(asks, sort, (&from, &to), CLAIMS).await?,
        None => Vec::new(),
    };
    // A range lies among those that begin within it: its own claims are not told twice.
    let apart =
        |one: &ClaimRow| !around.iter().any(|known| known.key == one.key && known.entity == one.entity);
    Ok(Owners { within: within.into_iter().filter(apart).collect(), around })
}

/// A claim of one entity and what others claim of it.
#[derive(Debug, Clone)]
pub struct Overlap {
    /// How the claim is written.
    pub text: String,
    /// The claims of others.
    pub others: Vec<ClaimRow>,
}

/// Where the claims of an entity touch those of others.
pub async fn overlaps(asks: &impl Asks, kept: &Kept) -> Result<Vec<Overlap>, Trouble> {
    let mut found = Vec::new();
    for one in kept.entity.assets().into_iter().take(500) {
        let owners = claims_of(asks, &one).await?;
        let others = owners.around.into_iter().chain(owners.within);
        let others: Vec<ClaimRow> =
            others.filter(|claim| claim.entity != kept.row.id && claim.standing != "refused").collect();
        if !others.is_empty() {
            found.push(Overlap { text: one.text, others });
        }
    }
    Ok(found)
}
