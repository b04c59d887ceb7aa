//! HTTP: statuses, clocks, sign-in pages, and what is no HTTP at all.

use help_diagnostics::network::{Evidence, Plan, PortalProbe, Service, Step, StepKind, Verdict};

use crate::servers::{self, Authority, Leaf};
use crate::support::{
    Ended, HOST, at_host, compare, evidence, impatient, loopback, plan, run, with_authorities,
};

/// An answer at the time of the tests.
const ON_TIME: &str = "HTTP/1.1 200 OK\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\nContent-Length: 0\r\n\r\n";

fn http_at(port: u16) -> Plan {
    plan(vec![at_host(port, Service::Http)])
}

/// Compares the steps after name and connection.
#[track_caller]
fn check(steps: &[Step], expected: &[(StepKind, Ended, Verdict)]) {
    compare(&steps[2..], expected);
}

#[test]
fn an_encrypted_answer_is_fine() {
    let authority = Authority::new("Example Company");
    let port = authority.serve(Leaf { name: HOST, years: (2025, 2030) }, ON_TIME);
    let plan = with_authorities(plan(vec![at_host(port, Service::Https)]), &authority.file);
    let fine = |kind| (kind, Ended::Ok, Verdict::Fine);
    check(&run(&loopback(), &plan), &[fine(StepKind::Tls), fine(StepKind::Http), fine(StepKind::Clock)]);
}

#[test]
fn statuses_are_judged() {
    for (answer, status, verdict) in [
        (ON_TIME, 200, Verdict::Fine),
        ("HTTP/1.1 404 Not Found\r\n\r\n", 404, Verdict::Fine),
        ("HTTP/1.0 302 Found\r\nLocation: /login\r\n\r\n", 302, Verdict::Fine),
        ("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 204, Verdict::Fine),
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", 407, Verdict::ProxyPassword),
        ("HTTP/1.1 503 Service Unavailable\r\n\r\n", 503, Verdict::HttpServerError),
        ("HTTP/1.1 511 Network Authentication Required\r\n\r\n", 511, Verdict::CaptivePortal),
    ] {
        let steps = run(&loopback(), &http_at(servers::answering(answer)));
        assert_eq!(steps[2].verdict, verdict, "{answer}: {steps:?}");
        let Evidence::Http { status: found, .. } = evidence(&steps, StepKind::Http) else {
            panic!("{steps:?}")
        };
        assert_eq!(*found, status);
    }
}

#[test]
fn clocks_are_compared() {
    for (answer, ahead, verdict) in [
        (ON_TIME, 0, Verdict::Fine),
        ("HTTP/1.1 200 OK\r\nDate: Thu, 15 Jan 2026 11:58:00 GMT\r\n\r\n", 120, Verdict::Fine),
        ("HTTP/1.1 200 OK\r\nDate: Thu, 15 Jan 2026 09:00:00 GMT\r\n\r\n", 10_800, Verdict::ClockWrong),
        ("HTTP/1.1 200 OK\r\nDate: Fri, 15 Jan 2027 12:00:00 GMT\r\n\r\n", -31_536_000, Verdict::ClockWrong),
    ] {
        let steps = run(&loopback(), &http_at(servers::answering(answer)));
        let Evidence::Clock { ahead_seconds } = evidence(&steps, StepKind::Clock) else {
            panic!("{steps:?}")
        };
        assert!((ahead..ahead + 60).contains(ahead_seconds), "{ahead} and the time of the test: {steps:?}");
        assert_eq!(steps[4].verdict, verdict, "{steps:?}");
    }
    for answer in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n"] {
        let steps = run(&loopback(), &http_at(servers::answering(answer)));
        compare(&steps[4..], &[(StepKind::Clock, Ended::Skipped, Verdict::Unknown)]);
    }
}

