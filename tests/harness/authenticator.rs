//! A device that makes passkeys, in software: what a browser and a security key do together, without
//! either. For walls that must say what no honest device says; a real browser has its own.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

/// A device. A clone of it is a copy that somebody made.
#[derive(Clone)]
pub struct Device {
    /// The origin that its browser is at.
    pub origin: String,
    /// Whether it asks its owner for a finger or a number.
    pub verifies: bool,
    /// How often it signed.
    pub counter: u32,
    key: Vec<u8>,
    credential: Vec<u8>,
    handle: Vec<u8>,
}

impl Device {
    /// A new device whose browser is at this origin.
    pub fn at(origin: &str) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = key.as_ref().to_vec();
        let credential = digest(&SHA256, &key).as_ref()[..16].to_vec();
        Self { origin: origin.into(), verifies: true, counter: 0, key, credential, handle: Vec::new() }
    }

    /// Makes a passkey: the answer to what the house asks.
    pub fn create(&mut self, asked: &Value) -> String {
        let asked = &asked["publicKey"];
        self.handle = decoded(&asked["user"]["id"]);
        let mut data = self.data(&asked["rp"]["id"], NEW_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(&self.credential);
        data.extend(self.cose());
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        let response = json!({
            "clientDataJSON": encoded(&self.client("webauthn.create", asked)),
            "attestationObject": encoded(&object),
        });
        self.answer(&response)
    }

    /// Gives its passkey: the answer to what the house asks.
    pub fn get(&mut self, asked: &Value) -> String {
        let asked = &asked["publicKey"];
        self.counter += 1;
        let (data, client) = (self.data(&asked["rpId"], 0), self.client("webauthn.get", asked));
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.pair().sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({
            "clientDataJSON": encoded(&client),
            "authenticatorData": encoded(&data),
            "signature": encoded(signature.as_ref()),
            "userHandle": encoded(&self.handle),
        });
        self.answer(&response)
    }

    fn answer(&self, response: &Value) -> String {
        let id = encoded(&self.credential);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {}})
            .to_string()
    }

    fn pair(&self) -> EcdsaKeyPair {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.key, &SystemRandom::new()).unwrap()
    }

    fn client(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let client = json!({
            "type": kind,
            "challenge": asked["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        client.to_string().into_bytes()
    }

    fn data(&self, site: &Value, more: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = digest(&SHA256, site.as_str().unwrap().as_bytes()).as_ref().to_vec();
        data.push(PRESENT | verified | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The public key as devices write it: ES256 on P-256.
    fn cose(&self) -> Vec<u8> {
        let pair = self.pair();
        let point = &pair.public_key().as_ref()[1..];
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(&point[..32]);
        key.extend(b"\x22\x58\x20");
        key.extend(&point[32..]);
        key
    }
}

fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(text: &Value) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}
