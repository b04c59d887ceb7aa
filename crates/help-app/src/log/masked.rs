//! Masks lines of JSON on their way to the file.

use std::io::{self, Write};

use help_diagnostics::redact::Redactor;
use serde_json::Value;

/// Masks what is written, event by event. The redactor is made when the first one comes: that is on the log's own thread and
/// costs the start nothing.
pub(super) struct Masked<M, W> {
    make: M,
    redactor: Option<Redactor>,
    inner: W,
}

impl<M: FnMut() -> Redactor, W: Write> Masked<M, W> {
    pub(super) fn new(make: M, inner: W) -> Self {
        Self { make, redactor: None, inner }
    }
}

impl<M: FnMut() -> Redactor, W: Write> Write for Masked<M, W> {
    /// Takes one whole event, as the formatter hands it over.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let redactor = self.redactor.get_or_insert_with(&mut self.make);
        // What is no JSON cannot be masked field by field; nothing writes such a thing.
        let mut value: Value = serde_json::from_slice(event)?;
        redactor.redact_json(&mut value);
        let mut line = value.to_string();
        line.push('\n');
        self.inner.write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
