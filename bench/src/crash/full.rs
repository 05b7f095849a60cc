//! The disk is full, and then it has room again. Who files meanwhile is told to come back, nothing
//! that was acknowledged is lost, and the house goes on without a new start.

use super::{
    audit::{self, Back},
    ledger::Ledger,
    load::Crowd,
    verifies,
};
use crate::{
    Line,
    cluster::is_root,
    house::{Running, folder},
};
use std::{fs, io::Write, path::Path, process::Command, time::Duration};
use tokio::time::sleep;

/// More than the house takes by itself while it is filed in: its log alone grows to some 17 MB.
const SIZE: &str = "size=96m";

/// A disk of memory, taken away with this value.
struct Disk<'f>(&'f Path);

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// Fills the disk twice.
pub async fn run() -> Vec<Line> {
    if !is_root() {
        println!("| a full disk: left out, for only root can mount a small one |");
        return Vec::new();
    }
    let folder = folder();
    let disk = folder.path().join("disk");
    fs::create_dir_all(&disk).unwrap();
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(&disk).status().unwrap();
    if !mounted.success() {
        println!("| a full disk: left out, a small one cannot be mounted here |");
        return Vec::new();
    }
    let _disk = Disk(&disk);
    fill_twice(&disk).await
}

async fn fill_twice(disk: &Path) -> Vec<Line> {
    let data = disk.join("data");
    fs::create_dir_all(&data).unwrap();
    let ledger = Ledger::default();
    let running = Running::start(&data).await;
    let mut stuck = 0;
    for round in 0..2 {
        let balloon = disk.join(format!("balloon-{round}"));
        let crowd = Crowd::gather(&running.address, &ledger);
        sleep(Duration::from_secs(1)).await;
        let told = ledger.open().later;
        blow_up(&balloon);
        let full = until(60, async || ledger.open().later >= told + 50).await;
        assert!(full, "nobody was told that the disk is full");
        let unready = !running.is_ready().await;
        // Room again: by taking the balloon away, and the second time by a larger disk.
        if round == 0 {
            fs::remove_file(&balloon).unwrap();
        } else {
            Command::new("mount").args(["-o", "remount,size=192m"]).arg(disk).status().unwrap();
        }
        let before = ledger.open().filings.len();
        let goes_on = until(20, async || ledger.open().filings.len() > before + 20).await;
        let ready = until(20, async || running.is_ready().await).await;
        stuck += usize::from(!goes_on) + usize::from(!ready) + usize::from(!unready);
        crowd.go().await;
    }
    running.kill();
    let back = Back::open(&format!("sqlite://{}", data.join("meldkamer.db").display())).await;
    let found = audit::compare(&back, &ledger).await;
    back.close().await;
    let broken = usize::from(!verifies(&data, &[]));
    let book = ledger.open();
    for odd in book.odd.iter().take(10) {
        eprintln!("odd answer: {odd}");
    }
    let wrong = [found.filings, found.answers, found.messages].concat().iter().sum::<usize>();
    vec![
        Line {
            what: "disk full twice: filings, answers, messages lost or doubled".into(),
            figure: format!("{wrong} of {} filings", book.filings.len()),
            ratio: wrong as f64,
            limit: Err(0.0),
        },
        Line {
            what: "disk full: stuck after, unsound, answers that do not help".into(),
            figure: format!("{stuck}, {broken}, {} ({} told: later)", book.odd.len(), book.later),
            ratio: (stuck + broken + book.odd.len()) as f64,
            limit: Err(0.0),
        },
    ]
}

/// Takes all the room there is.
fn blow_up(balloon: &Path) {
    let mut file = fs::File::create(balloon).unwrap();
    for size in [65_536, 4096, 512, 1] {
        while file.write_all(&vec![7; size]).is_ok() {}
    }
}

/// Waits for something, so many seconds at most.
async fn until(seconds: u32, so: impl AsyncFn() -> bool) -> bool {
    for _ in 0..seconds * 20 {
        if so().await {
            return true;
        }
        sleep(Duration::from_millis(50)).await;
    }
    false
}
