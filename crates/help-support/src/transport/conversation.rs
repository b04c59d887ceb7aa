//! The SMTP conversation (RFC 5321), with lettre's commands and replies.
//!
//! lettre's own `SmtpConnection` is not used for three reasons: it does not tell how far a failed delivery came, and that
//! decides whether the receiver may have the mail; it takes replies that arrived before STARTTLS for encrypted ones; and a
//! server that sends one byte a minute keeps it for ever.

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lettre::transport::smtp::extension::{ClientId, ServerInfo};
use lettre::transport::smtp::response::{Response, Severity};

use super::stream::{Stream, Trust};

/// The longest reply in bytes: EHLO answers of known servers have less than two thousand.
const MAX_REPLY: usize = 32 * 1024;
/// The message goes out in pieces, so that the time limit is looked at between them.
const PIECE: usize = 32 * 1024;

/// How long a server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For connecting and for each step before the message.
    pub step: Duration,
    /// For the reply after the message: a server that scans for viruses takes its time, and giving up early means a second
    /// mail. RFC 5321, section 4.5.3.2.6, asks for ten minutes.
    pub acknowledgement: Duration,
    /// For sending the whole message.
    pub message: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            step: Duration::from_secs(30),
            acknowledgement: Duration::from_secs(600),
            message: Duration::from_secs(900),
        }
    }
}

/// Why a step failed.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server answered with a code that ends the attempt.
    Reply(Response),
    /// The connection broke or took too long.
    Connection(io::Error),
    /// What came is no reply, or not one that fits the step.
    Garbled(String),
}

pub(super) struct Conversation {
    stream: Option<Stream>,
    received: Vec<u8>,
    timeouts: Timeouts,
}

impl Conversation {
    /// Connects to the first address that answers.
    pub(super) fn connect(addresses: &[SocketAddr], timeouts: Timeouts) -> io::Result<Self> {
        let stream = Stream::connect(addresses, timeouts.step)?;
        Ok(Self { stream: Some(stream), received: Vec::new(), timeouts })
    }

    /// Encrypts everything from now on.
    pub(super) fn encrypt(&mut self, trust: &Trust) -> Result<(), Trouble> {
        let stream = self.stream.take().ok_or_else(broken).map_err(Trouble::Connection)?;
        let encrypted = stream.encrypted(trust);
        self.stream = Some(encrypted.map_err(|error| Trouble::Connection(io::Error::other(error)))?);
        Ok(())
    }

    /// Reads the greeting.
    pub(super) fn greeting(&mut self) -> Result<Response, Trouble> {
        let reply = self.reply(Instant::now() + self.timeouts.step)?;
        expect(reply, 220)
    }

    /// Says who is asking. The name of the PC is nobody's business: RFC 5321, section 4.1.3, allows an address literal.
    pub(super) fn hello(&mut self) -> Result<ServerInfo, Trouble> {
        let client = ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST);
        let reply = self.command(lettre::transport::smtp::commands::Ehlo::new(client), 250)?;
        ServerInfo::from_response(&reply).map_err(|error| Trouble::Garbled(error.to_string()))
    }

    /// Asks for encryption. Replies that came in the clear after the agreement are an attack
    /// (<https://nostarttls.secvuln.info>) and end the conversation.
    pub(super) fn starttls(&mut self, trust: &Trust) -> Result<(), Trouble> {
        self.command(lettre::transport::smtp::commands::Starttls, 220)?;
        if !self.received.is_empty() {
            return Err(Trouble::Garbled("replies before encryption".to_owned()));
        }
        self.encrypt(trust)
    }

    /// Sends a command and takes only the reply that fits.
    pub(super) fn command(&mut self, command: impl Display, code: u16) -> Result<Response, Trouble> {
        let reply = self.ask(command)?;
        expect(reply, code)
    }

    /// Sends a command and takes every reply.
    pub(super) fn ask(&mut self, command: impl Display) -> Result<Response, Trouble> {
        let until = Instant::now() + self.timeouts.step;
        self.send(command.to_string().as_bytes(), until).map_err(Trouble::Connection)?;
        self.reply(until)
    }

    /// Sends the message without its end: until the end is sent, the server must not deliver it.
    pub(super) fn message(&mut self, message: &[u8]) -> Result<(), Trouble> {
        let until = Instant::now() + self.timeouts.message;
        self.send(&stuffed(message), until).map_err(Trouble::Connection)
    }

    /// Sends the end of the message and waits for the server to take the responsibility (RFC 5321, section 6.1).
    pub(super) fn end_of_message(&mut self) -> Result<Response, Trouble> {
        let until = Instant::now() + self.timeouts.acknowledgement;
        self.send(b".\r\n", until).map_err(Trouble::Connection)?;
        let reply = self.reply(until)?;
        expect(reply, 250)
    }

    fn send(&mut self, bytes: &[u8], until: Instant) -> io::Result<()> {
        let stream = self.stream.as_mut().ok_or_else(broken)?;
        for piece in bytes.chunks(PIECE) {
            stream.limit(left(until)?)?;
            stream.write_all(piece)?;
        }
        stream.flush()
    }

    fn reply(&mut self, until: Instant) -> Result<Response, Trouble> {
        loop {
            if let Some(end) = end_of_reply(&self.received) {
                let reply: Vec<u8> = self.received.drain(..end).collect();
                let reply = String::from_utf8_lossy(&reply);
                return reply.parse().map_err(|_| Trouble::Garbled(reply.into_owned()));
            }
            if self.received.len() > MAX_REPLY {
                return Err(Trouble::Garbled("a reply without end".to_owned()));
            }
            self.receive(until).map_err(Trouble::Connection)?;
        }
    }

    fn receive(&mut self, until: Instant) -> io::Result<()> {
        let stream = self.stream.as_mut().ok_or_else(broken)?;
        stream.limit(left(until)?)?;
        let mut piece = [0; 4096];
        let length = stream.read(&mut piece)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.received.extend_from_slice(&piece[..length]);
        Ok(())
    }
}

