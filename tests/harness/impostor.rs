//! An OpenID provider that says whatever a test wants it to say, signed with whatever key: for the
//! answers that no honest provider gives. The honest one is `provider`.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get, routing::post};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// What it will answer.
#[derive(Clone)]
pub struct Says {
    /// The head of the token; `alg` and `kid` are filled in when they are absent.
    pub head: Value,
    /// The claims of the token.
    pub claims: Value,
    /// Whether it signs with another key than it publishes.
    pub forged: bool,
    /// Whether it answers at all.
    pub down: bool,
}

/// The provider.
#[derive(Clone)]
pub struct Impostor {
    /// Its address: its issuer.
    pub issuer: String,
    says: Arc<Mutex<Says>>,
    keys: Arc<[Vec<u8>; 2]>,
    /// The forms that came to its token endpoint.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Impostor {
    /// Opens it on a free port.
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let key = || {
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
            made.unwrap().as_ref().to_vec()
        };
        let says = Says { head: json!({}), claims: json!({}), forged: false, down: false };
        let one = Self {
            issuer,
            says: Arc::new(Mutex::new(says)),
            keys: Arc::new([key(), key()]),
            asked: Arc::default(),
        };
        let app = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .with_state(one.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        one
    }

    /// Changes what it says.
    pub fn say(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.says.lock().unwrap());
    }

    fn said(&self) -> Says {
        self.says.lock().unwrap().clone()
    }

    fn pair(&self, forged: bool) -> EcdsaKeyPair {
        let key = &self.keys[usize::from(forged)];
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key, &SystemRandom::new()).unwrap()
    }

    fn token(&self) -> String {
        let Says { mut head, claims, forged, .. } = self.said();
        for (name, value) in [("alg", "ES256"), ("kid", "one"), ("typ", "JWT")] {
            if head.get(name).is_none() {
                head[name] = json!(value);
            }
        }
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&head), part(&claims));
        if head["alg"] == "none" {
            return format!("{signed}.");
        }
        let signature = self.pair(forged).sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

type Said = Result<Json<Value>, StatusCode>;

fn up(one: &Impostor, answer: Value) -> Said {
    if one.said().down { Err(StatusCode::SERVICE_UNAVAILABLE) } else { Ok(Json(answer)) }
}

async fn metadata(State(one): State<Impostor>) -> Said {
    let at = &one.issuer;
    let metadata = json!({
        "issuer": at,
        "authorization_endpoint": format!("{at}/authorize"),
        "token_endpoint": format!("{at}/token"),
        "jwks_uri": format!("{at}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    });
    up(&one, metadata)
}

async fn jwks(State(one): State<Impostor>) -> Said {
    let pair = one.pair(false);
    let point = &pair.public_key().as_ref()[1..];
    let part = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let key = json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "kid": "one",
        "x": part(&point[..32]), "y": part(&point[32..]),
    });
    up(&one, json!({"keys": [key]}))
}

async fn token(State(one): State<Impostor>, form: String) -> Said {
    one.asked.lock().unwrap().push(form);
    up(&one, json!({"access_token": "x", "token_type": "Bearer", "id_token": one.token()}))
}
