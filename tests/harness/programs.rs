//! Programs of others that a test runs beside the house: tools, and a store of objects that speaks S3.

use std::{
    io::Write,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

/// Runs a tool to its end and answers what it said; the test falls when it does not succeed.
pub fn run(program: &str, arguments: &[&str]) -> String {
    done(Command::new(program).args(arguments))
}

fn done(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command.output().unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Runs a program that reads `input`; what it wrote, and what it said about it.
pub fn through(program: &str, arguments: &[&str], input: &str) -> (String, String) {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| panic!("{program}: {why}"));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(done.status.success(), "{program} {arguments:?}: {}", text(&done.stderr));
    (text(&done.stdout), text(&done.stderr))
}

/// GnuPG with a ring of keys of its own, gone with the test.
pub struct Gpg(tempfile::TempDir);

impl Gpg {
    /// With keys for these names and addresses, each in a part that signs and one that is sealed to.
    pub fn with(owners: &[&str]) -> Self {
        let gpg = Self(tempfile::tempdir().unwrap());
        for owner in owners {
            let new = ["--passphrase", "", "--quick-generate-key", owner, "future-default", "default", "0"];
            gpg.run(&new, "");
        }
        gpg
    }

    /// Runs it; what it wrote, and what it said about it.
    pub fn run(&self, arguments: &[&str], input: &str) -> (String, String) {
        let home = self.0.path().to_str().unwrap();
        let always = ["--homedir", home, "--batch", "--quiet", "--trust-model", "always"];
        through("gpg", &[&always, arguments].concat(), input)
    }

    /// The public key of somebody, in armour.
    pub fn public(&self, whose: &str) -> String {
        self.run(&["--armor", "--export", whose], "").0
    }

    /// Signs a text in somebody's name, in a way.
    pub fn sign(&self, whose: &str, way: &[&str], text: &str) -> String {
        self.run(&[&["--armor", "--local-user", whose], way].concat(), text).0
    }

    /// The fingerprint of the key in a text.
    pub fn fingerprint(&self, key: &str) -> String {
        let (colons, _) = self.run(&["--with-colons", "--show-keys"], key);
        let line = colons.lines().find(|line| line.starts_with("fpr")).unwrap();
        line.split(':').nth(9).unwrap().to_owned()
    }
}

/// The program itself, built when it is not there yet: out of the same libraries as the tests. What cargo
/// tells a test of its package must not be seen: some libraries look at it, and all would be built anew.
pub fn meldkamer() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let program = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("meldkamer");
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--offline", "--workspace", "--tests", "--bin", "meldkamer"]);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_PKG_") {
                build.env_remove(&*name);
            }
        }
        done(&mut build);
        assert!(program.exists(), "{} was not built", program.display());
        program
    };
    BUILT.get_or_init(build).clone()
}

/// A store of objects that speaks S3, gone with the test.
pub struct Buckets {
    server: Child,
    /// Where it listens.
    pub address: String,
    _folder: tempfile::TempDir,
}

impl Buckets {
    /// Starts it with one empty bucket.
    pub async fn open(bucket: &str) -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/s3rver/bin/s3rver.js");
        assert!(program.exists(), "./dev check installs s3rver in tests/node_modules");
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let server = Command::new("node")
            .arg(program)
            .args(["--address", "127.0.0.1", "--silent", "--configure-bucket", bucket])
            .args(["--port", &free.port().to_string(), "--directory"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut pause = tokio::time::interval(Duration::from_millis(50));
        let up = async {
            while TcpStream::connect(free).is_err() {
                pause.tick().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), up).await.expect("s3rver listens");
        Self { server, address: format!("http://{free}"), _folder: folder }
    }
}

impl Drop for Buckets {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
