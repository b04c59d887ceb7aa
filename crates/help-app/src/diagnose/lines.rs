//! Facts and steps as lines for people: group, label, text, what it means and what helps. Every text is masked here.

use std::time::SystemTime;

use help_content::Language;
use help_diagnostics::facts::{Fact, FactGroup, FactValue};
use help_diagnostics::network::{Evidence, Outcome, Step, StepKind, Target, Verdict};
use help_diagnostics::redact::Redactor;

use super::{advice, evidence, words};
use crate::app::HelpApp;
use crate::dto::{ArticleRef, DiagnosisLine, DiagnosisReach, DiagnosisVerdict};
use crate::words::pick;

/// Less free space than this is worth a look, in bytes.
const LITTLE_SPACE: u64 = 1024 * 1024 * 1024;

/// Words lines in a language.
pub(super) struct Wording<'a> {
    pub(super) app: &'a HelpApp,
    pub(super) language: Language,
    pub(super) redactor: Redactor,
}

impl Wording<'_> {
    /// A fact. Its value has been masked already: the log is masked as one text.
    pub(super) fn fact(&self, fact: &Fact) -> DiagnosisLine {
        let (label, text) = (words::fact(&fact.id, self.language), fact_text(fact, self.language));
        let line = if label.is_empty() { text.clone() } else { format!("{label}: {text}") };
        let is_low = fact.id == "disk-available"
            && matches!(fact.value, FactValue::Bytes(bytes) if bytes < LITTLE_SPACE);
        DiagnosisLine {
            id: format!("fact/{}", fact.id),
            group: words::group(fact.group, self.language).to_owned(),
            label,
            text,
            line,
            verdict: if is_low { DiagnosisVerdict::Notice } else { DiagnosisVerdict::Plain },
            advice: is_low.then(|| advice::little_space(self.language).to_owned()),
            article: None,
        }
    }

    /// The newest reports of crashes, each a group of its own.
    pub(super) fn crashes(&mut self, now: SystemTime) -> Vec<DiagnosisLine> {
        let reports = self.app.crash_reports(&mut self.redactor, now);
        let of_report = |(report, (group, lines)): (i32, (String, Vec<String>))| {
            (1..).zip(lines).map(move |(number, text)| DiagnosisLine {
                id: format!("crash/{report}/{number}"),
                group: group.clone(),
                label: String::new(),
                line: text.clone(),
                text,
                verdict: DiagnosisVerdict::Plain,
                advice: None,
                article: None,
            })
        };
        (1..).zip(reports).flat_map(of_report).collect()
    }

    /// A step that has not been tried yet.
    pub(super) fn pending(&mut self, target: Option<&Target>, kind: StepKind) -> DiagnosisLine {
        let label = words::kind(kind, self.language).to_owned();
        let group = match target {
            // Names of targets are kept, but for what the policy's own patterns match.
            Some(target) => self.redactor.redact(&name(target)),
            None => words::network(self.language).to_owned(),
        };
        DiagnosisLine {
            id: step_id(target, kind),
            group,
            label,
            text: String::new(),
            line: String::new(),
            verdict: DiagnosisVerdict::Pending,
            advice: None,
            article: None,
        }
    }

    /// A step that has ended.
    pub(super) fn step(&mut self, step: &Step) -> DiagnosisLine {
        let pending = self.pending(step.target.as_ref(), step.kind);
        let text = self.redactor.redact(&step_text(step, self.language));
        let label = &pending.label;
        let stands_alone = match &step.target {
            Some(_) => format!("{}, {label}: {text}", pending.group),
            None => format!("{label}: {text}"),
        };
        let advice = advice::of(meaning(step), self.language);
        let article = advice::article(meaning(step)).and_then(|id| self.article(id));
        let (line, verdict) = (stands_alone, judged(step));
        DiagnosisLine { text, line, verdict, advice: advice.map(str::to_owned), article, ..pending }
    }

    /// What stands in the place of servers that are not tried.
    pub(super) fn no_servers(&self, reach: DiagnosisReach) -> Option<DiagnosisLine> {
        let text = match reach {
            DiagnosisReach::Servers => return None,
            DiagnosisReach::NoServers => pick(
                "не проверялись, потому что организация их не указала",
                "not tried, because the organisation names none",
                self.language,
            ),
            DiagnosisReach::Offline => pick(
                "не проверялись, потому что организация запретила программе выходить в сеть",
                "not tried, because the organisation forbids this program to use the network",
                self.language,
            ),
        };
        let label = pick("Серверы", "Servers", self.language);
        Some(DiagnosisLine {
            id: "servers".to_owned(),
            group: words::network(self.language).to_owned(),
            label: label.to_owned(),
            text: text.to_owned(),
            line: format!("{label}: {text}"),
            verdict: DiagnosisVerdict::Unknown,
            advice: None,
            article: None,
        })
    }

    /// The article, if the pack has it in this language.
    fn article(&self, id: &str) -> Option<ArticleRef> {
        let title = self.app.entry(self.language, id)?.title.clone();
        Some(ArticleRef { id: id.to_owned(), title })
    }
}

