//! What all steps of a check share: limits, cancellation, the clock, and the list of finished steps.

use std::cell::RefCell;
use std::future::Future;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustls::pki_types::UnixTime;
use rustls::time_provider::TimeProvider;

use super::cancellation::Cancellation;
use super::certificate::clean;
use super::check::Plan;
use super::local::LocalNetwork;
use super::report::{Evidence, Outcome, SkipReason, Step, StepKind, Verdict};
use super::target::Target;
use super::trust::Trust;

/// The longest detail of a failed step, in characters.
const DETAIL_LENGTH: usize = 300;

/// The caller's clock, carried on by the time that has passed since.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WallClock {
    start: SystemTime,
    since: Instant,
}

impl WallClock {
    pub(crate) fn starting_at(start: SystemTime) -> Self {
        Self { start, since: Instant::now() }
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.start + self.since.elapsed()
    }
}

impl TimeProvider for WallClock {
    fn current_time(&self) -> Option<UnixTime> {
        self.now().duration_since(UNIX_EPOCH).ok().map(UnixTime::since_unix_epoch)
    }
}

/// Finished steps, and who wants to hear of them.
pub(crate) struct Recorder<'a> {
    pub(crate) steps: Vec<Step>,
    pub(crate) observer: &'a mut dyn FnMut(&Step),
}

/// What all steps of a check share.
pub(crate) struct Context<'a, N> {
    pub(crate) network: &'a N,
    pub(crate) plan: &'a Plan,
    pub(crate) local: &'a LocalNetwork,
    pub(crate) clock: WallClock,
    pub(crate) trust: Trust,
    pub(crate) cancellation: &'a Cancellation,
    pub(crate) recorder: RefCell<Recorder<'a>>,
}

/// What a step found: something for the next step, and something to report.
pub(crate) struct Found<T> {
    pub(crate) value: T,
    pub(crate) evidence: Evidence,
    pub(crate) verdict: Verdict,
}

/// Why a step failed.
pub(crate) struct Failure {
    pub(crate) code: Verdict,
    pub(crate) detail: String,
    pub(crate) evidence: Option<Box<Evidence>>,
}

impl Failure {
    pub(crate) fn new(code: Verdict, detail: impl ToString) -> Self {
        Self { code, detail: detail.to_string(), evidence: None }
    }
}

/// Why the steps after this one are not tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    Failed(Verdict),
    TimedOut,
    Cancelled,
}

impl<N> Context<'_, N> {
    pub(crate) fn record(&self, step: Step) {
        let recorder = &mut *self.recorder.borrow_mut();
        (recorder.observer)(&step);
        recorder.steps.push(step);
    }
}

/// The steps of one target, recorded as they end.
pub(crate) struct Trail<'a, 'c, N> {
    pub(crate) context: &'a Context<'c, N>,
    pub(crate) target: &'a Target,
    recorded: RefCell<Vec<StepKind>>,
}

impl<'a, 'c, N> Trail<'a, 'c, N> {
    pub(crate) fn new(context: &'a Context<'c, N>, target: &'a Target) -> Self {
        Self { context, target, recorded: RefCell::default() }
    }

    /// Does the work of one step within the time limit and records how it ended.
    pub(crate) async fn step<T>(
        &self,
        kind: StepKind,
        work: impl Future<Output = Result<Found<T>, Failure>>,
    ) -> Result<T, Stop> {
        let started = Instant::now();
        let (outcome, verdict, result) = self.end_of(kind, work).await;
        self.record(kind, outcome, verdict, started.elapsed());
        result
    }

    /// Does a step that may end in one of the codes `not_spoken`: then it is recorded as skipped, not as failed.
    pub(crate) async fn optional_step<T>(
        &self,
        kind: StepKind,
        work: impl Future<Output = Result<Found<T>, Failure>>,
        not_spoken: &[Verdict],
    ) -> Result<Option<T>, Stop> {
        let started = Instant::now();
        let (outcome, verdict, result) = self.end_of(kind, work).await;
        let code = match result {
            Err(Stop::Failed(code)) => Some(code),
            Err(Stop::TimedOut) => Some(no_answer(kind)),
            _ => None,
        };
        if code.is_some_and(|code| not_spoken.contains(&code)) {
            let outcome = Outcome::Skipped { because: SkipReason::NotSpoken };
            self.record(kind, outcome, Verdict::Unknown, started.elapsed());
            return Ok(None);
        }
        self.record(kind, outcome, verdict, started.elapsed());
        result.map(Some)
    }

