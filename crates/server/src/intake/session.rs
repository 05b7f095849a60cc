//! One conversation with a mail sender.

use meldkamer_app::{House, entity::care, intake};
use meldkamer_exchange::mail;
use std::{io, time::Duration};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    time,
};

/// The longest command line, in bytes (RFC 5321 allows 512; with extensions more).
const LINE: usize = 2048;
/// The largest mail, in bytes.
pub const LARGEST: usize = 30 * 1024 * 1024;
/// The most recipients of one mail.
const RECIPIENTS: usize = 20;
/// A sender that says nothing for this long is gone.
const SILENCE: Duration = Duration::from_secs(120);
/// A sender that is not understood so often is sent away.
const NONSENSE: usize = 10;

/// A conversation: what was said of the mail that is under way.
pub struct Session<'h, R, W> {
    house: &'h House,
    read: BufReader<R>,
    write: W,
    lmtp: bool,
    sender: Option<String>,
    recipients: usize,
    nonsense: usize,
}

/// What a command asks for.
enum Next {
    Say(&'static str),
    Greet,
    Take,
    Leave,
}

impl<'h, R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Session<'h, R, W> {
    /// A conversation over a stream.
    pub fn new(house: &'h House, read: R, write: W) -> Self {
        let read = BufReader::new(read);
        Self { house, read, write, lmtp: false, sender: None, recipients: 0, nonsense: 0 }
    }

    /// Speaks until the sender is done.
    pub async fn speak(mut self) -> io::Result<()> {
        self.say("220 meldkamer ready").await?;
        while let Some(line) = self.line().await? {
            match self.hear(&line) {
                Next::Say(words) => self.say(words).await?,
                Next::Greet => {
                    self.say(&format!(
                        "250-meldkamer\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 SIZE {LARGEST}"
                    ))
                    .await?
                }
                Next::Take => self.take().await?,
                Next::Leave => return self.say("221 goodbye").await,
            }
            if self.nonsense > NONSENSE {
                return self.say("421 too many mistakes").await;
            }
        }
        Ok(())
    }

    fn hear(&mut self, line: &str) -> Next {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "LHLO" | "EHLO" | "HELO" => {
                self.lmtp = verb.eq_ignore_ascii_case("LHLO");
                self.forget();
                Next::Greet
            }
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.recipients > 0 => Next::Take,
            "DATA" => Next::Say("503 no recipient yet"),
            "RSET" => {
                self.forget();
                Next::Say("250 forgotten")
            }
            "NOOP" => Next::Say("250 yes"),
            "VRFY" => Next::Say("252 send it and see"),
            "QUIT" => Next::Leave,
            _ => {
                self.nonsense += 1;
                Next::Say("500 not understood")
            }
        }
    }

    fn mail(&mut self, rest: &str) -> Next {
        let Some((address, options)) = path(rest, "FROM:") else {
            return Next::Say("501 MAIL FROM:<address>");
        };
        if self.sender.is_some() {
            return Next::Say("503 one sender at a time");
        }
        let size = options
            .split(' ')
            .find_map(|option| option.to_ascii_uppercase().strip_prefix("SIZE=")?.parse().ok());
        if size.is_some_and(|size: usize| size > LARGEST) {
            return Next::Say("552 too large");
        }
        self.sender = Some(address);
        Next::Say("250 sender noted")
    }

    fn recipient(&mut self, rest: &str) -> Next {
        let Some((address, _)) = path(rest, "TO:") else { return Next::Say("501 RCPT TO:<address>") };
        if self.sender.is_none() {
            return Next::Say("503 no sender yet");
        }
        let ours = self.house.settings.intake.addresses.iter().any(|own| own.eq_ignore_ascii_case(&address));
        if !ours {
            self.nonsense += 1;
            return Next::Say("550 not one of our addresses");
        }
        if self.recipients >= RECIPIENTS {
            return Next::Say("452 too many recipients");
        }
        self.recipients += 1;
        Next::Say("250 recipient noted")
    }

