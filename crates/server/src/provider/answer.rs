//! What a provider answers: the code that somebody brought back becomes a token, the token is
//! checked, its claims are read. Nothing is believed that the issuer did not sign for us, just now,
//! in answer to what we asked.

use super::{BREATH_SECONDS, Client, FRESH_SECONDS, Further, Known, Metadata, NoUse, line::plain};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use meldkamer_app::sign_in::provider::{Away, Told};
use meldkamer_domain::time::Instant;
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, AuthorizationCode, ClaimsVerificationError, ClientId,
    Nonce, OAuth2TokenResponse, PkceCodeVerifier, SignatureVerificationError, SubjectIdentifier,
    TokenResponse, UserInfoClaims,
    core::{
        CoreGenderClaim, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier,
        CoreJwsSigningAlgorithm as Signed, CoreTokenResponse,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Signatures that only the provider can make: none with a shared secret, and never `none`.
const SIGNATURES: [Signed; 9] = [
    Signed::RsaSsaPkcs1V15Sha256,
    Signed::RsaSsaPkcs1V15Sha384,
    Signed::RsaSsaPkcs1V15Sha512,
    Signed::RsaSsaPssSha256,
    Signed::RsaSsaPssSha384,
    Signed::RsaSsaPssSha512,
    Signed::EcdsaP256Sha256,
    Signed::EcdsaP384Sha384,
    Signed::EdDsa,
];

/// A token is not older than this, nor from later than this, in seconds.
const NEAR: i64 = 600;

/// What a browser brought back.
pub struct Brought<'a> {
    /// The code to exchange.
    pub code: &'a str,
    /// Who says it is the issuer (RFC 9207).
    pub issuer: Option<&'a str>,
    /// What was kept meanwhile.
    pub away: &'a Away,
}

