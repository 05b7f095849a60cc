//! The release binary on a folder of its own, started and ended as an operator would.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A running house.
pub struct Running {
    child: Child,
    /// Where it answers.
    pub address: String,
    /// From start to the first answer.
    pub took: Duration,
}

/// The release binary beside this bench.
pub fn binary() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let binary = here.parent().unwrap().join("meldkamer");
    assert!(binary.exists(), "{} is missing: ./dev bench builds it", binary.display());
    binary
}

/// A port that is free now.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Running {
    /// Starts the binary on a data folder and waits until it answers.
    pub async fn start(data: &Path) -> Self {
        Self::start_with(data, &[]).await
    }

    /// The same, with settings as variables.
    pub async fn start_with(data: &Path, settings: &[(&str, &str)]) -> Self {
        let mut begun = Self::spawn(data, settings);
        let since = Instant::now();
        while !begun.answers().await {
            assert!(since.elapsed() < Duration::from_secs(60), "the house did not open");
            assert!(begun.child.try_wait().unwrap().is_none(), "the house closed by itself");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        begun.took = since.elapsed();
        begun
    }

    /// Starts the binary and waits for nothing.
    pub fn spawn(data: &Path, settings: &[(&str, &str)]) -> Self {
        let port = free_port();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(data.with_extension("log"));
        let child = Command::new(binary())
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(data)
            .env("MELDKAMER_METRICS", "")
            .env("MELDKAMER_LOG", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(log.map_or_else(|_| Stdio::null(), Stdio::from))
            .spawn()
            .unwrap();
        Self { child, address: format!("http://127.0.0.1:{port}"), took: Duration::ZERO }
    }

    /// Whether its door is open.
    pub async fn answers(&self) -> bool {
        client().get(format!("{}/healthz", self.address)).send().await.is_ok()
    }

    /// Whether it says that it is ready.
    pub async fn is_ready(&self) -> bool {
        let answer = client().get(format!("{}/readyz", self.address)).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Resident memory in MiB.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client with connections kept open.
#[expect(clippy::disallowed_methods, reason = "the bench speaks to this machine only")]
pub fn client() -> reqwest::Client {
    reqwest::Client::new()
}

/// A folder on the disk of this checkout, so that commits are as durable as they will be.
pub fn folder() -> tempfile::TempDir {
    let target = binary().parent().unwrap().to_path_buf();
    tempfile::Builder::new().prefix("bench-").tempdir_in(target).unwrap()
}

/// The middle of measured times, in milliseconds.
pub fn median(times: Vec<Duration>) -> f64 {
    median_of(times.iter().map(Duration::as_secs_f64).collect()) * 1000.0
}

/// The middle of figures.
pub fn median_of(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}