    /// Takes the mail itself. LMTP wants an answer for each recipient; it is one mail all the same.
    async fn take(&mut self) -> io::Result<()> {
        self.say("354 go on, end with a full stop").await?;
        let body = self.body().await?;
        let answer = match body {
            None => "552 too large",
            Some(body) => self.keep(&body).await,
        };
        let count = if self.lmtp { self.recipients } else { 1 };
        self.forget();
        self.say(&vec![answer; count].join("\r\n")).await
    }

    async fn keep(&self, body: &[u8]) -> &'static str {
        let Some(mail) = mail::read(body) else { return "554 this is not a mail" };
        if let Some(bounce) = &mail.bounce {
            let noted = care::came_back(self.house, &bounce.message_id, &bounce.recipient, &bounce.why).await;
            match noted {
                Ok(true) => return "250 noted",
                Ok(false) => {}
                Err(trouble) => {
                    tracing::error!(%trouble, "a returned mail could not be noted");
                    return "451 not now, try again later";
                }
            }
        }
        // A bounce or absence note reports nothing; its sender is told rather than heard in silence.
        if mail.automatic || self.sender.as_deref() == Some("") {
            return "550 automatic mail is not read here";
        }
        match intake::take(self.house, &mail).await {
            Ok(_) => {
                metrics::counter!("meldkamer_mails_taken_total").increment(1);
                "250 taken"
            }
            Err(trouble) => {
                tracing::error!(%trouble, "a mail could not be taken");
                "451 not now, try again later"
            }
        }
    }

    /// The lines up to the full stop, dots unstuffed; nothing when they are too many. Only a full
    /// stop between two proper line ends closes a mail: otherwise one mail could hide another.
    async fn body(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut body, mut fresh, mut large) = (Vec::new(), true, false);
        loop {
            let mut line = Vec::new();
            let ended = patient(upto(&mut self.read, &mut line, 64 * 1024)).await?;
            if line.is_empty() && !ended {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if fresh && line == b".\r\n" {
                return Ok((!large).then_some(body));
            }
            let text = if fresh && line.first() == Some(&b'.') { &line[1..] } else { &line[..] };
            large = large || body.len() + text.len() > LARGEST;
            if !large {
                body.extend_from_slice(text);
            }
            fresh = line.ends_with(b"\r\n");
        }
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let ended = patient(upto(&mut self.read, &mut line, LINE)).await?;
        if line.is_empty() {
            return Ok(None);
        }
        if !ended {
            self.say("500 line too long").await?;
            return Err(io::Error::other("a line was too long or cut short"));
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }

    async fn say(&mut self, words: &str) -> io::Result<()> {
        patient(self.write.write_all(format!("{words}\r\n").as_bytes())).await?;
        self.write.flush().await
    }

    fn forget(&mut self) {
        self.sender = None;
        self.recipients = 0;
    }
}

/// The address between angle brackets after `FROM:` or `TO:`, and the options behind it.
fn path(rest: &str, word: &str) -> Option<(String, String)> {
    let head = rest.get(..word.len())?;
    let (address, options) = rest.get(word.len()..)?.trim_start().strip_prefix('<')?.split_once('>')?;
    head.eq_ignore_ascii_case(word).then(|| (address.trim().to_owned(), options.trim().to_owned()))
}

/// Reads up to and with a line feed, `most` bytes at the most; answers whether a line feed was met.
async fn upto(read: &mut (impl AsyncBufRead + Unpin), line: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    loop {
        let seen = read.fill_buf().await?;
        if seen.is_empty() {
            return Ok(false);
        }
        let room = most - line.len();
        let end = seen.iter().take(room).position(|byte| *byte == b'\n');
        let count = end.map_or(seen.len().min(room), |at| at + 1);
        line.extend_from_slice(&seen[..count]);
        read.consume(count);
        if end.is_some() || line.len() >= most {
            return Ok(end.is_some());
        }
    }
}

async fn patient<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    time::timeout(SILENCE, work).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}
