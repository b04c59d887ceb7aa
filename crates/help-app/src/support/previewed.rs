//! Under which policy a request was previewed: what the preview showed must be what leaves, also when the organisation
//! changes its mind between the two.

use std::sync::{Arc, Mutex, PoisonError};

use help_policy::{Area, Policy};
use help_support::RequestId;

/// The last preview of this program. A window shows one at a time.
#[derive(Debug, Default)]
pub(crate) struct Previewed(Mutex<Option<(String, Arc<Policy>)>>);

impl Previewed {
    /// Keeps the policy that shaped a preview.
    pub(super) fn remember(&self, request: &RequestId, policy: Arc<Policy>) {
        let last = (request.to_string(), policy);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
    }

    /// Whether a request would still be what its preview showed, as far as policy decides that.
    pub(super) fn holds(&self, request: &str, now: &Policy) -> bool {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Some((previewed, policy)) if previewed == request => is_same(policy, now),
            // A preview of another program of this user was shown there.
            _ => true,
        }
    }
}

/// Whether two policies say the same about what is in a request and where it goes.
fn is_same(before: &Policy, now: &Policy) -> bool {
    let both = before.entries().iter().zip(now.entries());
    let mut about_requests = both.filter(|(entry, _)| match entry.key.definition().area {
        Area::Support | Area::Mail | Area::Jira | Area::Network | Area::Diagnostics => true,
        Area::Reading | Area::Program | Area::Updates | Area::Content => false,
    });
    about_requests.all(|(before, now)| before.value == now.value)
}
