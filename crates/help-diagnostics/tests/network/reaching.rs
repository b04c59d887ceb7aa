//! Names, connections, and what the machine says itself.

use std::collections::HashMap;

use help_diagnostics::network::{
    Interface, InterfaceKind, InterfaceState, Limits, Link, LocalNetwork, ProxyCredentials, ProxyMode,
    ProxySource, Service, StepKind, SystemNetwork, SystemProxy, Target, Verdict, check,
};

use crate::servers;
use crate::support::{
    Ended, HOST, Name, Names, at_host, compare, impatient, loopback, noon, plan, run, run_on,
};

fn named(name: Name) -> Names {
    Names(HashMap::from([(HOST, name)]))
}

#[test]
fn an_open_port_answers() {
    let port = servers::silent();
    let expected = [(StepKind::Dns, Ended::Ok, Verdict::Fine), (StepKind::Tcp, Ended::Ok, Verdict::Fine)];
    compare(&run(&loopback(), &plan(vec![at_host(port, Service::Tcp)])), &expected);
}

#[test]
fn an_address_needs_no_name_server() {
    let target = Target::new("127.0.0.1", servers::silent(), Service::Tcp).unwrap();
    let expected =
        [(StepKind::Dns, Ended::Skipped, Verdict::Unknown), (StepKind::Tcp, Ended::Ok, Verdict::Fine)];
    compare(&run(&Names(HashMap::new()), &plan(vec![target])), &expected);
}

#[test]
fn a_closed_port_refuses() {
    let refused = Ended::Failed(Verdict::TcpRefused);
    let expected = [
        (StepKind::Dns, Ended::Ok, Verdict::Fine),
        (StepKind::Tcp, refused, Verdict::TcpRefused),
        (StepKind::Tls, Ended::Skipped, Verdict::Unknown),
        (StepKind::Http, Ended::Skipped, Verdict::Unknown),
        (StepKind::Clock, Ended::Skipped, Verdict::Unknown),
    ];
    compare(&run(&loopback(), &plan(vec![at_host(servers::refusing(), Service::Https)])), &expected);
}

#[test]
fn swallowed_packets_end_at_the_time_limit() {
    let expected =
        [(StepKind::Dns, Ended::Ok, Verdict::Fine), (StepKind::Tcp, Ended::TimedOut, Verdict::TcpNoAnswer)];
    compare(&run(&named(Name::Hole), &impatient(vec![at_host(443, Service::Tcp)])), &expected);
}

#[test]
fn an_address_that_swallows_packets_does_not_hide_one_that_answers() {
    let port = servers::silent();
    let expected = [(StepKind::Dns, Ended::Ok, Verdict::Fine), (StepKind::Tcp, Ended::Ok, Verdict::Fine)];
    compare(&run(&named(Name::HoleThenLoopback), &plan(vec![at_host(port, Service::Tcp)])), &expected);
}

#[test]
fn names_fail_in_their_ways() {
    let target = || vec![at_host(443, Service::Tcp)];
    let skipped = (StepKind::Tcp, Ended::Skipped, Verdict::Unknown);
    let not_found = Verdict::DnsNotFound;
    compare(
        &run(&Names(HashMap::new()), &plan(target())),
        &[(StepKind::Dns, Ended::Failed(not_found), not_found), skipped],
    );
    let no_answer = Verdict::DnsNoAnswer;
    compare(
        &run(&named(Name::Unanswered), &plan(target())),
        &[(StepKind::Dns, Ended::Failed(no_answer), no_answer), skipped],
    );
    compare(
        &run(&named(Name::Silent), &impatient(target())),
        &[(StepKind::Dns, Ended::TimedOut, no_answer), skipped],
    );
}

#[test]
fn the_system_knows_no_invalid_name() {
    // Never resolves (RFC 6761, section 6.4). Without a network the system says that nobody answers.
    let target = Target::new("chat.example.invalid", 443, Service::Tcp).unwrap();
    let mut patient = plan(vec![target]);
    patient.limits = Limits::default();
    let steps = run(&SystemNetwork, &patient);
    assert!(
        [Verdict::DnsNotFound, Verdict::DnsNoAnswer].contains(&steps[0].verdict),
        "a name that does not exist: {steps:?}"
    );
    assert_eq!(steps[1].verdict, Verdict::Unknown, "nothing is connected to: {steps:?}");
}

#[test]
fn the_system_connects() {
    let target = Target::new("127.0.0.1", servers::silent(), Service::Tcp).unwrap();
    let steps = run(&SystemNetwork, &plan(vec![target]));
    assert_eq!(steps[1].verdict, Verdict::Fine, "{steps:?}");
}

#[test]
fn with_a_proxy_what_fails_directly_points_at_it() {
    let with_bypass = |bypass: &[&str]| LocalNetwork {
        proxy: SystemProxy {
            source: Some(ProxySource::Environment),
            mode: ProxyMode::Manual {
                server: "proxy.example.com:3128".to_owned(),
                credentials: ProxyCredentials::Absent,
            },
            bypass: bypass.iter().map(|entry| (*entry).to_owned()).collect(),
        },
        ..LocalNetwork::default()
    };
    for (bypass, verdict) in [(&[][..], Verdict::ProxyNeeded), (&["*.example.com"], Verdict::TcpRefused)] {
        let steps = run_on(
            &loopback(),
            &plan(vec![at_host(servers::refusing(), Service::Tcp)]),
            &with_bypass(bypass),
        );
        let refused = (StepKind::Tcp, Ended::Failed(Verdict::TcpRefused), verdict);
        compare(&steps, &[(StepKind::Dns, Ended::Ok, Verdict::Fine), refused]);
    }
}

#[test]
fn the_machine_itself_is_judged() {
    let interface = |kind, state, link| Interface { name: "test0".to_owned(), kind, state, link };
    let (cable, tunnel) = (InterfaceKind::Cable, InterfaceKind::Tunnel);
    let (up, down) = (InterfaceState::Up, InterfaceState::Down);
    let none = Verdict::NoConnection;
    for (interfaces, connection, vpn) in [
        (vec![], none, Verdict::Fine),
        (vec![interface(cable, down, Link::Routable)], none, Verdict::Fine),
        (vec![interface(cable, up, Link::LinkLocal)], Verdict::NoAddress, Verdict::Fine),
        (vec![interface(cable, up, Link::Routable)], Verdict::Fine, Verdict::Fine),
        (vec![interface(tunnel, up, Link::Routable)], Verdict::Fine, Verdict::VpnLikely),
    ] {
        let local = LocalNetwork { interfaces, ..LocalNetwork::default() };
        let cancellation = help_diagnostics::network::Cancellation::new();
        let report = check(&loopback(), &plan(vec![]), &local, noon(), &cancellation, &mut |_| {}).unwrap();
        let verdicts: Vec<_> = report.steps.iter().map(|step| (step.kind, step.verdict)).collect();
        let expected =
            [(StepKind::Interfaces, connection), (StepKind::Vpn, vpn), (StepKind::Proxy, Verdict::Fine)];
        assert_eq!(verdicts, expected, "{local:?}");
    }
}

#[test]
fn this_machine_can_be_read() {
    // What it is like differs; an environment variable does not.
    let local = LocalNetwork::of_this_machine(&|name| {
        (name == "https_proxy").then(|| "http://ivanov:secret@proxy.example.com:3128".to_owned())
    });
    assert_eq!(local.proxy.source, Some(ProxySource::Environment));
    assert!(!format!("{local:?}").contains("secret"), "a password is not kept");
    assert!(local.interfaces.iter().all(|interface| interface.name != "lo"), "{local:?}");
}
