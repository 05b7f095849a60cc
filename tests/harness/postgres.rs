//! A throw-away PostgreSQL cluster: started by the first test that asks, gone with the process. Who
//! wants to stop one and start it again gets one of their own.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

/// A cluster.
pub struct Cluster {
    port: u16,
    bin: PathBuf,
    folder: PathBuf,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static NEXT: AtomicU32 = AtomicU32::new(1);

/// The address of a new, empty database.
pub fn new_database() -> String {
    CLUSTER.get_or_init(Cluster::start).new_database()
}

impl Cluster {
    /// The address of a new, empty database.
    pub fn new_database(&self) -> String {
        let cluster = self;
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::SeqCst));
        let made = cluster.client("createdb").arg(&name).status().expect("createdb runs");
        assert!(made.success(), "createdb {name} failed");
        format!("postgres://postgres@127.0.0.1:{}/{name}", cluster.port)
    }

    fn client(&self, tool: &str) -> Command {
        let mut command = Command::new(self.bin.join(tool));
        command.args(["-h", "127.0.0.1", "-U", "postgres", "-p"]).arg(self.port.to_string());
        command
    }

    /// Makes one and serves it.
    pub fn start() -> Self {
        let bin = newest_bin();
        let folder = tempfile::Builder::new().prefix("meldkamer-pg-").tempdir().expect("a folder").keep();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("permissions");
        if is_root() {
            assert!(Command::new("chown").arg("postgres").arg(&folder).status().expect("chown").success());
        }
        let made = as_postgres(&bin.join("initdb"))
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"])
            .arg(folder.join("data"))
            .stdout(Stdio::null())
            .status()
            .expect("initdb runs");
        assert!(made.success(), "initdb failed");
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port();
        let cluster = Self { port, bin, folder };
        cluster.serve();
        cluster
    }

    /// Serves it, from a thread that lives as long as this process: the kernel ends both together.
    pub fn serve(&self) {
        let mut server = as_postgres(&self.bin.join("postgres"));
        let log = fs::File::create(self.folder.join("log")).expect("a log");
        server.arg("-D").arg(self.folder.join("data")).args(["-p", &self.port.to_string()]);
        server.args(["-k", "", "-c", "fsync=off", "-c", "max_connections=400"]);
        server.stdout(Stdio::null()).stderr(log);
        thread::spawn(move || server.spawn().and_then(|mut server| server.wait()));
        let ready =
            || self.client("pg_isready").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
        for _ in 0..200 {
            if ready() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL did not start; its log is in {}", self.folder.display());
    }

    /// Ends it at once, without a word to anybody who is connected.
    pub fn stop(&self) {
        let mut stop = as_postgres(&self.bin.join("pg_ctl"));
        stop.args(["stop", "-m", "immediate", "-w", "-D"]).arg(self.folder.join("data"));
        assert!(stop.stdout(Stdio::null()).status().expect("pg_ctl runs").success());
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
