//! What must not happen: sockets while offline, waiting after a cancellation, one target waiting for another.

use std::io::Read;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, Barrier, mpsc};

use help_diagnostics::network::{
    Cancellation, LocalNetwork, LookupFailure, Network, Offline, Outcome, Plan, PortalProbe, Service,
    SkipReason, Step, StepKind, SystemNetwork, Target, Verdict, check,
};
use tokio::net::TcpStream;

use crate::servers;
use crate::support::{Ended, at_host, compare, loopback, noon, plan, run};

/// A network that must not be touched.
struct Forbidden;

impl Network for Forbidden {
    type Stream = TcpStream;

    async fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookupFailure> {
        panic!("looked up {host}")
    }

    async fn connect(&self, address: SocketAddr) -> std::io::Result<TcpStream> {
        panic!("connected to {address}")
    }
}

fn offline(targets: Vec<Target>) -> Plan {
    let probe = PortalProbe::new("127.0.0.1", 80, "/", "success").unwrap();
    Plan { offline: Offline::Yes, portal_probe: Some(probe), ..plan(targets) }
}

#[test]
fn offline_the_network_is_not_touched() {
    let services = [Service::Https, Service::Http, Service::Tls, Service::Tcp, Service::Unknown];
    let plan = offline(services.map(|service| at_host(443, service)).to_vec());
    let steps = run(&Forbidden, &plan);
    let made: Vec<_> = steps.iter().filter_map(|step| Some((step.target.as_ref()?, step.kind))).collect();
    assert_eq!(made, plan.target_steps(), "a plan says what is made of it");
    assert_eq!(steps.len(), 5 + 5 + 5 + 3 + 2 + 5, "every step is listed: {steps:?}");
    for step in steps {
        assert_eq!(step.outcome, Outcome::Skipped { because: SkipReason::Offline }, "{step:?}");
    }
}

#[test]
fn offline_nobody_is_called() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let target = Target::new("127.0.0.1", listener.local_addr().unwrap().port(), Service::Tcp).unwrap();
    run(&SystemNetwork, &offline(vec![target.clone()]));
    assert_eq!(listener.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    // The same check does call when it may: the test could fail.
    run(&SystemNetwork, &plan(vec![target]));
    listener.accept().unwrap();
}

#[test]
fn nobody_is_called_who_was_not_named() {
    assert_eq!(run(&Forbidden, &plan(vec![])), []);
}

#[test]
fn a_cancellation_closes_connections_and_ends_the_check() {
    let (sender, receiver) = mpsc::channel();
    let port = servers::serve(move |mut stream| {
        let ended = stream.read_to_end(&mut Vec::new());
        sender.send(ended.is_ok()).unwrap();
    });
    let cancellation = Cancellation::new();
    let handle = cancellation.clone();
    // The server never answers, and the time limit is an hour: only the cancellation ends this.
    let mut observer = move |step: &Step| {
        if step.kind == StepKind::Tcp {
            handle.cancel();
        }
    };
    let plan = plan(vec![at_host(port, Service::Https)]);
    let report =
        check(&loopback(), &plan, &LocalNetwork::default(), noon(), &cancellation, &mut observer).unwrap();
    let cancelled = |kind| (kind, Ended::Cancelled, Verdict::Unknown);
    compare(
        &report.steps[3..],
        &[
            (StepKind::Dns, Ended::Ok, Verdict::Fine),
            (StepKind::Tcp, Ended::Ok, Verdict::Fine),
            cancelled(StepKind::Tls),
            cancelled(StepKind::Http),
            cancelled(StepKind::Clock),
        ],
    );
    receiver.recv().expect("the server sees the end of the connection");
}

#[test]
fn a_check_cancelled_before_it_begins_calls_nobody() {
    let cancellation = Cancellation::new();
    cancellation.cancel();
    assert!(cancellation.is_cancelled());
    let plan = plan(vec![at_host(443, Service::Tcp)]);
    let report =
        check(&Forbidden, &plan, &LocalNetwork::default(), noon(), &cancellation, &mut |_| {}).unwrap();
    let cancelled = |kind| (kind, Ended::Cancelled, Verdict::Unknown);
    compare(&report.steps[3..], &[cancelled(StepKind::Dns), cancelled(StepKind::Tcp)]);
}

#[test]
fn targets_are_tried_beside_each_other() {
    // Each answers only when all three have been asked.
    let barrier = Arc::new(Barrier::new(3));
    let targets = (0..3).map(|_| {
        let barrier = Arc::clone(&barrier);
        let port = servers::serve(move |mut stream| {
            use std::io::Write;
            let _ = stream.peek(&mut [0]);
            barrier.wait();
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
            let _ = stream.read_to_end(&mut Vec::new());
        });
        at_host(port, Service::Http)
    });
    let steps = run(&loopback(), &plan(targets.collect()));
    let answered = steps.iter().filter(|step| step.kind == StepKind::Http && step.verdict == Verdict::Fine);
    assert_eq!(answered.count(), 3, "{steps:?}");
}

#[test]
fn too_many_targets_are_left_out() {
    let mut plan = plan((1..=100).map(|port| at_host(port, Service::Tcp)).collect());
    plan.offline = Offline::Yes;
    plan.limits.targets = 10;
    assert_eq!(run(&Forbidden, &plan).len(), 20);
}

#[test]
fn the_report_is_json_in_camel_case() {
    let target = Target::new("127.0.0.1", servers::refusing(), Service::Tcp).unwrap();
    let port = target.port();
    let cancellation = Cancellation::new();
    let mut report = check(
        &SystemNetwork,
        &plan(vec![target]),
        &LocalNetwork::default(),
        noon(),
        &cancellation,
        &mut |_| {},
    )
    .unwrap();
    for step in &mut report.steps {
        step.milliseconds = 0;
        if let Outcome::Failed { detail, .. } = &mut step.outcome {
            "refused".clone_into(detail);
        }
    }
    let target = serde_json::json!({ "host": "127.0.0.1", "port": port, "service": "tcp" });
    let expected = serde_json::json!({ "steps": [
        { "target": null, "kind": "interfaces", "verdict": "no-connection", "milliseconds": 0,
          "outcome": { "state": "ok", "evidence": { "kind": "interfaces", "interfaces": [] } } },
        { "target": null, "kind": "vpn", "verdict": "fine", "milliseconds": 0,
          "outcome": { "state": "ok",
                       "evidence": { "kind": "vpn", "vpn": { "tunnels": [], "defaultRoutes": [] } } } },
        { "target": null, "kind": "proxy", "verdict": "fine", "milliseconds": 0,
          "outcome": { "state": "ok",
                       "evidence": { "kind": "proxy",
                                     "proxy": { "source": null, "mode": { "kind": "direct" }, "bypass": [] } } } },
        { "target": target, "kind": "dns", "verdict": "unknown", "milliseconds": 0,
          "outcome": { "state": "skipped", "because": "target-is-address" } },
        { "target": target, "kind": "tcp", "verdict": "tcp-refused", "milliseconds": 0,
          "outcome": { "state": "failed", "code": "tcp-refused", "detail": "refused", "evidence": null } },
    ] });
    assert_eq!(serde_json::to_value(report).unwrap(), expected);
}
