//! Policy while the program runs: the one in force, and another one in its place. Noticing a change is the shell's business.

use std::sync::Arc;

use help_policy::{Effect, Entry, Key, Policy, Problem};

use crate::app::HelpApp;

impl HelpApp {
    /// The policy in force. Who needs several of its values takes it once, so that they go together.
    pub(crate) fn policy(&self) -> Arc<Policy> {
        self.lock_choices().policy()
    }

    /// The policy, and the same with what the command line and the user chose, of one moment.
    pub(super) fn both_policies(&self) -> (Arc<Policy>, Policy) {
        let choices = self.lock_choices();
        (choices.policy(), choices.in_force())
    }

    /// Takes over a policy that was read anew, and logs what is different. What is under way goes on under the one
    /// before, except that a check of the network ends when there may be no connections any more.
    pub fn adopt_policy(&self, policy: Policy) {
        let policy = Arc::new(policy);
        let before = {
            let mut choices = self.lock_choices();
            let before = choices.policy();
            choices.adopt(Arc::clone(&policy));
            before
        };
        if policy.offline_only() && !before.offline_only() {
            // It would go on opening connections for a while.
            self.examinations.stop_any();
        }
        let keys = changed_keys(&before, &policy).into_iter().map(Key::name).collect::<Vec<_>>();
        tracing::info!(keys = keys.join(" "), "policy changed");
        for problem in policy.problems().filter(|problem| !before.problems().any(|known| known == *problem)) {
            log_problem(problem);
        }
    }

    /// Whether a value of the policy differs from the one in force since the start, which holds until the next one.
    pub(super) fn waits(&self, shown: &Entry, policy: &Policy) -> bool {
        let now = policy.entry(shown.key);
        let is_late = shown.key.definition().effect() == Effect::AtNextStart;
        // What the user chose instead waits for nobody.
        is_late && shown.source == now.source && now.value != self.at_start.entry(shown.key).value
    }
}

/// Logs what is wrong with policy: the place and the reason, never a value.
pub fn log_problem(problem: &Problem) {
    let (place, key, reason) = (&problem.source.place, problem.key.as_deref(), &problem.reason);
    tracing::warn!(place, key, %reason, "policy");
}

/// The keys whose value or origin is another one.
fn changed_keys(before: &Policy, after: &Policy) -> Vec<Key> {
    let both = before.entries().iter().zip(after.entries());
    both.filter(|(old, new)| (&old.value, &old.source) != (&new.value, &new.source))
        .map(|(_, new)| new.key)
        .collect()
}
