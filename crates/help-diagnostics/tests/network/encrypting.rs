//! Certificates: good, of unknown issuers, expired, of other names.

use help_diagnostics::network::{Evidence, Plan, Service, StepKind, TrustedBy, Verdict};

use crate::servers::{self, Authority, Leaf};
use crate::support::{
    Ended, HOST, at_host, compare, evidence, impatient, loopback, plan, run, with_authorities,
};

const GOOD: Leaf = Leaf { name: HOST, years: (2025, 2030) };

fn tls_at(port: u16) -> Plan {
    plan(vec![at_host(port, Service::Tls)])
}

#[track_caller]
fn check(plan: &Plan, ended: Ended, verdict: Verdict) -> Evidence {
    let steps = run(&loopback(), plan);
    compare(
        &steps,
        &[
            (StepKind::Dns, Ended::Ok, Verdict::Fine),
            (StepKind::Tcp, Ended::Ok, Verdict::Fine),
            (StepKind::Tls, ended, verdict),
        ],
    );
    evidence(&steps, StepKind::Tls).clone()
}

#[test]
fn a_certificate_of_the_extra_file_is_good() {
    let authority = Authority::new("Example Company");
    let found = check(
        &with_authorities(tls_at(authority.serve(GOOD, "")), &authority.file),
        Ended::Ok,
        Verdict::Fine,
    );
    let Evidence::Tls { version, certificate: Some(certificate), trusted_by } = found else {
        panic!("{found:?}")
    };
    assert_eq!((version.as_deref(), trusted_by), (Some("TLSv1_3"), Some(TrustedBy::ExtraFile)));
    assert_eq!(certificate.issuer_organisation.as_deref(), Some("Example Company"));
    assert_eq!(certificate.issuer_name.as_deref(), Some("Example Company Root"));
    assert_eq!(certificate.subject.as_deref(), Some(HOST));
    assert!(!certificate.self_signed);
}

#[test]
fn without_the_file_its_issuer_is_unknown_and_named() {
    let unknown = Verdict::TlsUnknownIssuer;
    let authority = Authority::new("Example Company");
    let found = check(&tls_at(authority.serve(GOOD, "")), Ended::Failed(unknown), unknown);
    let Evidence::Tls { certificate: Some(certificate), trusted_by: None, .. } = found else {
        panic!("{found:?}")
    };
    assert_eq!(certificate.issuer_organisation.as_deref(), Some("Example Company"));
}

#[test]
fn what_reads_encrypted_traffic_is_recognised() {
    let authority = Authority::new("Kaspersky");
    let port = authority.serve(GOOD, "");
    check(&tls_at(port), Ended::Failed(Verdict::TlsUnknownIssuer), Verdict::TlsIntercepted);
    check(&with_authorities(tls_at(port), &authority.file), Ended::Ok, Verdict::TlsIntercepted);
}

#[test]
fn bad_certificates_of_a_known_issuer_have_their_reasons() {
    let authority = Authority::new("Example Company");
    for (leaf, code, verdict) in [
        (Leaf { years: (2020, 2024), ..GOOD }, Verdict::TlsExpired, Verdict::TlsExpired),
        (Leaf { years: (2028, 2030), ..GOOD }, Verdict::TlsNotYetValid, Verdict::ClockWrong),
        (Leaf { name: "other.example.com", ..GOOD }, Verdict::TlsWrongName, Verdict::TlsWrongName),
    ] {
        let plan = with_authorities(tls_at(authority.serve(leaf, "")), &authority.file);
        check(&plan, Ended::Failed(code), verdict);
    }
}

#[test]
fn a_certificate_that_signs_itself_has_no_known_issuer() {
    let unknown = Verdict::TlsUnknownIssuer;
    let found = check(&tls_at(servers::self_signed(HOST, "")), Ended::Failed(unknown), unknown);
    let Evidence::Tls { certificate: Some(certificate), .. } = found else { panic!("{found:?}") };
    assert!(certificate.self_signed);
}

#[test]
fn ports_without_tls_fail_in_their_ways() {
    for (port, ended, verdict) in [
        (servers::resetting(), Ended::Failed(Verdict::TlsConnectionLost), Verdict::TlsConnectionLost),
        (servers::greeting(), Ended::Failed(Verdict::TlsNotSpoken), Verdict::TlsNotSpoken),
        (servers::serve(drop), Ended::Failed(Verdict::TlsConnectionLost), Verdict::TlsConnectionLost),
    ] {
        let steps = run(&loopback(), &tls_at(port));
        compare(&steps[2..], &[(StepKind::Tls, ended, verdict)]);
    }
    let steps = run(&loopback(), &impatient(vec![at_host(servers::silent(), Service::Tls)]));
    compare(&steps[2..], &[(StepKind::Tls, Ended::TimedOut, Verdict::TlsNoAnswer)]);
}

#[test]
fn a_broken_file_of_authorities_is_reported_and_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.pem");
    let port = servers::silent();
    for text in [
        None,
        Some(""),
        Some("no certificate"),
        Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        Some("-----BEGIN CERTIFICATE-----\n"),
    ] {
        match text {
            Some(text) => std::fs::write(&broken, text).unwrap(),
            None => assert!(!broken.exists()),
        }
        let plan = with_authorities(plan(vec![at_host(port, Service::Tcp)]), &broken);
        let local = help_diagnostics::network::LocalNetwork::default();
        let cancellation = help_diagnostics::network::Cancellation::new();
        let report = help_diagnostics::network::check(
            &loopback(),
            &plan,
            &local,
            crate::support::noon(),
            &cancellation,
            &mut |_| {},
        )
        .unwrap();
        let unreadable = Verdict::ExtraAuthoritiesUnreadable;
        compare(&report.steps[3..4], &[(StepKind::ExtraAuthorities, Ended::Failed(unreadable), unreadable)]);
        assert_eq!(report.steps.last().map(|step| step.verdict), Some(Verdict::Fine), "{text:?}");
    }
}
