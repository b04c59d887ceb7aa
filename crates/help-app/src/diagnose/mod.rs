//! What the program can say of the machine and the network: facts and checks, masked, as JSON, as text, or as lines that come
//! one after the other.
//!
//! Connections are opened to policy's `DiagnosticTargets` alone, and to nothing under `OfflineOnly`.

mod advice;
mod evidence;
mod examinations;
mod lines;
mod words;

use std::path::PathBuf;
use std::time::SystemTime;

use help_diagnostics::facts::{self, Fact, Given};
use help_diagnostics::network::{
    self, Cancellation, Limits, LocalNetwork, NetworkReport, Offline, Plan, Step, StepKind, SystemNetwork,
    Target,
};
use help_diagnostics::redact::Redactor;
use help_policy::Layer;
use serde::Serialize;

use crate::app::HelpApp;
use crate::dto::{
    DiagnosisEnd, DiagnosisEvent, DiagnosisLine, DiagnosisReach, DiagnosisScope, DiagnosisVerdict,
    DiagnosisView,
};
use crate::error::{AppError, ErrorCode};
use crate::owner::Owner;
pub(crate) use examinations::Examinations;
pub use help_diagnostics::facts::Screen;
use lines::Wording;

/// Gives the value of an environment variable.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What has to be known to look at a machine.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// The folder with the user's file.
    pub data_folder: PathBuf,
    /// Who is not named.
    pub owner: Owner,
    /// The version of the web view, if there is a window.
    pub web_view_version: Option<String>,
    /// The screens, if there is a window.
    pub screens: Vec<Screen>,
    /// The program's log, if it writes one.
    pub log_file: Option<PathBuf>,
}

/// Facts and network checks; nothing in it names the user.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    facts: Vec<Fact>,
    network: NetworkReport,
    /// The newest reports of crashes, line by line.
    crash_reports: Vec<Vec<String>>,
}

impl HelpApp {
    /// Examines the machine and the network and tells every line as it comes. One that is still running is stopped and
    /// waited for: there is never more than one. `run` is a number of the caller's, by which it can be stopped.
    /// # Errors
    /// When the check cannot be started.
    pub fn examine(
        &self,
        run: u64,
        scope: DiagnosisScope,
        examined: &Examined,
        environment: Environment<'_>,
        now: SystemTime,
        tell: &mut dyn FnMut(DiagnosisEvent),
    ) -> Result<DiagnosisView, AppError> {
        let (_turn, cancellation) = self.examinations.begin(run);
        let plan = self.plan();
        let reach = match (plan.offline, plan.targets.is_empty()) {
            (Offline::Yes, _) => DiagnosisReach::Offline,
            (Offline::No, true) => DiagnosisReach::NoServers,
            (Offline::No, false) => DiagnosisReach::Servers,
        };
        let mut wording =
            Wording { app: self, language: self.settings().language, redactor: self.redactor(examined) };
        let mut lines = Vec::new();
        if scope == DiagnosisScope::Everything {
            let facts = facts::gather(&self.given(examined, now), environment);
            let facts = facts::redacted(facts, &mut wording.redactor);
            lines.extend(facts.iter().map(|fact| wording.fact(fact)));
            lines.extend(wording.crashes(now));
        }
        lines.extend(planned(&mut wording, &plan, reach));
        tell(DiagnosisEvent::Planned { lines: lines.clone() });
        let local = LocalNetwork::of_this_machine(environment);
        let mut observer = |step: &Step| {
            let line = wording.step(step);
            // Under `OfflineOnly` one line says it for all targets.
            if let Some(place) = lines.iter_mut().find(|place| place.id == line.id) {
                *place = line.clone();
                tell(DiagnosisEvent::Found { line });
            }
        };
        network::check(&SystemNetwork, &plan, &local, now, &cancellation, &mut observer)
            .map_err(|error| failed(&error))?;
        lines.retain(|line| line.verdict != DiagnosisVerdict::Pending);
        let end = if cancellation.is_cancelled() { DiagnosisEnd::Stopped } else { DiagnosisEnd::Complete };
        Ok(DiagnosisView { lines, reach, end, offer: self.diagnostics_offer() })
    }

    /// Stops the examination with this number, if it is the one that runs.
    pub fn stop_examining(&self, run: u64) {
        self.examinations.stop(run);
    }

