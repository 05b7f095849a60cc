//! A throw-away PostgreSQL cluster with its own settings, as durable as it comes: gone with the bench.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// A running cluster.
pub struct Cluster {
    server: Child,
    bin: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes a cluster in a folder and waits until it answers.
    pub fn start(folder: &Path) -> Self {
        let bin = newest_bin();
        fs::create_dir(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
        if is_root() {
            if let Some(above) = folder.parent() {
                fs::set_permissions(above, fs::Permissions::from_mode(0o755)).unwrap();
            }
            assert!(Command::new("chown").arg("postgres").arg(folder).status().unwrap().success());
        }
        let data = folder.join("data");
        let made = as_postgres(&bin.join("initdb"))
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .status();
        assert!(made.unwrap().success(), "initdb failed");
        let port = crate::house::free_port();
        let server = as_postgres(&bin.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-k", ""])
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.with_extension("log")).unwrap())
            .spawn()
            .unwrap();
        let cluster = Self { server, bin, port };
        for _ in 0..400 {
            let ready = cluster.client("pg_isready").stdout(Stdio::null()).status();
            if ready.is_ok_and(|status| status.success()) {
                return cluster;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL did not start; its log is beside {}", folder.display());
    }

    /// The address of a new, empty database.
    pub fn new_database(&self, name: &str) -> String {
        let made = self.client("createdb").arg(name).status();
        assert!(made.unwrap().success(), "createdb {name} failed");
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    fn client(&self, tool: &str) -> Command {
        let mut command = Command::new(self.bin.join(tool));
        command.args(["-h", "127.0.0.1", "-U", "postgres", "-p"]).arg(self.port.to_string());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// PostgreSQL refuses to run as root; either way the server dies with us.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM"]);
    if is_root() {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]);
    }
    command.arg(program);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

fn newest_bin() -> PathBuf {
    let mut all: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL is not installed: ./dev check installs it")
        .filter_map(|entry| entry.ok().map(|entry| entry.path().join("bin")))
        .collect();
    all.sort();
    all.pop().expect("PostgreSQL is not installed: ./dev check installs it")
}