/// The stream is gone only when encrypting failed, and then nobody goes on.
fn broken() -> io::Error {
    io::ErrorKind::NotConnected.into()
}

fn expect(reply: Response, code: u16) -> Result<Response, Trouble> {
    if reply.has_code(code) {
        return Ok(reply);
    }
    match reply.code().severity {
        Severity::TransientNegativeCompletion | Severity::PermanentNegativeCompletion => {
            Err(Trouble::Reply(reply))
        }
        // Out of step: a positive reply that does not fit must not be taken for success.
        _ => Err(Trouble::Garbled(said(&reply))),
    }
}

/// A reply as one text: code and lines.
pub(super) fn said(reply: &Response) -> String {
    let lines: Vec<&str> = reply.message().collect();
    format!("{} {}", reply.code(), lines.join(" "))
}

fn left(until: Instant) -> io::Result<Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
}

/// Where the last line of a reply ends: the one whose code is not followed by a hyphen (RFC 5321, section 4.2.1).
fn end_of_reply(received: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(length) = received[start..].windows(2).position(|pair| pair == b"\r\n") {
        let line = &received[start..start + length];
        start += length + 2;
        if line.get(3) != Some(&b'-') {
            return Some(start);
        }
    }
    None
}

/// The message with a second full stop before one at the start of a line (RFC 5321, section 4.5.2), ending with CRLF.
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(message.len() + 64);
    let mut at_start = true;
    for &byte in message {
        if at_start && byte == b'.' {
            result.push(b'.');
        }
        result.push(byte);
        at_start = byte == b'\n';
    }
    if !result.ends_with(b"\r\n") {
        result.extend_from_slice(b"\r\n");
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_at_the_start_of_lines_are_doubled() {
        let check = |message: &str, expected: &str| {
            assert_eq!(String::from_utf8(stuffed(message.as_bytes())).unwrap(), expected, "{message:?}");
        };
        check("", "\r\n");
        check("a", "a\r\n");
        check("a\r\n", "a\r\n");
        check(".\r\n..\r\na.\r\n", "..\r\n...\r\na.\r\n");
        check("a\r\n.\r\nRSET\r\n", "a\r\n..\r\nRSET\r\n");
    }

    #[test]
    fn the_end_of_a_reply_is_found() {
        let check = |received: &str, expected: Option<usize>| {
            assert_eq!(end_of_reply(received.as_bytes()), expected, "{received:?}");
        };
        check("", None);
        check("250 ok", None);
        check("250 ok\r\n", Some(8));
        check("250-a\r\n", None);
        check("250-a\r\n250 b\r\n220 next\r\n", Some(14));
        check("x\r\n", Some(3));
    }
}
