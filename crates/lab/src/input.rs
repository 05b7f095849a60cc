//! Input that is read once: its first bytes are looked at before, its last bytes are kept.

use std::{
    cell::Cell,
    collections::VecDeque,
    io::{self, BufRead, Read},
    rc::Rc,
};

/// So many first bytes are held: an ISO names itself at 32,769.
pub const HEAD: usize = 64 << 10;
/// So many last bytes are kept: a VHD names itself there.
pub const TAIL: usize = 512;
const BATCH: usize = 64 << 10;

/// A source with a head, a tail and a count.
pub struct Input<R> {
    source: R,
    head: Vec<u8>,
    buffer: Vec<u8>,
    start: usize,
    count: Rc<Cell<u64>>,
    tail: VecDeque<u8>,
}

impl<R: Read> Input<R> {
    /// Reads the head.
    pub fn begin(mut source: R) -> io::Result<Self> {
        let mut head = Vec::new();
        (&mut source).take(HEAD as u64).read_to_end(&mut head)?;
        let buffer = head.clone();
        let tail = VecDeque::with_capacity(TAIL + BATCH);
        Ok(Self { source, head, buffer, start: 0, count: Rc::default(), tail })
    }

    /// The first bytes.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The last bytes that were read.
    pub fn tail(&self) -> Vec<u8> {
        self.tail.iter().copied().collect()
    }

    /// Bytes that were read so far.
    pub fn count(&self) -> u64 {
        self.count.get()
    }

    /// A way to see how much was read while something else reads.
    pub fn gauge(&self) -> Rc<Cell<u64>> {
        self.count.clone()
    }

    /// Reads to the end.
    pub fn drain(&mut self) -> io::Result<()> {
        loop {
            let count = self.fill_buf()?.len();
            if count == 0 {
                return Ok(());
            }
            self.consume(count);
        }
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start >= self.buffer.len() {
            self.buffer.resize(BATCH, 0);
            self.start = 0;
            let count = loop {
                match self.source.read(&mut self.buffer) {
                    Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                    done => break done,
                }
            };
            self.buffer.truncate(*count.as_ref().unwrap_or(&0));
            count?;
        }
        Ok(self.buffer.get(self.start..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let end = self.start.saturating_add(amount).min(self.buffer.len());
        let eaten = self.buffer.get(self.start..end).unwrap_or_default();
        let last = eaten.get(eaten.len().saturating_sub(TAIL)..).unwrap_or_default();
        self.tail.extend(last);
        let extra = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..extra);
        self.count.set(self.count.get().saturating_add((end - self.start) as u64));
        self.start = end;
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}
