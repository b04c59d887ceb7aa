//! Running a check: the machine first, then all targets beside each other.

use std::cell::RefCell;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use futures_util::stream::{self, StreamExt};

use super::cancellation::Cancellation;
use super::context::{Context, Failure, Recorder, Stop, Trail, WallClock};
use super::http::{self, Answer, Body};
use super::interfaces::{InterfaceState, Link};
use super::local::LocalNetwork;
use super::portal::{self, PortalProbe};
use super::proxy::ProxyMode;
use super::report::{Evidence, NetworkReport, Outcome, SkipReason, Step, StepKind, Verdict};
use super::target::{Service, Target};
use super::transport::Network;
use super::trust::{Trust, read_authorities};
use super::{name, tls};
use crate::DiagnosticsError;

/// By how much the clock may differ from a server's: five minutes, as Kerberos has it (RFC 4120, section 8.2).
const CLOCK_TOLERANCE: u64 = 300;

/// What to check.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The hosts to try; no host is contacted but these and the probe's. At most [`Limits::targets`] are tried.
    pub targets: Vec<Target>,
    /// An address that gives sign-in pages away, if the caller has one.
    pub portal_probe: Option<PortalProbe>,
    /// A file with certificate authorities that are believed beside those of the system.
    pub extra_authorities: Option<PathBuf>,
    /// Whether connections are forbidden.
    pub offline: Offline,
    /// The limits.
    pub limits: Limits,
}

/// Whether connections are forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offline {
    /// They are: the check opens no socket.
    Yes,
    /// They are not.
    No,
}

/// The limits of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long each step may take.
    pub step: Duration,
    /// How many targets are tried; the rest is left out.
    pub targets: usize,
    /// How many targets are tried beside each other.
    pub beside: usize,
}

impl Default for Limits {
    /// Five seconds a step, 64 targets, 16 beside each other.
    fn default() -> Self {
        Self { step: Duration::from_secs(5), targets: 64, beside: 16 }
    }
}

impl Plan {
    /// Lists the steps of the targets that a check by this plan makes, target by target. Those of the machine come before.
    #[must_use]
    pub fn target_steps(&self) -> Vec<(&Target, StepKind)> {
        let steps = |target: &Target| kinds(target.service());
        tried(self)
            .into_iter()
            .flat_map(|(target, _)| steps(target).iter().map(move |kind| (target, *kind)))
            .collect()
    }
}

/// Checks the network and hands over every step as soon as it ends. Returns when all have ended.
///
/// `local` is what the machine says itself, `start` the time now. The calling thread waits; `cancellation` stops the check from
/// another one.
///
/// # Errors
///
/// When the system gives no means to wait for connections. What fails on the network is a step, not an error.
pub fn check<N: Network>(
    network: &N,
    plan: &Plan,
    local: &LocalNetwork,
    start: SystemTime,
    cancellation: &Cancellation,
    observer: &mut dyn FnMut(&Step),
) -> Result<NetworkReport, DiagnosticsError> {
    let (trust, authorities) = match &plan.extra_authorities {
        None => (Trust::new(Vec::new()), None),
        Some(path) => match read_authorities(path) {
            Ok(read) => (Trust::new(read.clone()), Some(Ok(read.len()))),
            Err(reason) => (Trust::new(Vec::new()), Some(Err(reason))),
        },
    };
    let clock = WallClock::starting_at(start);
    let recorder = RefCell::new(Recorder { steps: Vec::new(), observer });
    let context = Context { network, plan, local, clock, trust, cancellation, recorder };
    look_at_machine(&context, authorities);
    match plan.offline {
        Offline::Yes => leave_out_targets(&context),
        Offline::No => try_targets(&context)?,
    }
    Ok(NetworkReport { steps: context.recorder.into_inner().steps })
}

