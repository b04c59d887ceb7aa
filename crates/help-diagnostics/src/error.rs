//! What can go wrong, in words for the person who reads them.

/// A failed operation of the diagnostics. The message says what failed and then what the user can do.
#[derive(Debug, thiserror::Error)]
pub enum DiagnosticsError {
    /// A target of the network check is no `host:port`.
    #[error("cannot read {text:?} as a host and a port: {reason}. Write it like chat.example.com:443")]
    Target {
        /// What was given, shortened.
        text: String,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// A pattern for masking is no regular expression, or too large a one.
    #[error("cannot use the pattern for masking {pattern:?}: {source}. Correct it in the policy")]
    Pattern {
        /// The pattern, shortened.
        pattern: String,
        /// What the regular expression engine said.
        source: Box<regex::Error>,
    },

    /// A pattern for masking is longer than [`crate::redact::MAX_PATTERN_LENGTH`], or there are too many of them.
    #[error("cannot use the pattern for masking {pattern:?}: {reason}. Shorten it in the policy")]
    PatternLimit {
        /// The pattern, shortened.
        pattern: String,
        /// Which limit it exceeds.
        reason: &'static str,
    },

    /// The system gave no means to wait for connections.
    #[error("cannot start the network check: {source}. Close other programs and try again")]
    Start {
        /// What the system said.
        source: std::io::Error,
    },
}

/// The longest text from outside that an error repeats, in characters.
const REPEATED: usize = 80;

/// Shortens a text from outside for an error message.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(REPEATED).collect()
}
