//! Evidence on its way in: received, hashed, encrypted and stored durably, against copying the same file
//! and summing it on the same disk in the same run; and the memory that this takes.
//!
//! `MELDKAMER_BENCH_MIB` makes the file smaller than 4 GiB, for a machine without that much room.

use crate::{
    Line,
    house::{Running, folder},
    material,
};
use meldkamer_app::{
    House,
    chance::Clock,
    evidence::link::{self, Wish},
    library::Library,
    settings::Settings,
};
use std::{
    fs::File,
    io::{self, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

const AT_ONCE: usize = 50;

/// All lines.
pub async fn run() -> Vec<Line> {
    let folder = folder();
    let data = folder.path().join("data");
    let secret = secret(&data).await;
    let mib = std::env::var("MELDKAMER_BENCH_MIB").ok().and_then(|text| text.parse().ok()).unwrap_or(4096);
    let big = noise(folder.path(), mib);
    let small = noise(folder.path(), 1);
    let running = Running::start(&data).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = running.memory();
    let files = format!("{}/evidence/{secret}/files", running.address.trim_start_matches("http://"));

    let plain = copied(&big, &folder.path().join("copy"));
    let (whole, peak_big) = watched(&running, || send(&files, &big));
    let (_, peak_small) = watched(&running, || send(&files, &small));
    let (_, peak_many) = watched(&running, || {
        let send_small = |_| {
            let (files, small) = (files.clone(), small.clone());
            std::thread::spawn(move || send(&files, &small))
        };
        (0..AT_ONCE).map(send_small).collect::<Vec<_>>().into_iter().for_each(|one| one.join().unwrap());
    });
    let rate = |took: Duration| f64::from(mib) / took.as_secs_f64();
    let memory = |what: String, peak: f64| {
        let above = (peak - idle).max(0.0) * 1.048_576;
        Line {
            what,
            figure: format!("{above:.1} MB above {idle:.0} MiB"),
            ratio: above / 64.0,
            limit: Err(1.0),
        }
    };
    vec![
        Line {
            what: format!("upload of {mib} MiB against cp and sha256sum"),
            figure: format!("{:.0} against {:.0} MiB/s", rate(whole), rate(plain)),
            ratio: rate(whole) / rate(plain),
            limit: Ok(0.6),
        },
        memory("memory during 1 MiB against 64 MB".into(), peak_small),
        memory(format!("memory during {mib} MiB against 64 MB"), peak_big),
        memory(format!("memory during {AT_ONCE} uploads at once against 64 MB"), peak_many),
    ]
}

/// Makes a link in a new installation.
async fn secret(data: &Path) -> String {
    let settings = Settings { data: data.to_owned(), ..Settings::default() };
    let (library, _) = Library::open(None).unwrap();
    let house = House::open(settings, library, Clock::Machine).await.unwrap();
    let (door, case) = material::opened(&house).await;
    let wish = Wish {
        person: "bench".into(),
        purpose: "bench".into(),
        until: Some(door.at.plus_hours(24)),
        keep_days: Some(1),
        original: String::new(),
        party: String::new(),
    };
    let made = link::make(&house, &door, &case, &wish).await.unwrap();
    house.database.close().await;
    made.secret
}

/// A file that no disk packs.
fn noise(folder: &Path, mib: u32) -> PathBuf {
    let path = folder.join(format!("source-{mib}"));
    let mut source = File::open("/dev/urandom").unwrap().take(u64::from(mib) << 20);
    let mut file = File::create(&path).unwrap();
    io::copy(&mut source, &mut file).unwrap();
    file.sync_all().unwrap();
    path
}

/// What anybody would do with a file: copy it, and sum it.
fn copied(from: &Path, to: &Path) -> Duration {
    let since = Instant::now();
    assert!(Command::new("cp").arg(from).arg(to).status().unwrap().success());
    assert!(Command::new("sha256sum").arg(to).output().unwrap().status.success());
    let took = since.elapsed();
    std::fs::remove_file(to).unwrap();
    took
}

/// How long it took, and the most memory meanwhile, in MiB.
fn watched(running: &Running, work: impl FnOnce()) -> (Duration, f64) {
    let done = Arc::new(AtomicBool::new(false));
    std::thread::scope(|scope| {
        let over = done.clone();
        let peak = scope.spawn(move || {
            let mut peak = 0.0_f64;
            while !over.load(Ordering::SeqCst) {
                peak = peak.max(running.memory());
                std::thread::sleep(Duration::from_millis(20));
            }
            peak
        });
        let since = Instant::now();
        work();
        let took = since.elapsed();
        done.store(true, Ordering::SeqCst);
        (took, peak.join().unwrap())
    })
}

/// One request, as the protocol has it; answers the head of the answer.
fn ask(host: &str, head: &str, body: Option<File>) -> String {
    let mut line = TcpStream::connect(host).unwrap();
    line.write_all(head.as_bytes()).unwrap();
    if let Some(mut body) = body {
        io::copy(&mut body, &mut line).unwrap();
    }
    let mut said = String::new();
    line.read_to_string(&mut said).unwrap();
    said
}

/// Announces a file and sends it in one request.
fn send(files: &str, path: &Path) {
    let (host, rest) = files.split_once('/').unwrap();
    let size = std::fs::metadata(path).unwrap().len();
    let common = format!("Host: {host}\r\nTus-Resumable: 1.0.0\r\nConnection: close\r\n");
    let said = ask(
        host,
        &format!("POST /{rest} HTTP/1.1\r\n{common}Upload-Length: {size}\r\nContent-Length: 0\r\n\r\n"),
        None,
    );
    let location = said.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().trim();
    let head = format!(
        "PATCH {location} HTTP/1.1\r\n{common}Upload-Offset: 0\r\nContent-Length: {size}\r\n\
         Content-Type: application/offset+octet-stream\r\n\r\n"
    );
    let said = ask(host, &head, Some(File::open(path).unwrap()));
    assert!(said.starts_with("HTTP/1.1 204"), "{said}");
}
