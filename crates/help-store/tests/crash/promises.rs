//! What the store has promised the writers, as they told it, and whether it was kept.

use std::collections::{BTreeMap, BTreeSet};

use help_store::{Attachment, DraftId, RequestId, RequestState, Store};

use crate::receiver::Receiver;
use crate::writer::Letter;

/// How many sent requests the store keeps.
const SENT_KEPT: usize = 200;

/// What was saved last: the stamp of the letter, the stamps and lengths of the attachments.
#[derive(Default)]
struct Saved {
    stamp: u64,
    attachments: Vec<(u64, u64)>,
}

impl Saved {
    /// Takes what was found in its place: all that was saved, and perhaps the one change after it that was made and
    /// not told before the kill.
    fn grow(&mut self, found: Self, draft: DraftId) {
        assert!(found.stamp >= self.stamp, "{draft:?} is at {}, was saved at {}", found.stamp, self.stamp);
        assert!(found.attachments.starts_with(&self.attachments), "{draft:?} lost attachments");
        let more = found.attachments.len() - self.attachments.len();
        assert!(more <= 1, "{draft:?} has {more} attachments nobody added");
        *self = found;
    }
}

#[derive(Default)]
pub(crate) struct Promises {
    drafts: BTreeMap<DraftId, Saved>,
    requests: BTreeMap<RequestId, Saved>,
    sent: BTreeSet<RequestId>,
    /// Said to begin and not to have ended.
    queuing: Vec<(DraftId, RequestId)>,
    editing: Vec<RequestId>,
    interrupted: usize,
}

fn draft_id(word: &str) -> DraftId {
    serde_json::from_str(word).unwrap()
}

