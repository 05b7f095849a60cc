//! Providers of OpenID Connect: where they are, what they know us as, and whether they can be
//! reached. What they say is checked in [`answer`]; what it means is decided in `app`.
//!
//! A provider that is down stops nothing but its own button: its metadata is fetched when it is
//! needed, kept for an hour, and never waited for at the start.

pub mod answer;
mod line;

use line::Line;
use meldkamer_app::{
    settings::{
        Settings,
        provider::{ClientAuth, Provider},
    },
    sign_in::provider::Away,
};
use meldkamer_domain::time::Instant;
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthenticationContextClass, AuthenticationFlow, ClientId,
    ClientSecret, CsrfToken, IssuerUrl, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RedirectUrl, Scope,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod,
        CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use serde::{Deserialize, Serialize};
use std::{fs, sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// Metadata younger than this is used as it is.
const FRESH_SECONDS: i64 = 3600;
/// Metadata older than this is used no more, when it cannot be had anew.
const OLD_SECONDS: i64 = 24 * 3600;
/// After a failure, so long until the provider is asked again; and keys are not asked for more often.
const BREATH_SECONDS: i64 = 30;

/// What we read of a provider's metadata besides the usual.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Further {
    /// Whether its answers name it (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Further {}

pub(crate) type Metadata = ProviderMetadata<
    Further,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Client = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

/// Why a provider was of no use.
#[derive(Debug, thiserror::Error)]
pub enum NoUse {
    /// It cannot be reached, or says nothing that we understand.
    #[error("the provider is down: {0}")]
    Down(String),
    /// What it said is not to be trusted.
    #[error("the provider's answer is not good: {0}")]
    NotGood(String),
}

/// All providers of an installation. Cheap to clone.
#[derive(Clone, Default)]
pub struct Providers(Arc<Vec<Known>>);

/// One provider.
pub struct Known {
    /// What the operator set.
    pub settings: Provider,
    secret: Option<String>,
    back: String,
    line: Line,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    metadata: Option<(Metadata, Instant)>,
    failed: Option<Instant>,
}

impl Providers {
    /// The providers in the settings; fails when a secret cannot be read.
    pub fn open(settings: &Settings) -> std::io::Result<Self> {
        let known = |one: &Provider| {
            let secret = match &one.client_secret_file {
                Some(file) => Some(fs::read_to_string(file)?.trim().to_owned()),
                None => None,
            };
            Ok(Known {
                secret,
                back: format!("{}/sign-in/with/{}/back", settings.public_address(), one.id),
                line: Line::new(),
                kept: Mutex::default(),
                settings: one.clone(),
            })
        };
        Ok(Self(Arc::new(settings.providers.iter().map(known).collect::<std::io::Result<_>>()?)))
    }

    /// All of them, as they stand in the settings.
    pub fn all(&self) -> &[Known] {
        &self.0
    }

    /// The provider under our name for it.
    pub fn get(&self, id: &str) -> Option<&Known> {
        self.0.iter().find(|known| known.settings.id == id)
    }

    /// The provider with an issuer.
    pub fn of_issuer(&self, issuer: &str) -> Option<&Known> {
        self.0.iter().find(|known| known.settings.issuer == issuer)
    }

    /// Fetches the metadata of all before anybody needs it. Who is down is tried again when needed.
    pub async fn warm(&self, now: Instant) {
        for known in self.all() {
            if let Err(why) = known.metadata(now, FRESH_SECONDS).await {
                tracing::warn!(provider = known.settings.id, %why, "signing in by way of it does not work now");
            }
        }
    }
}

/// How somebody is sent away.
pub struct Journey<'a> {
    /// The state that must come back.
    pub state: String,
    /// What we keep meanwhile.
    pub away: &'a Away,
    /// Whether they must show anew who they are, though the provider may remember them.
    pub anew: bool,
    /// The language of the pages.
    pub language: &'static str,
}

impl Known {
    /// The address at the provider to send somebody to.
    pub async fn address(&self, now: Instant, journey: Journey<'_>) -> Result<String, NoUse> {
        let metadata = self.metadata(now, FRESH_SECONDS).await?;
        let client = self.client(&metadata)?;
        let (state, nonce) = (journey.state, journey.away.nonce.clone());
        let verifier = PkceCodeVerifier::new(journey.away.verifier.clone());
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let mut ask = client
            .authorize_url(flow, move || CsrfToken::new(state), move || Nonce::new(nonce))
            .add_scopes(self.settings.scopes.iter().map(|scope| Scope::new(scope.clone())))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .add_ui_locale(LanguageTag::new(journey.language.to_owned()));
        for level in self.settings.levels.iter().skip_while(|level| !self.settings.is_sure(level)) {
            ask = ask.add_auth_context_value(AuthenticationContextClass::new(level.clone()));
        }
        if journey.anew {
            ask = ask.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        }
        Ok(ask.url().0.into())
    }

    fn client(&self, metadata: &Metadata) -> Result<Client, NoUse> {
        let back = RedirectUrl::new(self.back.clone()).map_err(|why| NoUse::Down(why.to_string()))?;
        let auth = match self.settings.client_auth {
            ClientAuth::Basic => AuthType::BasicAuth,
            ClientAuth::Post => AuthType::RequestBody,
        };
        let (id, secret) = (ClientId::new(self.settings.client_id.clone()), self.secret.clone());
        let client = CoreClient::from_provider_metadata(metadata.clone(), id, secret.map(ClientSecret::new));
        Ok(client.set_redirect_uri(back).set_auth_type(auth))
    }

    /// The metadata, not older than so many seconds; older when the provider is down.
    async fn metadata(&self, now: Instant, age: i64) -> Result<Metadata, NoUse> {
        // One at a time asks the provider; the others wait for what comes.
        let mut kept = self.kept.lock().await;
        let since = |at: Instant| (now.micros() - at.micros()).div_euclid(1_000_000);
        if let Some((metadata, at)) = &kept.metadata
            && since(*at) <= age
        {
            return Ok(metadata.clone());
        }
        let just_failed = kept.failed.is_some_and(|at| since(at) < BREATH_SECONDS);
        let fetched =
            if just_failed { Err(NoUse::Down("it was down just now".into())) } else { self.fetch().await };
        match (fetched, &kept.metadata) {
            (Ok(metadata), _) => {
                *kept = Kept { metadata: Some((metadata.clone(), now)), failed: None };
                Ok(metadata)
            }
            (Err(why), Some((metadata, at))) if since(*at) <= OLD_SECONDS => {
                tracing::warn!(provider = self.settings.id, %why, "its older metadata is used");
                let metadata = metadata.clone();
                kept.failed = Some(now);
                Ok(metadata)
            }
            (Err(why), _) => {
                kept.failed = Some(now);
                Err(why)
            }
        }
    }

    async fn fetch(&self) -> Result<Metadata, NoUse> {
        let down = |why: &dyn std::error::Error| NoUse::Down(line::plain(why));
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|why| down(&why))?;
        let line = self.line.clone();
        let ask = move |request| line.clone().ask(request);
        Metadata::discover_async(issuer, &ask).await.map_err(|why| down(&why))
    }
}
