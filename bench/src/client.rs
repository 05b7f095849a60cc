//! A lean client of the API: one connection that is kept open, nothing between it and the socket.
//!
//! It shares the machine with the house it measures, so it must cost next to nothing.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

/// One client.
pub struct Client {
    stream: TcpStream,
    host: String,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Client {
    /// Connects to `http://host:port`.
    pub fn new(address: &str) -> Self {
        let host = address.trim_start_matches("http://").to_owned();
        let stream = TcpStream::connect(&host).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, host, request: Vec::new(), answer: vec![0; 64 * 1024] }
    }

    /// Sends JSON and reads the whole answer; gives its status and its body.
    pub fn post(&mut self, path: &str, body: &str) -> (u16, &str) {
        self.request.clear();
        write!(
            self.request,
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        )
        .unwrap();
        self.stream.write_all(&self.request).unwrap();
        let (mut got, mut whole) = (0, None);
        while whole.is_none_or(|(_, whole)| got < whole) {
            let more = self.stream.read(&mut self.answer[got..]).unwrap();
            assert!(more > 0, "the house hung up");
            got += more;
            whole = whole.or_else(|| measure(&self.answer[..got]));
        }
        let (head, whole) = whole.unwrap();
        let status = std::str::from_utf8(&self.answer[9..12]).unwrap().parse().unwrap();
        (status, std::str::from_utf8(&self.answer[head..whole]).unwrap())
    }
}

/// Where the body begins and ends, once the head is there.
fn measure(answer: &[u8]) -> Option<(usize, usize)> {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let lines = std::str::from_utf8(&answer[..head]).unwrap().lines();
    let length = lines.filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
    });
    Some((head, head + length.unwrap()))
}
