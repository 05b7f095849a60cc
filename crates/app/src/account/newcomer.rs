//! Who is invited to the CSIRT's staff, and what may be wrong with what was typed about them.

use meldkamer_domain::access::Role;

/// Faults of fields: name and code. Empty when all is well.
pub type Faults = Vec<(&'static str, &'static str)>;

/// Somebody who is invited.
#[derive(Clone, Debug, Default)]
pub struct Newcomer {
    /// What they will type to sign in.
    pub login: String,
    /// The name that others see.
    pub name: String,
    /// Mail address; the link goes there.
    pub email: String,
    /// The role's name.
    pub role: String,
    /// `nl` or `en`.
    pub language: String,
}

impl Newcomer {
    /// What is wrong with it.
    pub fn faults(&self) -> Faults {
        let mut faults = faults_of(&self.login, &self.name, &self.email);
        if Role::staff(&self.role).is_none() {
            faults.push(("role", "missing"));
        }
        faults
    }
}

/// What is wrong with a login, a name and a mail address.
pub(crate) fn faults_of(login: &str, name: &str, email: &str) -> Faults {
    let mut faults = Vec::new();
    let sign = |c: char| c.is_ascii_alphanumeric() || "._-@+".contains(c);
    if login.is_empty() {
        faults.push(("login", "missing"));
    } else if !(2..=254).contains(&login.len()) || !login.chars().all(sign) {
        faults.push(("login", "not-a-login"));
    }
    if name.is_empty() {
        faults.push(("name", "missing"));
    }
    if email.is_empty() {
        faults.push(("email", "missing"));
    } else if !is_email(email) {
        faults.push(("email", "not-an-email"));
    }
    faults
}

/// Whether a text looks like one mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let (local, domain) = text.rsplit_once('@').unwrap_or(("", ""));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>,;:\"()[]".contains(c);
    !local.is_empty() && !domain.is_empty() && text.len() <= 254 && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newcomer_needs_a_login_a_name_an_address_and_a_role() {
        let empty = Newcomer::default();
        assert_eq!(
            empty.faults(),
            [("login", "missing"), ("name", "missing"), ("email", "missing"), ("role", "missing")]
        );
        let wrong = Newcomer {
            login: "ans de boer".into(),
            name: "Ans".into(),
            email: "ans".into(),
            role: "house".into(),
            language: "nl".into(),
        };
        assert_eq!(
            wrong.faults(),
            [("login", "not-a-login"), ("email", "not-an-email"), ("role", "missing")]
        );
    }

    #[test]
    fn a_mail_address_is_one_address() {
        assert!(is_email("ans@voorbeeld.nl"));
        for bad in ["ans", "@x", "a@", "a b@x", "a@x,b@y", "a@x\r\nBcc: b@y", "<a@x>"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
