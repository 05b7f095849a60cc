//! A real OpenID provider: `oidc-provider` for Node, started by the test that wants it and gone with
//! it. The one that lies is `impostor`.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// The provider; it ends when its input is closed.
pub struct Provider {
    /// Its issuer.
    pub issuer: String,
    child: Child,
}

impl Provider {
    /// Starts one that knows one client, and what it tells about people by their login.
    pub fn start(client: &str, secret: &str, back: &str, people: &Value) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("provider");
        let told = serde_json::json!({"client": client, "secret": secret, "back": back, "people": people});
        let mut child = Command::new("node")
            .arg(folder.join("provider.mjs"))
            .arg(told.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut issuer = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http"), "./dev check installs the packages of tests/provider");
        Self { issuer: issuer.trim().to_owned(), child }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
