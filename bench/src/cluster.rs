//! A PostgreSQL of our own, on a real disk with real syncs, that can be killed and served again.

use crate::house::free_port;
use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::time::sleep;

/// The cluster, gone with this value.
pub struct Cluster {
    bin: PathBuf,
    folder: tempfile::TempDir,
    port: u16,
    server: Option<Child>,
    /// The address of its one database.
    pub address: String,
}

impl Cluster {
    /// Makes one and serves it.
    pub async fn start() -> Self {
        let bin = newest_bin();
        let folder = tempfile::Builder::new().prefix("meldkamer-bench-pg-").tempdir_in("/var/tmp").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        if is_root() {
            let owned = Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap();
            assert!(owned.success());
        }
        let port = free_port();
        let address = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let made = as_postgres(&bin.join("initdb"))
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"])
            .arg(folder.path().join("data"))
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success(), "initdb failed");
        let mut cluster = Self { bin, folder, port, server: None, address };
        cluster.serve().await;
        cluster
    }

    /// Serves it, and waits until it takes connections.
    pub async fn serve(&mut self) {
        // What a killed server left behind keeps its memory for a moment.
        for _ in 0..600 {
            if self.server.as_mut().is_none_or(|server| server.try_wait().unwrap().is_some()) {
                self.server = Some(self.spawn());
            }
            let ready = Command::new(self.bin.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-U", "postgres", "-p", &self.port.to_string()])
                .status();
            if ready.is_ok_and(|status| status.success()) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("PostgreSQL did not come back; its log is in {}", self.folder.path().display());
    }

    fn spawn(&self) -> Child {
        let log = fs::File::options().create(true).append(true).open(self.folder.path().join("log")).unwrap();
        as_postgres(&self.bin.join("postgres"))
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(["-p", &self.port.to_string(), "-k", "", "-c", "max_connections=100"])
            .stdout(Stdio::null())
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap()
    }

    /// Ends the server and all its processes, as a power cut would.
    pub fn kill(&mut self) {
        let Some(mut server) = self.server.take() else { return };
        let _ = Command::new("kill").args(["-9", "--", &format!("-{}", server.id())]).status();
        server.wait().unwrap();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]).arg(program);
    command
}

/// Whether this is root, who may mount and change owners.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

fn newest_bin() -> PathBuf {
    let folders =
        fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is not installed: ./dev check installs it");
    let mut all: Vec<PathBuf> =
        folders.filter_map(|entry| entry.ok().map(|entry| entry.path().join("bin"))).collect();
    all.sort();
    all.pop().expect("PostgreSQL is not installed: ./dev check installs it")
}
