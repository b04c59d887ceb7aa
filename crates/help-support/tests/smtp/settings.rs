//! Transports for the tests.

use std::path::Path;
use std::time::Duration;

use help_support::transport::*;

use crate::common::addresses;

/// Knows one password.
pub struct Password(pub &'static str);

impl Secrets for Password {
    fn credentials(&self, _host: &str) -> Result<Option<Credentials>, SecretsError> {
        Ok(Some(Credentials { user: "ivanov".to_owned(), secret: SecretString::from(self.0) }))
    }
}

/// Knows none.
pub struct Nothing;

impl Secrets for Nothing {
    fn credentials(&self, _host: &str) -> Result<Option<Credentials>, SecretsError> {
        Ok(None)
    }
}

pub fn settings(port: u16, security: Security, ca: Option<&Path>) -> SmtpSettings {
    SmtpSettings {
        host: "localhost".to_owned(),
        port,
        security,
        addresses: addresses("support@example.com"),
        extra_ca_file: ca.map(Path::to_owned),
        timeouts: Timeouts::default(),
        network: Network::Allowed,
    }
}

/// Limits for servers that are slow on purpose.
pub fn impatient() -> Timeouts {
    let short = Duration::from_millis(300);
    Timeouts { step: short, acknowledgement: short, message: Duration::from_secs(30) }
}

pub fn code(delivery: &Delivery) -> (&'static str, Option<ReasonCode>) {
    match delivery {
        Delivery::Delivered { .. } => ("delivered", None),
        Delivery::Prepared { .. } => ("prepared", None),
        Delivery::RetryLater { reason, .. } => ("later", Some(reason.code)),
        Delivery::Rejected { reason } => ("rejected", Some(reason.code)),
        Delivery::Unknown { reason } => ("unknown", Some(reason.code)),
    }
}