fn name(target: &Target) -> String {
    let host = target.host();
    if host.contains(':') {
        format!("[{host}]:{}", target.port())
    } else {
        format!("{host}:{}", target.port())
    }
}

fn step_id(target: Option<&Target>, kind: StepKind) -> String {
    let kind = serde_json::to_value(kind).ok();
    let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default();
    target.map_or_else(|| format!("step/{kind}"), |target| format!("step/{kind}/{}", name(target)))
}

/// The verdict, and beside it what only the evidence shows: the system may trust a program that reads along.
fn meaning(step: &Step) -> Verdict {
    match (&step.outcome, step.verdict) {
        (Outcome::Ok { evidence: Evidence::Tls { certificate: Some(certificate), .. } }, Verdict::Fine)
            if certificate.known_interceptor =>
        {
            Verdict::TlsIntercepted
        }
        (_, verdict) => verdict,
    }
}

fn judged(step: &Step) -> DiagnosisVerdict {
    let worked = matches!(step.outcome, Outcome::Ok { .. });
    match meaning(step) {
        Verdict::Fine => DiagnosisVerdict::Good,
        Verdict::Unknown => DiagnosisVerdict::Unknown,
        Verdict::VpnLikely
        | Verdict::ProxyConfigured
        | Verdict::ProxyNeeded
        | Verdict::ExtraAuthoritiesUnreadable => DiagnosisVerdict::Notice,
        // Somebody reads along, but the connection works and the system agrees.
        Verdict::TlsIntercepted if worked => DiagnosisVerdict::Notice,
        _ => DiagnosisVerdict::Bad,
    }
}

fn step_text(step: &Step, language: Language) -> String {
    let said = words::verdict(meaning(step), language);
    match &step.outcome {
        Outcome::Skipped { because } => words::skipped(*because, language).to_owned(),
        Outcome::Cancelled => pick("остановлено", "stopped", language).to_owned(),
        Outcome::TimedOut => said.to_owned(),
        Outcome::Ok { evidence } => match (evidence::words(evidence, language), meaning(step)) {
            (found, Verdict::Fine) => found,
            (found, _) => format!("{said}; {found}"),
        },
        Outcome::Failed { detail, evidence, .. } => {
            let found = evidence.as_ref().map(|evidence| evidence::words(evidence, language));
            match found {
                Some(found) => format!("{said}; {found}"),
                None if is_vague(step.verdict) && !detail.is_empty() => format!("{said} ({detail})"),
                None => said.to_owned(),
            }
        }
    }
}

/// Verdicts that leave open what happened: the words of the system say more.
fn is_vague(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::DnsFailed
            | Verdict::TcpFailed
            | Verdict::TlsInvalidCertificate
            | Verdict::ExtraAuthoritiesUnreadable
    )
}