impl Promises {
    /// Takes down what a writer said in its life. A last line that was cut off promises nothing.
    pub(crate) fn hear(&mut self, said: &str) {
        let whole = said.rsplit_once('\n').map_or("", |(lines, _)| lines);
        for line in whole.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["found", draft, stamp, ref attached @ ..] => {
                    let numbers: Vec<u64> = attached.iter().map(|word| word.parse().unwrap()).collect();
                    let attachments = numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect();
                    self.found(draft_id(draft), Saved { stamp: stamp.parse().unwrap(), attachments });
                }
                ["saved", draft, stamp] => {
                    self.drafts.entry(draft_id(draft)).or_default().stamp = stamp.parse().unwrap();
                }
                ["attached", draft, stamp, size] => {
                    let attachment = (stamp.parse().unwrap(), size.parse().unwrap());
                    self.drafts.get_mut(&draft_id(draft)).unwrap().attachments.push(attachment);
                }
                ["queuing", draft, id] => self.queuing.push((draft_id(draft), RequestId::new(id))),
                ["queued", draft, id] => {
                    self.queuing.pop();
                    self.queued(draft_id(draft), RequestId::new(id));
                }
                ["editing", id] => self.editing.push(RequestId::new(id)),
                ["edited", id, draft] => {
                    self.editing.pop();
                    self.edited(&RequestId::new(id), draft_id(draft));
                }
                ["sent", id] => drop(self.sent.insert(RequestId::new(id))),
                ["interrupted", _] => self.interrupted += 1,
                _ => panic!("a writer said {line:?}"),
            }
        }
    }

    /// Holds the store to all that was promised.
    pub(crate) fn hold(&mut self, store: &Store, receiver: &Receiver) {
        let received = self.received_once(receiver);
        self.settle(store, &received);
        self.drafts_are_there(store);
        self.requests_are_there(store, &received);
        for id in &received {
            assert!(self.requests.contains_key(id), "{id} arrived and was never queued");
        }
    }

    /// Every request arrived, and nothing else; and the kills came at instants that matter.
    pub(crate) fn all_arrived(&self, receiver: &Receiver) {
        let received = self.received_once(receiver);
        assert_eq!(received, self.requests.keys().cloned().collect());
        eprintln!("{} requests, {} attempts interrupted", received.len(), self.interrupted);
        assert!(received.len() > 20, "{} requests are too few for this test", received.len());
        assert!(self.interrupted > 0, "no kill came during an attempt");
    }

    fn received_once(&self, receiver: &Receiver) -> BTreeSet<RequestId> {
        let mut received = BTreeSet::new();
        for id in receiver.all() {
            assert!(received.insert(id.clone()), "{id} was delivered twice");
        }
        received
    }

    /// A later life goes on with a draft. One it was not told of was made just before a kill, or edited.
    fn found(&mut self, draft: DraftId, found: Saved) {
        if !self.drafts.contains_key(&draft)
            && let Some(at) = self.editing.iter().position(|id| self.requests[id].stamp == found.stamp)
        {
            let id = self.editing.remove(at);
            self.edited(&id, draft);
        }
        self.drafts.entry(draft).or_default().grow(found, draft);
    }

    fn queued(&mut self, draft: DraftId, id: RequestId) {
        let saved = self.drafts.remove(&draft).unwrap();
        self.requests.insert(id, saved);
    }

    fn edited(&mut self, id: &RequestId, draft: DraftId) {
        let saved = self.requests.remove(id).unwrap();
        self.drafts.insert(draft, saved);
    }

    /// Of what was begun and cut off, one of the two states holds, and not both.
    fn settle(&mut self, store: &Store, received: &BTreeSet<RequestId>) {
        for (draft, id) in std::mem::take(&mut self.queuing) {
            if store.request(&id).unwrap().is_some() || received.contains(&id) {
                assert_eq!(store.draft(draft).unwrap(), None, "{id} is queued and still a draft");
                self.queued(draft, id);
            }
        }
        for id in std::mem::take(&mut self.editing) {
            let stamp = self.requests[&id].stamp;
            let drafts = store.drafts().unwrap();
            let draft = drafts.iter().find(|draft| draft.content.decode::<Letter>().unwrap().stamp == stamp);
            let stayed = store.request(&id).unwrap().is_some() || received.contains(&id);
            assert_ne!(stayed, draft.is_some(), "{id} must be either a request or a draft");
            if let Some(draft) = draft {
                self.edited(&id, draft.id);
            }
        }
    }

    fn drafts_are_there(&mut self, store: &Store) {
        for (id, saved) in &mut self.drafts {
            let draft = store.draft(*id).unwrap().unwrap_or_else(|| panic!("{id:?} is lost"));
            let letter: Letter = draft.content.decode().unwrap();
            check_attachments(store, &draft.attachments);
            let attachments = draft.attachments.iter().map(named).collect();
            saved.grow(Saved { stamp: letter.stamp, attachments }, *id);
        }
    }

    fn requests_are_there(&self, store: &Store, received: &BTreeSet<RequestId>) {
        let entries: BTreeMap<_, _> =
            store.outbox().unwrap().into_iter().map(|entry| (entry.id.clone(), entry)).collect();
        let sent = entries.values().filter(|entry| entry.state == RequestState::Sent).count();
        for (id, saved) in &self.requests {
            match entries.get(id) {
                None => {
                    assert!(received.contains(id), "{id} is lost");
                    assert!(sent >= SENT_KEPT, "{id} was dropped from a list of {sent}");
                }
                Some(entry) if entry.state == RequestState::Sent => {
                    assert!(received.contains(id), "{id} was never delivered");
                }
                Some(entry) => {
                    assert!(!self.sent.contains(id), "{id} was sent and is {}", entry.state);
                    assert_eq!(entry.content.decode::<String>().unwrap(), id.as_str());
                    let attachments: Vec<_> = entry.attachments.iter().map(named).collect();
                    assert_eq!(attachments, saved.attachments, "{id}");
                    check_attachments(store, &entry.attachments);
                }
            }
        }
    }
}

/// The stamp in the name and the length.
fn named(attachment: &Attachment) -> (u64, u64) {
    (attachment.name.trim_end_matches(".png").parse().unwrap(), attachment.size)
}

/// Every byte of the attachments is the one that was added.
fn check_attachments(store: &Store, attachments: &[Attachment]) {
    for attachment in attachments {
        let bytes = store.attachment_bytes(attachment.id).unwrap();
        let (stamp, size) = named(attachment);
        assert_eq!(bytes.len() as u64, size, "{}", attachment.name);
        assert!(bytes.iter().all(|byte| *byte == stamp.to_le_bytes()[0]), "{}", attachment.name);
    }
}
