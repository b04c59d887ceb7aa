//! Running a check and comparing its steps.

use std::collections::HashMap;
use std::future::pending;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::{Duration, SystemTime};

use help_diagnostics::network::{
    Cancellation, Evidence, Limits, LocalNetwork, LookupFailure, Network, Offline, Outcome, Plan, Service,
    Step, StepKind, Target, Verdict, check,
};
use tokio::net::TcpStream;

/// The 15th of January 2026, 12:00 UTC: the time of every check here. The certificates of the tests are made around it.
pub(crate) fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_768_478_400)
}

/// What a name of the tests leads to.
pub(crate) enum Name {
    /// Loopback.
    Loopback,
    /// An address that swallows packets, and then loopback.
    HoleThenLoopback,
    /// An address that swallows packets.
    Hole,
    /// A name server that keeps silent.
    Silent,
    /// A name server that says that it cannot answer.
    Unanswered,
}

/// An address of the tests that swallows packets. Nothing is ever sent to it.
const HOLE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Real sockets under invented names.
pub(crate) struct Names(pub(crate) HashMap<&'static str, Name>);

impl Network for Names {
    type Stream = TcpStream;

    async fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookupFailure> {
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        match self.0.get(host) {
            Some(Name::Loopback) => Ok(vec![loopback, loopback]),
            Some(Name::HoleThenLoopback) => Ok(vec![HOLE, loopback]),
            Some(Name::Hole) => Ok(vec![HOLE]),
            Some(Name::Silent) => pending().await,
            Some(Name::Unanswered) => Err(LookupFailure::NoAnswer),
            None => Err(LookupFailure::NotFound),
        }
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<TcpStream> {
        if address.ip() == HOLE { pending().await } else { TcpStream::connect(address).await }
    }
}

/// The name that most tests use.
pub(crate) const HOST: &str = "chat.example.com";

/// The network in which [`HOST`] is loopback.
pub(crate) fn loopback() -> Names {
    Names(HashMap::from([(HOST, Name::Loopback)]))
}

/// A target at [`HOST`].
pub(crate) fn at_host(port: u16, service: Service) -> Target {
    Target::new(HOST, port, service).unwrap()
}

/// A plan with time enough: a test that waits for its limit would not end.
pub(crate) fn plan(targets: Vec<Target>) -> Plan {
    Plan {
        targets,
        portal_probe: None,
        extra_authorities: None,
        offline: Offline::No,
        limits: Limits { step: Duration::from_secs(3600), ..Limits::default() },
    }
}

/// A plan for what never answers.
pub(crate) fn impatient(targets: Vec<Target>) -> Plan {
    Plan { limits: Limits { step: Duration::from_millis(200), ..Limits::default() }, ..plan(targets) }
}

pub(crate) fn with_authorities(plan: Plan, file: &Path) -> Plan {
    Plan { extra_authorities: Some(file.to_owned()), ..plan }
}

/// Runs a check on a machine without proxy and VPN and returns the steps of the targets.
pub(crate) fn run<N: Network>(network: &N, plan: &Plan) -> Vec<Step> {
    run_on(network, plan, &LocalNetwork::default())
}

pub(crate) fn run_on<N: Network>(network: &N, plan: &Plan, local: &LocalNetwork) -> Vec<Step> {
    let mut heard = Vec::new();
    let mut observer = |step: &Step| heard.push(step.clone());
    let report = check(network, plan, local, noon(), &Cancellation::new(), &mut observer).unwrap();
    assert_eq!(report.steps, heard, "every step is handed over, in the order of the report");
    report.steps.into_iter().filter(|step| step.target.is_some()).collect()
}

/// How a step ended, without its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Ok,
    Failed(Verdict),
    Skipped,
    Cancelled,
    TimedOut,
}

impl Ended {
    fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Ok { .. } => Self::Ok,
            Outcome::Failed { code, .. } => Self::Failed(*code),
            Outcome::Skipped { .. } => Self::Skipped,
            Outcome::Cancelled => Self::Cancelled,
            Outcome::TimedOut => Self::TimedOut,
        }
    }
}

/// Compares kinds, ends and verdicts.
#[track_caller]
pub(crate) fn compare(steps: &[Step], expected: &[(StepKind, Ended, Verdict)]) {
    let found: Vec<_> =
        steps.iter().map(|step| (step.kind, Ended::of(&step.outcome), step.verdict)).collect();
    assert_eq!(found, expected, "{steps:#?}");
}

/// The evidence of the step of a kind, whether it worked or not.
pub(crate) fn evidence(steps: &[Step], kind: StepKind) -> &Evidence {
    let step = steps.iter().find(|step| step.kind == kind).unwrap();
    match &step.outcome {
        Outcome::Ok { evidence } | Outcome::Failed { evidence: Some(evidence), .. } => evidence,
        other => panic!("no evidence: {other:?}"),
    }
}
