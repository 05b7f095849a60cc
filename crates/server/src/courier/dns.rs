//! Asking a name server for texts, over UDP and over TCP when the answer is too long for that.
//!
//! What is asked and how an answer reads is `exchange::dns`; what it means is decided in `app`.

use meldkamer_app::{chance, courier::Undelivered};
use meldkamer_exchange::dns::{Fault, answer, question};
use std::{io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpStream, UdpSocket},
    time::timeout,
};

/// So long a name server has for its answer.
const PATIENCE: Duration = Duration::from_secs(4);
/// Where the machine keeps the addresses of its name servers.
const OWN: &str = "/etc/resolv.conf";

/// The texts at a name, asked of the name server in the settings, or of the machine's own.
pub async fn texts(resolver: &str, name: &str) -> Result<Vec<String>, Undelivered> {
    let unreachable = |why: String| Undelivered::Unreachable(format!("name server: {why}"));
    let server = server(resolver).ok_or_else(|| unreachable("none is known".into()))?;
    let asked = question(u16::from_be_bytes(chance::bytes()), name)
        .map_err(|fault| Undelivered::Refused(fault.to_string()))?;
    let read = match timeout(PATIENCE, by_udp(server, &asked)).await {
        Ok(Ok(Err(Fault::CutShort))) => timeout(PATIENCE, by_tcp(server, &asked)).await,
        read => read,
    };
    match read {
        Ok(Ok(Ok(texts))) => Ok(texts),
        Ok(Ok(Err(fault))) => Err(unreachable(fault.to_string())),
        Ok(Err(why)) => Err(unreachable(why.to_string())),
        Err(_) => Err(unreachable("no answer in time".into())),
    }
}

fn server(resolver: &str) -> Option<SocketAddr> {
    if !resolver.is_empty() {
        return resolver.parse().ok();
    }
    let own = std::fs::read_to_string(OWN).ok()?;
    let address = own.lines().find_map(|line| line.trim().strip_prefix("nameserver"))?;
    Some(SocketAddr::new(address.trim().parse().ok()?, 53))
}

type Read = Result<Vec<String>, Fault>;

/// Answers to other questions, such as forged ones, are let pass until ours comes.
async fn by_udp(server: SocketAddr, asked: &[u8]) -> io::Result<Read> {
    let here: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
    let socket = UdpSocket::bind(here).await?;
    socket.connect(server).await?;
    socket.send(asked).await?;
    let mut bytes = [0; 4096];
    loop {
        let count = socket.recv(&mut bytes).await?;
        match answer(asked, &bytes[..count]) {
            Err(Fault::NotOurs) => {}
            read => return Ok(read),
        }
    }
}

async fn by_tcp(server: SocketAddr, asked: &[u8]) -> io::Result<Read> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(asked.len()).map_err(io::Error::other)?;
    stream.write_all(&[&length.to_be_bytes(), asked].concat()).await?;
    let count = stream.read_u16().await?;
    let mut bytes = vec![0; usize::from(count)];
    stream.read_exact(&mut bytes).await?;
    Ok(answer(asked, &bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_long_answer_is_asked_for_again_over_tcp() {
        let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = udp.local_addr().unwrap();
        let tcp = tokio::net::TcpListener::bind(address).await.unwrap();
        let answered = |asked: &[u8], flags: u8, record: &[u8]| {
            let mut bytes = asked.to_vec();
            bytes[2] = flags;
            bytes[7] = u8::from(!record.is_empty());
            [bytes, record.to_vec()].concat()
        };
        tokio::spawn(async move {
            let mut bytes = [0; 512];
            let (count, from) = udp.recv_from(&mut bytes).await.unwrap();
            udp.send_to(b"rubbish", from).await.unwrap();
            udp.send_to(&answered(&bytes[..count], 0x82, &[]), from).await.unwrap();
            let (mut stream, _) = tcp.accept().await.unwrap();
            let count = stream.read_u16().await.unwrap();
            let mut asked = vec![0; usize::from(count)];
            stream.read_exact(&mut asked).await.unwrap();
            let record = [&[0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 3, 2][..], b"ok"].concat();
            let bytes = answered(&asked, 0x80, &record);
            let length = u16::try_from(bytes.len()).unwrap();
            stream.write_all(&[&length.to_be_bytes()[..], &bytes].concat()).await.unwrap();
        });
        assert_eq!(texts(&address.to_string(), "wbn.example").await, Ok(vec!["ok".to_owned()]));
    }

    #[tokio::test]
    async fn a_name_server_that_is_not_there_is_tried_again_later() {
        assert!(matches!(texts("not an address", "wbn.example").await, Err(Undelivered::Unreachable(_))));
        assert!(matches!(texts("127.0.0.1:9", "a..b").await, Err(Undelivered::Refused(_))));
    }
}
