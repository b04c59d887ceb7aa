//! The fourth step of a target: one HTTP/1.1 request (RFC 9112), without cookies, credentials or redirects.

use std::io;
use std::time::SystemTime;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::certificate::clean;
use super::context::{Failure, Found};
use super::report::{Evidence, Verdict};
use super::target::Target;
use super::tls::{protocol_verdict, tls_error};

/// The largest head of an answer that is read, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// How much of a body is read, in bytes.
const LARGEST_BODY: usize = 4 * 1024;
/// How many header fields an answer may have.
const FIELDS: usize = 100;

/// What of an answer matters here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) redirect_host: Option<String>,
    pub(crate) date: Option<SystemTime>,
    pub(crate) body: String,
    pub(crate) body_length: Option<usize>,
}

/// Whether the body of the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    Ignored,
    Wanted,
}

/// Asks for a path and reads the answer's head, and the beginning of its body if it is wanted.
pub(crate) async fn get<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    target: &Target,
    path: &str,
    body: Body,
) -> Result<Found<Answer>, Failure> {
    let host = target.host_header();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: express-help\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.map_err(|error| lost(&error))?;
    stream.flush().await.map_err(|error| lost(&error))?;
    let (mut answer, rest) = read_head(stream).await?;
    if body == Body::Wanted {
        answer.body = read_body(stream, rest, answer.body_length).await;
    }
    let evidence = Evidence::Http { status: answer.status, redirect_host: answer.redirect_host.clone() };
    let verdict = match answer.status {
        407 => Verdict::ProxyPassword,
        // Network authentication required (RFC 6585, section 6).
        511 => Verdict::CaptivePortal,
        500.. => Verdict::HttpServerError,
        _ => Verdict::Fine,
    };
    Ok(Found { value: answer, evidence, verdict })
}

/// Reads up to the end of the head; returns what came after it too.
async fn read_head<S: AsyncRead + Unpin>(stream: &mut S) -> Result<(Answer, Vec<u8>), Failure> {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let count = match stream.read(&mut buffer).await {
            Ok(0) => 0,
            // A server that ends without saying so in TLS has ended all the same.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => 0,
            Ok(count) => count,
            Err(error) => return Err(lost(&error)),
        };
        bytes.extend_from_slice(&buffer[..count]);
        while let Some((answer, length)) = parse(&bytes)? {
            bytes.drain(..length);
            // Informational answers come before the real one (RFC 9110, section 15.2).
            if answer.status >= 200 {
                return Ok((answer, bytes));
            }
        }
        if count == 0 {
            let code = if bytes.is_empty() { Verdict::HttpConnectionLost } else { Verdict::HttpNotSpoken };
            return Err(Failure::new(code, "the connection ended before an answer"));
        }
        if bytes.len() > LARGEST_HEAD {
            return Err(Failure::new(Verdict::HttpNotSpoken, "the head of the answer is too long"));
        }
    }
}

/// Reads the beginning of the body; what was read before a failure counts.
async fn read_body<S: AsyncRead + Unpin>(
    stream: &mut S,
    mut bytes: Vec<u8>,
    length: Option<usize>,
) -> String {
    let wanted = length.unwrap_or(LARGEST_BODY).min(LARGEST_BODY);
    let mut buffer = [0; 1024];
    while bytes.len() < wanted {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => break,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
    bytes.truncate(wanted);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Parses the head of an answer; nothing when it is not complete yet. Returns its length in bytes.
fn parse(bytes: &[u8]) -> Result<Option<(Answer, usize)>, Failure> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let status = response.parse(bytes).map_err(|error| Failure::new(Verdict::HttpNotSpoken, error))?;
    let httparse::Status::Complete(length) = status else { return Ok(None) };
    let field = |name: &str| {
        let field = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(field.value).ok().map(str::trim)
    };
    let status = response.code.unwrap_or_default();
    let redirect = field("location").filter(|_| (300..400).contains(&status));
    let answer = Answer {
        status,
        redirect_host: redirect.and_then(host_of),
        date: field("date").and_then(|date| httpdate::parse_http_date(date).ok()),
        body: String::new(),
        body_length: field("content-length").and_then(|length| length.parse().ok()),
    };
    Ok(Some((answer, length)))
}

/// Takes the host out of an absolute address; none for a relative one. Path and query may hold secrets: they are left.
fn host_of(address: &str) -> Option<String> {
    let (_, rest) =
        address.split_once("//").filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'))?;
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?,
        None => host.split(':').next()?,
    };
    let host = clean(&host.to_lowercase(), 253);
    (!host.is_empty()).then_some(host)
}

fn lost(error: &io::Error) -> Failure {
    // With TLS 1.3 a server refuses a client without a certificate only after the handshake.
    let code = tls_error(error).map_or(Verdict::HttpConnectionLost, protocol_verdict);
    Failure::new(code, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_a_redirect_is_all_that_is_kept() {
        for (address, expected) in [
            ("http://login.example.net/hotspot?mac=00:11", Some("login.example.net")),
            ("https://user:secret@Login.example.net:8443/", Some("login.example.net")),
            ("//login.example.net/x", Some("login.example.net")),
            ("http://[2001:db8::1]:80/", Some("2001:db8::1")),
            ("/login", None),
            ("login?next=//other.example.net", None),
            ("http://", None),
        ] {
            assert_eq!(host_of(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn heads_are_parsed() {
        let head = b"HTTP/1.1 302 Found\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nlocation: http://a.example/\r\n\r\nbody";
        let (answer, length) = parse(head).ok().flatten().unwrap();
        assert_eq!(
            (answer.status, answer.redirect_host.as_deref(), length),
            (302, Some("a.example"), head.len() - 4)
        );
        assert_eq!(answer.date, Some(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(784_111_777)));
        assert!(parse(b"HTTP/1.1 200 OK\r\nDa").ok().flatten().is_none());
        assert_eq!(parse(b"220 mail.example.com ESMTP\r\n").err().unwrap().code, Verdict::HttpNotSpoken);
    }
}