#[derive(Debug, Serialize, Deserialize)]
struct Others(#[serde(default)] Map<String, Value>);

impl AdditionalClaims for Others {}

impl Known {
    /// Who the provider says it is.
    pub async fn told(&self, now: Instant, brought: &Brought<'_>) -> Result<Told, NoUse> {
        let metadata = self.metadata(now, FRESH_SECONDS).await?;
        self.is_issuer(&metadata, brought.issuer)?;
        let client = self.client(&metadata)?;
        let token = self.exchange(&client, brought).await?;
        let id = token.id_token().ok_or_else(|| NoUse::NotGood("no token of identity".into()))?;
        let claims = self.verified(now, metadata, (id, token.access_token()), brought).await?;
        if self.settings.userinfo {
            return self.more(&client, &token, claims).await;
        }
        self.read(&claims)
    }

    /// An answer that says who it is from must be from this provider; one that promised to say so must.
    fn is_issuer(&self, metadata: &Metadata, said: Option<&str>) -> Result<(), NoUse> {
        let Further { authorization_response_iss_parameter_supported: promised } =
            metadata.additional_metadata();
        match said {
            Some(issuer) if issuer == self.settings.issuer => Ok(()),
            None if !promised => Ok(()),
            said => Err(NoUse::NotGood(format!("the answer is from {}", said.unwrap_or("nobody")))),
        }
    }

    async fn exchange(&self, client: &Client, brought: &Brought<'_>) -> Result<CoreTokenResponse, NoUse> {
        let line = self.line.clone();
        let ask = move |request| line.clone().ask(request);
        let answer = client
            .exchange_code(AuthorizationCode::new(brought.code.to_owned()))
            .map_err(|why| NoUse::Down(why.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(brought.away.verifier.clone()))
            .request_async(&ask)
            .await;
        answer.map_err(|why| match &why {
            openidconnect::RequestTokenError::Request(_) => NoUse::Down(plain(&why)),
            _ => NoUse::NotGood(plain(&why)),
        })
    }

    /// The claims of a token that is good. When its key is unknown, the provider may have a new one.
    async fn verified(
        &self,
        now: Instant,
        metadata: Metadata,
        (id, access): (&CoreIdToken, &AccessToken),
        brought: &Brought<'_>,
    ) -> Result<Map<String, Value>, NoUse> {
        use ClaimsVerificationError::SignatureVerification;
        let first = self.verify(now, &metadata, (id, access), brought);
        let checked = match first {
            Err(SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let newer = self.metadata(now, BREATH_SECONDS).await?;
                self.verify(now, &newer, (id, access), brought)
            }
            other => other,
        };
        checked.map_err(|why| NoUse::NotGood(plain(&why)))?;
        let claims = payload(id).ok_or_else(|| NoUse::NotGood("a token without claims".into()))?;
        let party = claims.get("azp").and_then(Value::as_str);
        if party.is_some_and(|party| party != self.settings.client_id) {
            return Err(NoUse::NotGood("a token that was made for another party".into()));
        }
        Ok(claims)
    }

    fn verify(
        &self,
        now: Instant,
        metadata: &Metadata,
        (id, access): (&CoreIdToken, &AccessToken),
        brought: &Brought<'_>,
    ) -> Result<(), ClaimsVerificationError> {
        let seconds = now.micros().div_euclid(1_000_000);
        let moment = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let since = brought.away.anew_since;
        let client = ClientId::new(self.settings.client_id.clone());
        let (issuer, keys) = (metadata.issuer().clone(), metadata.jwks().clone());
        let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, keys)
            .set_allowed_algs(SIGNATURES)
            .set_time_fn(move || moment)
            .set_issue_time_verifier_fn(move |made| {
                let near = (made.timestamp() - seconds).abs() <= NEAR;
                if near { Ok(()) } else { Err("not made just now".into()) }
            })
            .set_auth_time_verifier_fn(move |shown| match (since, shown) {
                (None, _) => Ok(()),
                (Some(since), Some(shown)) if shown.timestamp() >= since - 60 => Ok(()),
                _ => Err("who it is was not shown anew".into()),
            });
        let claims: &CoreIdTokenClaims = id.claims(&verifier, &Nonce::new(brought.away.nonce.clone()))?;
        // Where the token says which access it came with, it is this.
        let Some(said) = claims.access_token_hash() else { return Ok(()) };
        let unsigned = ClaimsVerificationError::SignatureVerification;
        let (key, kind) = (id.signing_key(&verifier).map_err(unsigned)?, id.signing_alg().map_err(unsigned)?);
        let own = AccessTokenHash::from_token(access, kind, key);
        if own.is_ok_and(|own| own == *said) {
            return Ok(());
        }
        Err(ClaimsVerificationError::Other("made for another access".into()))
    }

    /// What the provider's userinfo says besides; about the same person, or it does not count.
    async fn more(
        &self,
        client: &Client,
        token: &CoreTokenResponse,
        claims: Map<String, Value>,
    ) -> Result<Told, NoUse> {
        let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned();
        let line = self.line.clone();
        let ask = move |request| line.clone().ask(request);
        let info: UserInfoClaims<Others, CoreGenderClaim> = client
            .user_info(token.access_token().clone(), Some(SubjectIdentifier::new(subject)))
            .map_err(|why| NoUse::Down(why.to_string()))?
            .request_async(&ask)
            .await
            .map_err(|why| NoUse::NotGood(plain(&why)))?;
        let Ok(Value::Object(mut all)) = serde_json::to_value(&info) else { return self.read(&claims) };
        // What the token says was signed: it stands above.
        all.extend(claims);
        self.read(&all)
    }

    fn read(&self, claims: &Map<String, Value>) -> Result<Told, NoUse> {
        Told::read(&self.settings, &Value::Object(claims.clone()))
            .ok_or_else(|| NoUse::NotGood(format!("no claim {}", self.settings.claims.subject)))
    }
}

/// The claims of a token as they stand in it.
fn payload(id: &CoreIdToken) -> Option<Map<String, Value>> {
    let text = id.to_string();
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}
