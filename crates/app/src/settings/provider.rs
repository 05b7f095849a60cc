//! Providers of OpenID Connect: who signs people in for us, and what we make of what they say.

use meldkamer_domain::access::Role;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// The roles that a provider may give: those of an organisation's own people.
pub const ROLES: [Role; 3] = [Role::EntityAdministrator, Role::EntityReporter, Role::EntityReader];
/// Stands for any value in the list of roles.
pub const ANY: &str = "*";

/// One provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Our name for it, in addresses: lower-case letters, digits and hyphens.
    pub id: String,
    /// Its name on the sign-in page.
    pub name: String,
    /// Its issuer, to the letter: its metadata is below this address.
    pub issuer: String,
    /// The name under which it knows us.
    pub client_id: String,
    /// File that holds the secret that we share with it; none when it wants none.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// How the secret is given.
    #[serde(default)]
    pub client_auth: ClientAuth,
    /// What we ask for besides `openid`.
    #[serde(default = "usual_scopes")]
    pub scopes: Vec<String>,
    /// Whether its userinfo is asked too, for claims that the token does not hold.
    #[serde(default)]
    pub userinfo: bool,
    /// Which claim says what.
    #[serde(default)]
    pub claims: Claims,
    /// Its assurance levels from low to high.
    #[serde(default)]
    pub levels: Vec<String>,
    /// The lowest level that we take; empty for any.
    #[serde(default)]
    pub least: String,
    /// What its values of the role claim mean here; `*` stands for any value, and for none.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    /// Whether somebody who signs in for an organisation in the register, in a role that we know,
    /// gets an account at once.
    #[serde(default = "yes")]
    pub new_accounts: bool,
    /// How long the mandate that comes with signing in lasts, in hours; each time anew.
    #[serde(default = "a_session")]
    pub mandate_hours: i64,
}

/// How the client secret is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// In a header.
    #[default]
    Basic,
    /// In the form.
    Post,
}

/// Which claim says what; empty for none. A name that begins with `/` points into nested claims.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claims {
    /// Whom it is about; never changes.
    pub subject: String,
    /// The person's name.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// The register number of the organisation they act for.
    pub register_number: String,
    /// The branch of it.
    pub branch: String,
    /// How sure the provider is.
    pub level: String,
    /// What they may do.
    pub role: String,
}

impl Default for Claims {
    fn default() -> Self {
        Self {
            subject: "sub".into(),
            name: "name".into(),
            email: "email".into(),
            register_number: String::new(),
            branch: String::new(),
            level: "acr".into(),
            role: String::new(),
        }
    }
}

fn usual_scopes() -> Vec<String> {
    vec!["profile".into(), "email".into()]
}

const fn yes() -> bool {
    true
}

const fn a_session() -> i64 {
    crate::session::LONGEST_HOURS
}

impl Provider {
    /// What is wrong with the settings of this provider, for the operator.
    fn mistake(&self) -> Option<String> {
        let near = ["http://localhost", "http://127.0.0.1"].iter().any(|near| self.issuer.starts_with(near));
        let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let what = if self.id.is_empty() || self.id.len() > 32 || !self.id.chars().all(sign) {
            "id wants 1 to 32 lower-case letters, digits and hyphens".to_owned()
        } else if !self.issuer.starts_with("https://") && !near {
            "issuer must begin with https://".to_owned()
        } else if self.client_id.is_empty() {
            "client_id is missing".to_owned()
        } else if self.claims.subject.is_empty() {
            "claims.subject is missing".to_owned()
        } else if !self.least.is_empty() && !self.levels.contains(&self.least) {
            format!("least = \"{}\" is not among levels", self.least)
        } else if let Some(role) = self.roles.values().find(|role| !is_given(role)) {
            let known: Vec<_> = ROLES.iter().map(|role| role.name()).collect();
            format!("roles knows no \"{role}\": a provider gives {}", known.join(", "))
        } else if !(1..=24 * 366).contains(&self.mandate_hours) {
            "mandate_hours wants 1 to 8784".to_owned()
        } else {
            return None;
        };
        Some(format!("providers \"{}\": {what}", self.id))
    }