/// Records the steps that contact nobody.
fn look_at_machine<N>(context: &Context<'_, N>, authorities: Option<Result<usize, String>>) {
    let found = |kind, evidence, verdict| {
        let outcome = Outcome::Ok { evidence };
        context.record(Step { target: None, kind, outcome, verdict, milliseconds: 0 });
    };
    let local = context.local;
    let interfaces = local.interfaces.clone();
    found(StepKind::Interfaces, Evidence::Interfaces { interfaces }, connected(local));
    let vpn = local.vpn();
    let verdict = if vpn.tunnels.is_empty() { Verdict::Fine } else { Verdict::VpnLikely };
    found(StepKind::Vpn, Evidence::Vpn { vpn }, verdict);
    let direct = local.proxy.mode == ProxyMode::Direct;
    let verdict = if direct { Verdict::Fine } else { Verdict::ProxyConfigured };
    found(StepKind::Proxy, Evidence::Proxy { proxy: local.proxy.clone() }, verdict);
    match authorities {
        None => {}
        Some(Ok(count)) => {
            found(StepKind::ExtraAuthorities, Evidence::ExtraAuthorities { count }, Verdict::Fine);
        }
        Some(Err(detail)) => {
            let code = Verdict::ExtraAuthoritiesUnreadable;
            let outcome = Outcome::Failed { code, detail, evidence: None };
            let kind = StepKind::ExtraAuthorities;
            context.record(Step { target: None, kind, outcome, verdict: code, milliseconds: 0 });
        }
    }
}

fn connected(local: &LocalNetwork) -> Verdict {
    let mut up = local.interfaces.iter().filter(|interface| interface.state == InterfaceState::Up).peekable();
    if up.peek().is_none() {
        Verdict::NoConnection
    } else if up.all(|interface| interface.link != Link::Routable) {
        Verdict::NoAddress
    } else {
        Verdict::Fine
    }
}

/// Lists what to try: the probe of the network's sign-in page first.
fn tried(plan: &Plan) -> Vec<(&Target, Option<&PortalProbe>)> {
    let probe = plan.portal_probe.as_ref().map(|probe| (probe.target(), Some(probe)));
    let targets = plan.targets.iter().take(plan.limits.targets).map(|target| (target, None));
    probe.into_iter().chain(targets).collect()
}

fn leave_out_targets<N>(context: &Context<'_, N>) {
    for (target, _) in tried(context.plan) {
        let trail = Trail::new(context, target);
        for kind in kinds(target.service()) {
            trail.skip(*kind, SkipReason::Offline);
        }
    }
}

fn try_targets<N: Network>(context: &Context<'_, N>) -> Result<(), DiagnosticsError> {
    let targets = tried(context.plan);
    if targets.is_empty() {
        return Ok(());
    }
    // One thread for all connections; only the system's name look-ups have threads of their own.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(context.plan.limits.beside.max(1))
        .build()
        .map_err(|source| DiagnosticsError::Start { source })?;
    let beside = Some(context.plan.limits.beside.max(1));
    runtime.block_on(stream::iter(targets).for_each_concurrent(beside, |(target, probe)| async move {
        let trail = Trail::new(context, target);
        if let Err(stop) = try_target(&trail, probe).await {
            trail.skip_rest(kinds(target.service()), stop);
        }
    }));
    // Waiting for a look-up that was given up would undo the time limit and the cancellation.
    runtime.shutdown_background();
    Ok(())
}

/// Returns the steps of a target in their order.
fn kinds(service: Service) -> &'static [StepKind] {
    use StepKind::{Clock, Dns, Http, Portal, Tcp, Tls};
    match service {
        Service::Https | Service::Unknown => &[Dns, Tcp, Tls, Http, Clock],
        Service::Http => &[Dns, Tcp, Http, Portal, Clock],
        Service::Tls => &[Dns, Tcp, Tls],
        Service::Tcp => &[Dns, Tcp],
    }
}