#[test]
fn a_sign_in_page_shows_by_where_it_leads() {
    let answer = "HTTP/1.1 302 Found\r\nLocation: http://login.hotspot.example/?mac=0&next=secret\r\n\r\n";
    let steps = run(&loopback(), &http_at(servers::answering(answer)));
    compare(&steps[3..4], &[(StepKind::Portal, Ended::Ok, Verdict::CaptivePortal)]);
    let expected = Evidence::Http { status: 302, redirect_host: Some("login.hotspot.example".to_owned()) };
    assert_eq!(evidence(&steps, StepKind::Portal), &expected);
}

#[test]
fn a_sign_in_page_shows_by_its_text() {
    for (answer, verdict) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsuccess\n", Verdict::Fine),
        ("HTTP/1.1 200 OK\r\n\r\n<title>Вход в сеть</title>", Verdict::CaptivePortal),
    ] {
        let probe = PortalProbe::new(HOST, servers::answering(answer), "/check.txt", "success").unwrap();
        let steps = run(&loopback(), &Plan { portal_probe: Some(probe), ..plan(vec![]) });
        compare(&steps[3..4], &[(StepKind::Portal, Ended::Ok, verdict)]);
    }
}

#[test]
fn what_is_no_http_fails_in_its_ways() {
    let endless: &'static str =
        Box::leak(format!("HTTP/1.1 200 OK\r\nX: {}", "x".repeat(100_000)).into_boxed_str());
    for (port, verdict) in [
        (servers::greeting(), Verdict::HttpNotSpoken),
        (servers::resetting(), Verdict::HttpConnectionLost),
        (servers::answering(""), Verdict::HttpConnectionLost),
        (servers::answering("HTTP/1.1 200 OK\r\nDa"), Verdict::HttpNotSpoken),
        (servers::answering(endless), Verdict::HttpNotSpoken),
        (servers::answering("\u{0}\u{1}\u{1b}[31m"), Verdict::HttpNotSpoken),
    ] {
        let steps = run(&loopback(), &http_at(port));
        compare(&steps[2..3], &[(StepKind::Http, Ended::Failed(verdict), verdict)]);
    }
    let steps = run(&loopback(), &impatient(vec![at_host(servers::silent(), Service::Http)]));
    compare(&steps[2..3], &[(StepKind::Http, Ended::TimedOut, Verdict::HttpNoAnswer)]);
}

#[test]
fn a_port_of_unknown_service_need_not_speak_anything() {
    let skipped = |kind| (kind, Ended::Skipped, Verdict::Unknown);
    let fine = |kind| (kind, Ended::Ok, Verdict::Fine);
    let unknown = |port| vec![at_host(port, Service::Unknown)];
    let nothing = [skipped(StepKind::Tls), skipped(StepKind::Http), skipped(StepKind::Clock)];
    check(&run(&loopback(), &plan(unknown(servers::greeting()))), &nothing);
    check(&run(&loopback(), &impatient(unknown(servers::silent()))), &nothing);

    // A web server in plain text answers the beginning of TLS with an error, or breaks off.
    let plain = servers::serve(|mut stream| {
        use std::io::{BufRead, BufReader, Write};
        let mut first = Vec::new();
        let _ = BufReader::new(&mut stream).read_until(b'\n', &mut first);
        let answer = if first.starts_with(b"GET ") { ON_TIME } else { "HTTP/1.1 400 Bad Request\r\n\r\n" };
        let _ = stream.write_all(answer.as_bytes());
    });
    let http = [skipped(StepKind::Tls), fine(StepKind::Http), fine(StepKind::Clock)];
    check(&run(&loopback(), &plan(unknown(plain))), &http);

    let authority = Authority::new("Example Company");
    let encrypted = authority.serve(Leaf { name: HOST, years: (2025, 2030) }, ON_TIME);
    let both = [fine(StepKind::Tls), fine(StepKind::Http), fine(StepKind::Clock)];
    check(&run(&loopback(), &with_authorities(plan(unknown(encrypted)), &authority.file)), &both);
}