    /// Whether a level is at least the lowest that we take.
    pub fn is_sure(&self, level: &str) -> bool {
        let place = |wanted: &str| self.levels.iter().position(|known| known == wanted);
        self.least.is_empty() || place(level).is_some_and(|given| Some(given) >= place(&self.least))
    }

    /// The role that the values of the role claim mean: of several, the one that may do most.
    pub fn role(&self, values: &[String]) -> Option<Role> {
        let given = |role: &Role| {
            values.iter().any(|value| self.roles.get(value).is_some_and(|name| name == role.name()))
        };
        let any =
            || ROLES.into_iter().find(|role| self.roles.get(ANY).is_some_and(|name| name == role.name()));
        ROLES.into_iter().find(given).or_else(any)
    }
}

fn is_given(name: &str) -> bool {
    ROLES.iter().any(|role| role.name() == name)
}

/// What is wrong with the providers in the settings: each by itself, and names that occur twice.
pub fn mistakes(providers: &[Provider]) -> Vec<String> {
    let mut mistakes: Vec<String> = providers.iter().filter_map(Provider::mistake).collect();
    let twice = |field: &'static str, of: fn(&Provider) -> &str| {
        let mut all: Vec<&str> = providers.iter().map(of).collect();
        all.sort_unstable();
        let twice = all.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned());
        twice.map(|name| format!("providers: {field} = \"{name}\" occurs twice"))
    };
    mistakes.extend(twice("id", |one| &one.id));
    // The issuer tells providers apart when they answer.
    mistakes.extend(twice("issuer", |one| &one.issuer));
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    const BROKER: &str = r#"
        id = "eherkenning"
        name = "eHerkenning"
        issuer = "https://broker.example"
        client_id = "meldkamer"
        levels = ["loa2plus", "loa3", "loa4"]
        least = "loa3"
        roles = { beheer = "entity-administrator", "*" = "entity-reporter" }
        [claims]
        register_number = "urn:kvk"
    "#;

    fn read(text: &str) -> Result<Provider, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn a_provider_reads_with_few_words_and_refuses_unknown_ones() {
        let provider = read(BROKER).unwrap();
        assert_eq!(provider.mistake(), None);
        assert_eq!((provider.claims.subject.as_str(), provider.client_auth), ("sub", ClientAuth::Basic));
        assert!(read(&format!("secret = 'x'\n{BROKER}")).unwrap_err().to_string().contains("secret"));
    }

    #[test]
    fn levels_rank_and_an_unknown_one_is_too_low() {
        let provider = read(BROKER).unwrap();
        let sure: Vec<bool> =
            ["loa2plus", "loa3", "loa4", "loa5", ""].map(|level| provider.is_sure(level)).into();
        assert_eq!(sure, [false, true, true, false, false]);
        assert!(Provider { least: String::new(), ..provider }.is_sure(""));
    }

    #[test]
    fn of_several_roles_the_highest_counts_and_a_star_stands_for_any() {
        let provider = read(BROKER).unwrap();
        let role =
            |values: &[&str]| provider.role(&values.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert_eq!(role(&["lezen", "beheer"]), Some(Role::EntityAdministrator));
        assert_eq!(role(&["lezen"]), Some(Role::EntityReporter));
        assert_eq!(role(&[]), Some(Role::EntityReporter));
        let strict = Provider {
            roles: BTreeMap::from([("beheer".into(), "entity-administrator".into())]),
            ..provider.clone()
        };
        assert_eq!(strict.role(&["lezen".to_owned()]), None);
    }

    #[test]
    fn no_provider_makes_staff_of_the_csirt() {
        let mut provider = read(BROKER).unwrap();
        provider.roles.insert("baas".into(), "administrator".into());
        assert!(provider.mistake().unwrap().contains("administrator"));
    }

    #[test]
    fn two_providers_are_told_apart() {
        let provider = read(BROKER).unwrap();
        assert_eq!(mistakes(&[provider.clone(), provider]).len(), 2);
    }
}