async fn try_target<N: Network>(trail: &Trail<'_, '_, N>, probe: Option<&PortalProbe>) -> Result<(), Stop> {
    let (context, target) = (trail.context, trail.target);
    let addresses = find_addresses(trail).await?;
    let connect = name::connect(context.network, target, &addresses);
    let (mut stream, address) = trail.step(StepKind::Tcp, connect).await?;
    let encrypt = |stream| tls::encrypt(stream, target, &context.trust, context.clock);
    match target.service() {
        Service::Tcp => {}
        Service::Tls => drop(trail.step(StepKind::Tls, encrypt(stream)).await?),
        Service::Http => {
            let path = probe.map_or("/", PortalProbe::path);
            let body = if probe.is_some() { Body::Wanted } else { Body::Ignored };
            let answer = trail.step(StepKind::Http, http::get(&mut stream, target, path, body)).await?;
            let verdict = portal::judge(&answer, target, probe);
            let Answer { status, redirect_host, .. } = answer.clone();
            let evidence = Evidence::Http { status, redirect_host };
            trail.instant(StepKind::Portal, Outcome::Ok { evidence }, verdict);
            compare_clocks(trail, &answer);
        }
        Service::Https => {
            let mut stream = trail.step(StepKind::Tls, encrypt(stream)).await?;
            let get = http::get(&mut stream, target, "/", Body::Ignored);
            compare_clocks(trail, &trail.step(StepKind::Http, get).await?);
        }
        Service::Unknown => find_service(trail, stream, address).await?,
    }
    Ok(())
}

async fn find_addresses<N: Network>(trail: &Trail<'_, '_, N>) -> Result<Vec<IpAddr>, Stop> {
    match trail.target.address() {
        Some(address) => {
            trail.skip(StepKind::Dns, SkipReason::TargetIsAddress);
            Ok(vec![address])
        }
        None => trail.step(StepKind::Dns, name::look_up(trail.context.network, trail.target)).await,
    }
}

fn compare_clocks<N>(trail: &Trail<'_, '_, N>, answer: &Answer) {
    let Some(date) = answer.date else { return trail.skip(StepKind::Clock, SkipReason::NoDate) };
    let now = trail.context.clock.now();
    let seconds = |length: Duration| i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
    let ahead_seconds = match now.duration_since(date) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    };
    let wrong = ahead_seconds.unsigned_abs() > CLOCK_TOLERANCE;
    let verdict = if wrong { Verdict::ClockWrong } else { Verdict::Fine };
    trail.instant(StepKind::Clock, Outcome::Ok { evidence: Evidence::Clock { ahead_seconds } }, verdict);
}

/// Tries TLS, then plain HTTP on a second connection, at a port of unknown service. Neither has to be spoken.
async fn find_service<N: Network>(
    trail: &Trail<'_, '_, N>,
    stream: N::Stream,
    address: SocketAddr,
) -> Result<(), Stop> {
    let (context, target) = (trail.context, trail.target);
    let encrypt = tls::encrypt(stream, target, &context.trust, context.clock);
    let answer = match trail.optional_step(StepKind::Tls, encrypt, &NO_TLS).await? {
        Some(mut stream) => {
            let get = http::get(&mut stream, target, "/", Body::Ignored);
            trail.optional_step(StepKind::Http, get, &NO_HTTP).await?
        }
        None => {
            let get = async {
                let again = context.network.connect(address).await;
                let mut stream = again.map_err(|error| Failure::new(Verdict::HttpConnectionLost, error))?;
                http::get(&mut stream, target, "/", Body::Ignored).await
            };
            trail.optional_step(StepKind::Http, get, &NO_HTTP).await?
        }
    };
    match answer {
        Some(answer) => compare_clocks(trail, &answer),
        None => trail.skip(StepKind::Clock, SkipReason::NotSpoken),
    }
    Ok(())
}

/// How it shows that a server speaks no TLS.
const NO_TLS: [Verdict; 3] = [Verdict::TlsNotSpoken, Verdict::TlsConnectionLost, Verdict::TlsNoAnswer];
/// How it shows that a server speaks no HTTP.
const NO_HTTP: [Verdict; 3] = [Verdict::HttpNotSpoken, Verdict::HttpConnectionLost, Verdict::HttpNoAnswer];
