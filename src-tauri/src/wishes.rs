//! What later starts and links of other programs wish to see while the page is not yet listening: kept, not lost.

use std::sync::{Mutex, PoisonError};

use help_app::dto::Target;

/// Where a wish goes.
#[derive(Default)]
pub(crate) struct Wishes(Mutex<State>);

enum State {
    /// The page is still loading; the last wish counts.
    Early(Option<Target>),
    Listening,
}

impl Default for State {
    fn default() -> Self {
        Self::Early(None)
    }
}

impl Wishes {
    /// Gives the wish back when the page can be told of it; keeps it otherwise.
    pub(crate) fn add(&self, wish: Target) -> Option<Target> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Listening => Some(wish),
            State::Early(kept) => {
                *kept = Some(wish);
                None
            }
        }
    }

    /// The page listens from now on; gives what was wished before.
    pub(crate) fn listening(&self) -> Option<Target> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *state, State::Listening) {
            State::Early(kept) => kept,
            State::Listening => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_early_wish_is_kept_until_the_page_listens() {
        let wish = |query: &str| Target::Search { query: query.into() };
        let wishes = Wishes::default();
        assert_eq!(wishes.add(wish("first")), None);
        assert_eq!(wishes.add(wish("second")), None);
        assert_eq!(wishes.listening(), Some(wish("second")));
        assert_eq!(wishes.add(wish("third")), Some(wish("third")));
        // After a reload the page says it again.
        assert_eq!(wishes.listening(), None);
        assert_eq!(wishes.add(wish("fourth")), Some(wish("fourth")));
    }
}
