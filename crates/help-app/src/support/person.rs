//! Who asks: name and address that were typed into a request are filled into the next one, in sight and taken out at will.

use std::collections::BTreeMap;
use std::time::SystemTime;

use help_support::{Draft, EmailAddress, FieldId};

use super::Written;
use crate::app::HelpApp;
use crate::dto::Person;
use crate::error::{AppError, ErrorCode};

/// The setting that has them, by field.
pub(crate) const KEY: &str = "support.person";
const FIELDS: [&str; 2] = [FieldId::NAME, FieldId::EMAIL];
/// Nobody's name is longer; what is was pasted there by mistake.
const LONGEST: usize = 300;

impl HelpApp {
    /// Who is filled into the next request.
    pub fn person(&self) -> Person {
        let mut known = self.store.get::<BTreeMap<String, String>>(KEY).unwrap_or_default();
        let mut take = |field: &str| known.remove(field).unwrap_or_default();
        Person { name: take(FieldId::NAME), email: take(FieldId::EMAIL) }
    }

    /// Sets who is filled into the next request; what is empty is forgotten. The answer is what is kept.
    /// # Errors
    /// `Invalid` for an address that is none or a name that nobody has, and nothing is changed; `Store` when it cannot be
    /// written.
    pub fn set_person(&self, person: &Person) -> Result<Person, AppError> {
        let (name, email) = (person.name.trim(), person.email.trim());
        let is_name = name.chars().count() <= LONGEST && !name.contains(|letter: char| letter.is_control());
        let is_address =
            email.is_empty() || (email.chars().count() <= LONGEST && EmailAddress::parse(email).is_some());
        if !is_name || !is_address {
            let message = "this is no name or no e-mail address; correct it and save again";
            return Err(AppError::new(ErrorCode::Invalid, message));
        }
        let known = [(FieldId::NAME, name), (FieldId::EMAIL, email)].into_iter();
        let known: BTreeMap<&str, &str> = known.filter(|(_, value)| !value.is_empty()).collect();
        if known.is_empty() {
            self.store.forget_settings(KEY)?;
        } else {
            self.store.set(KEY, &known)?;
        }
        Ok(self.person())
    }

    /// Fills a new draft in with what was typed into an earlier one; gives the fields.
    pub(super) fn fill_in_person(&self, draft: &mut Draft) -> Vec<FieldId> {
        let form = self.form(draft);
        let known = self.store.get::<BTreeMap<String, String>>(KEY).unwrap_or_default();
        let known = known.into_iter().filter(|(id, value)| {
            FIELDS.contains(&id.as_str()) && form.field(id).is_some() && !value.trim().is_empty()
        });
        let mut filled = Vec::new();
        for (id, value) in known {
            draft.values.insert(FieldId::new(&id), value);
            filled.push(FieldId::new(&id));
        }
        filled
    }

    /// Keeps what was typed for the next request; what was left empty there is not forgotten.
    ///
    /// Never fails: a request matters more than the next one's comfort.
    pub(super) fn remember_person(&self, values: &BTreeMap<FieldId, String>) {
        let mut known = self.store.get::<BTreeMap<String, String>>(KEY).unwrap_or_default();
        let before = known.clone();
        for id in FIELDS {
            let typed = values.get(&FieldId::new(id)).map(|value| value.trim()).unwrap_or_default();
            if !typed.is_empty() && typed.chars().count() <= LONGEST {
                known.insert(id.to_owned(), typed.to_owned());
            }
        }
        if known != before {
            let _ = self.store.set(KEY, &known);
        }
    }

    /// Forgets who asked before, and takes out of a draft what was filled in and not changed since.
    /// # Errors
    /// `NotFound` when the draft is gone, `Store` when it cannot be written.
    pub fn forget_person(&self, id: i64, now: SystemTime) -> Result<(), AppError> {
        self.store.forget_settings(KEY)?;
        self.change_draft(id, now, |Written { draft, filled, .. }| {
            for field in filled.drain(..) {
                draft.values.remove(&field);
            }
        })
    }
}