fn fact_text(fact: &Fact, language: Language) -> String {
    let text = fact.value.to_string();
    match (&fact.value, fact.group) {
        (FactValue::Bytes(_), _) if language == Language::Ru => {
            let units =
                [("KiB", "КиБ"), ("MiB", "МиБ"), ("GiB", "ГиБ"), ("TiB", "ТиБ"), (" B", " Б"), (".", ",")];
            units.iter().fold(text, |text, (from, to)| text.replace(from, to))
        }
        (_, FactGroup::Desktop) if fact.id.starts_with("screen-") => match text.split_once(" @ ") {
            Some((size, scale)) => format!("{size}, {} {scale}", pick("масштаб", "scale", language)),
            None => text,
        },
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use help_diagnostics::network::{CertificateSummary, SkipReason, TrustedBy, Vpn};

    use super::*;

    fn check(group: FactGroup, id: &str, value: FactValue, russian: &str, english: &str) {
        let fact = Fact { id: id.to_owned(), group, value };
        assert_eq!([fact_text(&fact, Language::Ru), fact_text(&fact, Language::En)], [russian, english]);
    }

    fn step(outcome: Outcome, verdict: Verdict) -> Step {
        Step { target: None, kind: StepKind::Tls, outcome, verdict, milliseconds: 0 }
    }

    fn tls(known_interceptor: bool) -> Evidence {
        let certificate = CertificateSummary {
            subject: None,
            issuer_organisation: None,
            issuer_name: Some("Example Root".to_owned()),
            not_before: 0,
            not_after: 0,
            self_signed: false,
            known_interceptor,
        };
        Evidence::Tls { version: None, certificate: Some(certificate), trusted_by: Some(TrustedBy::System) }
    }

    fn failed(code: Verdict, evidence: Option<Evidence>) -> Outcome {
        Outcome::Failed { code, detail: "os error 7".to_owned(), evidence }
    }

    #[test]
    fn steps_are_judged_and_worded() {
        use DiagnosisVerdict::{Bad, Good, Notice, Unknown};
        let skipped = Outcome::Skipped { because: SkipReason::NotSpoken };
        let ok = |evidence| Outcome::Ok { evidence };
        let vpn = Evidence::Vpn { vpn: Vpn { tunnels: vec!["tun0".to_owned()], default_routes: Vec::new() } };
        for (outcome, verdict, judgement, text) in [
            (ok(tls(false)), Verdict::Fine, Good, "сертификат выдал Example Root"),
            // The system trusts it, and somebody reads along all the same.
            (
                ok(tls(true)),
                Verdict::Fine,
                Notice,
                "соединение просматривает программа или прокси; сертификат выдал Example Root",
            ),
            (
                failed(Verdict::TlsUnknownIssuer, Some(tls(true))),
                Verdict::TlsIntercepted,
                Bad,
                "соединение просматривает программа или прокси; сертификат выдал Example Root",
            ),
            (ok(vpn), Verdict::VpnLikely, Notice, "похоже, включён VPN; туннель tun0"),
            (failed(Verdict::TcpRefused, None), Verdict::TcpRefused, Bad, "сервер не принимает соединений"),
            (
                failed(Verdict::TcpFailed, None),
                Verdict::TcpFailed,
                Bad,
                "соединиться не удалось (os error 7)",
            ),
            (Outcome::TimedOut, Verdict::DnsNoAnswer, Bad, "сервер имён не отвечает"),
            (Outcome::Cancelled, Verdict::Unknown, Unknown, "остановлено"),
            (skipped, Verdict::Unknown, Unknown, "не используется этим сервером"),
        ] {
            let step = step(outcome, verdict);
            assert_eq!((judged(&step), step_text(&step, Language::Ru).as_str()), (judgement, text));
        }
    }

    #[test]
    fn values_are_worded() {
        let text = |text: &str| FactValue::Text(text.to_owned());
        check(FactGroup::System, "memory-total", FactValue::Bytes(16_655_351_808), "15,5 ГиБ", "15.5 GiB");
        check(FactGroup::Storage, "disk-available", FactValue::Bytes(7), "7 Б", "7 B");
        check(FactGroup::System, "kernel-version", text("6.1.0"), "6.1.0", "6.1.0");
        let screen = text("1920×1080 @ 1.25");
        check(FactGroup::Desktop, "screen-1", screen, "1920×1080, масштаб 1.25", "1920×1080, scale 1.25");
    }
}
