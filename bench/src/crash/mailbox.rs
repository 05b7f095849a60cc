//! A mail server that is often ill: it hangs up, says "not now", or reads a mail and dies before it
//! says so. What it read counts, by its Message-ID.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// The mail server.
#[derive(Clone)]
pub struct Mailbox {
    /// Its address, as the setting wants it.
    pub server: String,
    read: Arc<Mutex<BTreeMap<String, usize>>>,
    well: Arc<AtomicBool>,
}

impl Mailbox {
    /// Opens it on a free port.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = format!("smtp://{}", listener.local_addr().unwrap());
        let mailbox = Self { server, read: Arc::default(), well: Arc::default() };
        let own = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.talk(stream).await });
            }
        });
        mailbox
    }

    /// From now on it takes every mail.
    pub fn recover(&self) {
        self.well.store(true, Ordering::SeqCst);
    }

    /// How often each mail was read, by Message-ID.
    pub fn read(&self) -> BTreeMap<String, usize> {
        self.read.lock().unwrap().clone()
    }

    /// Whether it fails this time, so often in a hundred.
    fn fails(&self, percent: u64) -> bool {
        !self.well.load(Ordering::SeqCst) && super::rand_below(100) < percent
    }

    async fn talk(self, stream: TcpStream) -> Option<()> {
        if self.fails(10) {
            return None;
        }
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 bench ESMTP\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let reply = match verb.as_str() {
                "EHLO" => "250-bench\r\n250-8BITMIME\r\n250 SMTPUTF8",
                "MAIL" if self.fails(10) => "451 4.3.0 not now",
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.ok()?;
                    let mut id = String::new();
                    loop {
                        let line = lines.next_line().await.ok()??;
                        if line == "." {
                            break;
                        }
                        if line.to_ascii_lowercase().starts_with("message-id:") && id.is_empty() {
                            id = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                        }
                    }
                    *self.read.lock().unwrap().entry(id).or_default() += 1;
                    if self.fails(10) {
                        return None;
                    }
                    "250 2.0.0 kept"
                }
                "QUIT" => {
                    write.write_all(b"221 bye\r\n").await.ok()?;
                    return Some(());
                }
                _ => "250 ok",
            };
            write.write_all(format!("{reply}\r\n").as_bytes()).await.ok()?;
        }
        Some(())
    }
}