    /// Examines the machine and the network and gives the report as JSON.
    /// # Errors
    /// When the checks cannot be started.
    pub fn diagnose_json(
        &self,
        examined: &Examined,
        environment: Environment<'_>,
        now: SystemTime,
    ) -> Result<String, AppError> {
        let (report, mut redactor) = self.diagnose(examined, environment, now)?;
        let mut json = serde_json::to_value(&report).map_err(|error| failed(&error))?;
        if let Some(network) = json.get_mut("network") {
            redactor.redact_json(network);
        }
        serde_json::to_string_pretty(&json).map_err(|error| failed(&error))
    }

    /// The lines of an examination as text, group by group, in the language of the settings.
    /// # Errors
    /// As [`HelpApp::examine`].
    pub fn diagnose_text(
        &self,
        examined: &Examined,
        environment: Environment<'_>,
        now: SystemTime,
    ) -> Result<String, AppError> {
        let scope = DiagnosisScope::Everything;
        let view = self.examine(0, scope, examined, environment, now, &mut |_| {})?;
        let mut text = String::new();
        let mut group = "";
        for line in &view.lines {
            if line.group != group {
                group = &line.group;
                text.push_str(&format!("{}{group}\n", if text.is_empty() { "" } else { "\n" }));
            }
            let label = if line.label.is_empty() { String::new() } else { format!("{}: ", line.label) };
            text.push_str(&format!("  {label}{}\n", line.text));
            if let Some(advice) = &line.advice {
                text.push_str(&format!("    {advice}\n"));
            }
            if let Some(article) = &line.article {
                text.push_str(&format!("    express-help --article {}\n", article.id));
            }
        }
        Ok(text)
    }

    fn diagnose(
        &self,
        examined: &Examined,
        environment: Environment<'_>,
        now: SystemTime,
    ) -> Result<(Report, Redactor), AppError> {
        let local = LocalNetwork::of_this_machine(environment);
        let cancellation = Cancellation::new();
        let network = network::check(&SystemNetwork, &self.plan(), &local, now, &cancellation, &mut |_| {})
            .map_err(|error| failed(&error))?;
        let mut redactor = self.redactor(examined);
        let facts = facts::gather(&self.given(examined, now), environment);
        let facts = facts::redacted(facts, &mut redactor);
        let crash_reports = self.crash_reports(&mut redactor, now).into_iter().map(|(_, lines)| lines);
        Ok((Report { facts, network, crash_reports: crash_reports.collect() }, redactor))
    }

    fn given(&self, examined: &Examined, now: SystemTime) -> Given {
        let about = self.about();
        let policy = self.policy();
        let set = policy.entries().iter().filter(|entry| entry.source.layer != Layer::BuiltIn);
        Given {
            program_version: format!("{} ({})", about.version, about.build),
            corpus_version: format!("{}, {}", about.pack_name, about.corpus_date),
            web_view_version: examined.web_view_version.clone(),
            screens: examined.screens.clone(),
            data_folder: examined.data_folder.clone(),
            policy_names: set.map(|entry| entry.key.name().to_owned()).collect(),
            log_file: examined.log_file.clone(),
            now,
        }
    }

    fn plan(&self) -> Plan {
        let policy = self.policy();
        Plan {
            targets: self.targets(),
            portal_probe: None,
            extra_authorities: policy.extra_ca_file(),
            offline: if policy.offline_only() { Offline::Yes } else { Offline::No },
            limits: Limits::default(),
        }
    }

    /// What policy asks to be tried, each once.
    fn targets(&self) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        for target in self.policy().diagnostic_targets() {
            targets.extend(target.to_string().parse().ok().filter(|target| !targets.contains(target)));
        }
        targets
    }

    pub(crate) fn redactor(&self, examined: &Examined) -> Redactor {
        let kept_hosts = self.targets().iter().map(|target| target.host().to_owned()).collect();
        examined.owner.redactor(&self.policy(), kept_hosts)
    }
}

/// The lines to come: the steps of the machine, then those of each target, or why there are none.
fn planned(wording: &mut Wording<'_>, plan: &Plan, reach: DiagnosisReach) -> Vec<DiagnosisLine> {
    let extra = plan.extra_authorities.as_ref().map(|_| StepKind::ExtraAuthorities);
    let machine = [StepKind::Interfaces, StepKind::Vpn, StepKind::Proxy].into_iter().chain(extra);
    let mut lines: Vec<_> = machine.map(|kind| wording.pending(None, kind)).collect();
    lines.extend(wording.no_servers(reach));
    if reach == DiagnosisReach::Servers {
        let steps = plan.target_steps();
        lines.extend(steps.into_iter().map(|(target, kind)| wording.pending(Some(target), kind)));
    }
    lines
}

fn failed(error: &dyn std::fmt::Display) -> AppError {
    AppError::new(ErrorCode::Internal, "the check could not be made; try again").because(error)
}
