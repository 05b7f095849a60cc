//! What only a device of its owner can fill in: passkeys made and given, codes of an authenticator.

use super::{
    forms::{Form, forms},
    people::{Person, World},
};
use crate::harness::{authenticator::Device, client::Client};
use meldkamer_app::{
    passkey::enrol::{self, Made, Owner},
    sign_in::factor,
};
use meldkamer_domain::access::Role;
use serde_json::Value;

const ORIGIN: &str = "https://meldkamer.example";

/// The form for a route that wants a device, when this is one.
pub async fn form(world: &World, route: &str, address: &str, person: &Person) -> Option<Form> {
    let mut client = person.client.clone();
    let given = match route {
        "/sign-in/passkey" => {
            let asked = asked(&mut client, "/sign-in/passkey").await?;
            (asked["ceremony"].clone(), world.device.lock().unwrap().get(&asked))
        }
        "/account/ways/passkeys" => made(&mut client, "/account/ways/passkey").await?,
        "/invitation/{secret}/passkey" => made(&mut client, address).await?,
        "/account/ways/app" => return app(world, &mut client).await,
        _ => return None,
    };
    let fields = [("ceremony", given.0.as_str()?), ("passkey", &given.1)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Some(Form { action: address.to_owned(), fields, ..Form::default() })
}

async fn asked(client: &mut Client, path: &str) -> Option<Value> {
    let answer = client.get(path).await;
    serde_json::from_slice(&answer.body).ok().filter(|_| answer.status == 200)
}

async fn made(client: &mut Client, path: &str) -> Option<(Value, String)> {
    let asked = asked(client, path).await?;
    Some((asked["ceremony"].clone(), Device::at(ORIGIN).create(&asked)))
}

/// The code that the authenticator shows, from the key that stands on the page.
async fn app(world: &World, client: &mut Client) -> Option<Form> {
    let page = client.get("/account/ways/app").await.text();
    let mut form = forms(&page, "").into_iter().find(|form| form.action == "/account/ways/app")?;
    let sign = |c: char| c.is_ascii_uppercase() || ('2'..='7').contains(&c);
    let groups = page.split(['>', '<']).map(str::trim).find(|text| {
        text.len() == 39 && text.split(' ').all(|group| group.len() == 4 && group.chars().all(sign))
    })?;
    let code = factor::code_at(&base32(groups), world.house.now());
    form.fields.retain(|(name, _)| name != "code");
    form.fields.push(("code".to_owned(), code));
    Some(form)
}

fn base32(text: &str) -> Vec<u8> {
    let value =
        |c: char| if c.is_ascii_uppercase() { c as u32 - 'A' as u32 } else { c as u32 - '2' as u32 + 26 };
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0, 0_u32);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        (held, bits) = ((held << 5) | value(c), bits + 5);
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap());
        }
    }
    bytes
}

impl World {
    /// Gives the administrator two passkeys and a provider.
    pub(super) async fn equip(&self, id: &str) {
        let (house, door) = (&self.house.house, self.house.staff(Role::Administrator));
        let account = door.actor.id.clone();
        let mut second = Device::at(ORIGIN);
        for (name, device) in [("first", None), ("second", Some(&mut second))] {
            let owner = Owner { account: &account, login: "administrator", name: "Piet" };
            let asked = enrol::options(house, door.at, &owner, "here").await.unwrap();
            let answer = match device {
                Some(device) => device.create(&asked),
                None => self.device.lock().unwrap().create(&asked),
            };
            let ceremony = asked["ceremony"].as_str().unwrap();
            let made = Made { ceremony, binding: "here", answer: &answer, name };
            enrol::add(house, &door, &made).await.unwrap();
        }
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        for sql in [
            format!("UPDATE passkey SET id = '{id}' WHERE name = 'second'"),
            format!(
                "INSERT INTO identity (issuer, subject, account, created_at, used_at) \
                 VALUES ('https://sso.example', 'x', '{account}', {at}, {at})"
            ),
        ] {
            memory.run(&sql).await;
        }
    }
}
