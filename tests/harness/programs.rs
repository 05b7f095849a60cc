//! Programs of others that a test runs beside the house: tools, and a store of objects that speaks S3.

use std::{
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

/// Runs a tool to its end and answers what it said; the test falls when it does not succeed.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The program itself, built when it is not there yet: out of the same libraries as the tests, which
/// cargo would otherwise all build a second time.
pub fn meldkamer() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let program = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("meldkamer");
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        run(&cargo, &["build", "--quiet", "--offline", "--workspace", "--tests", "--bin", "meldkamer"]);
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