    /// Does the work of one step within the time limit and turns its end into outcome and verdict.
    async fn end_of<T>(
        &self,
        kind: StepKind,
        work: impl Future<Output = Result<Found<T>, Failure>>,
    ) -> (Outcome, Verdict, Result<T, Stop>) {
        match self.limited(work).await {
            Ok(Ok(found)) => (Outcome::Ok { evidence: found.evidence }, found.verdict, Ok(found.value)),
            Ok(Err(failure)) => {
                let Failure { code, detail, evidence } = failure;
                let verdict = self.judge(code, evidence.as_deref());
                let evidence = evidence.map(|evidence| *evidence);
                let detail = clean(&detail, DETAIL_LENGTH);
                (Outcome::Failed { code, detail, evidence }, verdict, Err(Stop::Failed(code)))
            }
            Err(Stop::TimedOut) => {
                (Outcome::TimedOut, self.judge(no_answer(kind), None), Err(Stop::TimedOut))
            }
            Err(stop) => (Outcome::Cancelled, Verdict::Unknown, Err(stop)),
        }
    }

    /// Records a step that needed no work.
    pub(crate) fn instant(&self, kind: StepKind, outcome: Outcome, verdict: Verdict) {
        self.record(kind, outcome, verdict, Duration::ZERO);
    }

    /// Records that a step was not tried.
    pub(crate) fn skip(&self, kind: StepKind, because: SkipReason) {
        self.instant(kind, Outcome::Skipped { because }, Verdict::Unknown);
    }

    /// Records those of the steps that have no record yet, as not tried or cancelled.
    pub(crate) fn skip_rest(&self, kinds: &[StepKind], stop: Stop) {
        for kind in kinds {
            if self.recorded.borrow().contains(kind) {
                continue;
            }
            if stop == Stop::Cancelled {
                self.instant(*kind, Outcome::Cancelled, Verdict::Unknown);
            } else {
                self.skip(*kind, SkipReason::EarlierStepFailed);
            }
        }
    }

    async fn limited<T>(&self, work: impl Future<Output = T>) -> Result<T, Stop> {
        tokio::select! {
            biased;
            () = self.context.cancellation.wait() => Err(Stop::Cancelled),
            ended = tokio::time::timeout(self.context.plan.limits.step, work) => ended.map_err(|_| Stop::TimedOut),
        }
    }

    /// Considers the circumstances: what fails directly may be meant to go through the proxy.
    fn judge(&self, code: Verdict, evidence: Option<&Evidence>) -> Verdict {
        match code {
            Verdict::DnsNotFound
            | Verdict::DnsNoAnswer
            | Verdict::DnsFailed
            | Verdict::TcpRefused
            | Verdict::TcpReset
            | Verdict::TcpUnreachable
            | Verdict::TcpNoAnswer
            | Verdict::TcpFailed
                if self.context.local.proxy.applies_to(self.target.host()) =>
            {
                Verdict::ProxyNeeded
            }
            Verdict::TlsNotYetValid => Verdict::ClockWrong,
            Verdict::TlsUnknownIssuer => match evidence {
                Some(Evidence::Tls { certificate: Some(certificate), .. })
                    if certificate.known_interceptor =>
                {
                    Verdict::TlsIntercepted
                }
                _ => code,
            },
            code => code,
        }
    }

    fn record(&self, kind: StepKind, outcome: Outcome, verdict: Verdict, elapsed: Duration) {
        self.recorded.borrow_mut().push(kind);
        let milliseconds = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let target = Some(self.target.clone());
        self.context.record(Step { target, kind, outcome, verdict, milliseconds });
    }
}

/// What it means that a step of this kind ran into its time limit.
fn no_answer(kind: StepKind) -> Verdict {
    match kind {
        StepKind::Dns => Verdict::DnsNoAnswer,
        StepKind::Tcp => Verdict::TcpNoAnswer,
        StepKind::Tls => Verdict::TlsNoAnswer,
        StepKind::Http => Verdict::HttpNoAnswer,
        _ => Verdict::Unknown,
    }
}
