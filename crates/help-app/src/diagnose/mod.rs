//! What the program can say of the machine and the network: facts and checks, masked, as JSON or as lines.
//!
//! Connections are opened to policy's `DiagnosticTargets` alone, and to nothing under `OfflineOnly`.

mod words;

use std::path::PathBuf;
use std::time::SystemTime;

use help_diagnostics::facts::{self, Fact, Given};
use help_diagnostics::network::{
    self, Cancellation, Limits, LocalNetwork, NetworkReport, Offline, Plan, SystemNetwork, Target,
};
use help_diagnostics::redact::{Known, Redactor};
use help_policy::Layer;
use serde::Serialize;

use crate::app::HelpApp;
use crate::error::{AppError, ErrorCode};

/// Gives the value of an environment variable.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What has to be known to look at a machine.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// The folder with the user's file.
    pub data_folder: PathBuf,
    /// Name of the user's account.
    pub user_name: Option<String>,
    /// The user's home folder.
    pub home_folder: Option<PathBuf>,
}

/// Facts and network checks; nothing in it names the user.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    facts: Vec<Fact>,
    network: NetworkReport,
}

impl HelpApp {
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

    /// The same report as lines for people, in the language of the settings.
    /// # Errors
    /// As [`HelpApp::diagnose_json`].
    pub fn diagnose_text(
        &self,
        examined: &Examined,
        environment: Environment<'_>,
        now: SystemTime,
    ) -> Result<String, AppError> {
        let language = self.settings().language;
        let (report, _) = self.diagnose(examined, environment, now)?;
        let mut lines = String::new();
        for fact in &report.facts {
            let name = words::fact(&fact.id, language).unwrap_or(&fact.id);
            lines.push_str(&format!("{name}: {}\n", fact.value));
        }
        lines.push('\n');
        for step in &report.network.steps {
            let target = step.target.as_ref().map(|target| format!(" {}:{}", target.host(), target.port()));
            let (kind, verdict) = (words::kind(step.kind, language), words::verdict(step.verdict, language));
            lines.push_str(&format!("{kind}{}: {verdict}\n", target.unwrap_or_default()));
            if let Some(article) = words::article(step.verdict) {
                lines.push_str(&format!("    express-help --article {article}\n"));
            }
        }
        Ok(lines)
    }

    fn diagnose(
        &self,
        examined: &Examined,
        environment: Environment<'_>,
        now: SystemTime,
    ) -> Result<(Report, Redactor), AppError> {
        let about = self.about();
        let set = self.policy.entries().iter().filter(|entry| entry.source.layer != Layer::BuiltIn);
        let given = Given {
            program_version: format!("{} ({})", about.version, about.build),
            corpus_version: format!("{}, {}", about.pack_name, about.corpus_date),
            web_view_version: None,
            screens: Vec::new(),
            data_folder: examined.data_folder.clone(),
            policy_names: set.map(|entry| entry.key.name().to_owned()).collect(),
            log_file: None,
            now,
        };
        let plan = Plan {
            targets: self.targets(),
            portal_probe: None,
            extra_authorities: self.policy.extra_ca_file(),
            offline: if self.policy.offline_only() { Offline::Yes } else { Offline::No },
            limits: Limits::default(),
        };
        let local = LocalNetwork::of_this_machine(environment);
        let cancellation = Cancellation::new();
        let network = network::check(&SystemNetwork, &plan, &local, now, &cancellation, &mut |_| {})
            .map_err(|error| failed(&error))?;
        let mut redactor = self.redactor(examined);
        let facts = facts::redacted(facts::gather(&given, environment), &mut redactor);
        Ok((Report { facts, network }, redactor))
    }

    /// What policy asks to be tried.
    fn targets(&self) -> Vec<Target> {
        let targets = self.policy.diagnostic_targets();
        targets.iter().filter_map(|target| target.to_string().parse().ok()).collect()
    }

    fn redactor(&self, examined: &Examined) -> Redactor {
        let known = Known {
            user_names: examined.user_name.iter().cloned().collect(),
            home_folders: examined.home_folder.iter().map(|home| home.display().to_string()).collect(),
            kept_hosts: self.targets().iter().map(|target| target.host().to_owned()).collect(),
        };
        let patterns: Vec<String> =
            self.policy.redact_patterns().iter().map(|pattern| pattern.as_str().to_owned()).collect();
        Redactor::new(&known, &patterns).0
    }
}

fn failed(error: &dyn std::fmt::Display) -> AppError {
    AppError::new(ErrorCode::Internal, "the check could not be made; try again").because(error)
}
