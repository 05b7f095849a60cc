//! A mail server of our own: it speaks SMTP on a real port, keeps what it accepts, and can be told
//! to be dead, or to die after it has read a mail and before it says so.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU8, Ordering},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// How the server behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// It takes mail.
    Well = 0,
    /// It hangs up at once.
    Dead = 1,
    /// It takes the mail, and hangs up instead of saying so.
    DiesAfterData = 2,
    /// It refuses each mail for ever.
    Refuses = 3,
}

/// One mail as it was accepted.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: Vec<String>,
    /// Headers and body, with dots unstuffed.
    pub text: String,
}

/// The server and what it has.
#[derive(Clone)]
pub struct Mailbox {
    /// Its address, as the setting `mail.server` wants it.
    pub server: String,
    mails: Arc<Mutex<Vec<Mail>>>,
    mood: Arc<AtomicU8>,
}

impl Mailbox {
    /// Opens it on a free port.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = format!("smtp://{}", listener.local_addr().unwrap());
        let mailbox = Self { server, mails: Arc::default(), mood: Arc::default() };
        let own = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.talk(stream).await });
            }
        });
        mailbox
    }

    /// Changes how it behaves from the next connection on.
    pub fn be(&self, mood: Mood) {
        self.mood.store(mood as u8, Ordering::SeqCst);
    }

    /// Everything that it accepted or read to the end.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }

    fn is(&self, mood: Mood) -> bool {
        self.mood.load(Ordering::SeqCst) == mood as u8
    }

    async fn talk(self, stream: TcpStream) -> Option<()> {
        if self.is(Mood::Dead) {
            return None;
        }
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut to = Vec::new();
        write.write_all(b"220 mailbox ESMTP\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            let reply = match verb.as_str() {
                "EHLO" => "250-mailbox\r\n250-8BITMIME\r\n250 SMTPUTF8",
                "HELO" | "NOOP" | "RSET" => "250 ok",
                "MAIL" => {
                    to.clear();
                    "250 ok"
                }
                "RCPT" if self.is(Mood::Refuses) => "550 5.1.1 no such box",
                "RCPT" => {
                    to.push(address());
                    "250 ok"
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.ok()?;
                    let mut text = String::new();
                    loop {
                        let line = lines.next_line().await.ok()??;
                        if line == "." {
                            break;
                        }
                        text.push_str(line.strip_prefix('.').unwrap_or(&line));
                        text.push_str("\r\n");
                    }
                    self.mails.lock().unwrap().push(Mail { to: to.clone(), text });
                    if self.is(Mood::DiesAfterData) {
                        return None;
                    }
                    "250 2.0.0 kept"
                }
                "QUIT" => {
                    write.write_all(b"221 bye\r\n").await.ok()?;
                    return Some(());
                }
                _ => "502 not here",
            };
            write.write_all(format!("{reply}\r\n").as_bytes()).await.ok()?;
        }
        Some(())
    }
}
