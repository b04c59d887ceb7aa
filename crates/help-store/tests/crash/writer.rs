//! A process that writes drafts and delivers requests until it is killed, and says what the store has promised it.
//!
//! One line a promise, written after the call returned; `queuing` and `editing` are said before, because a kill
//! between the change and the line after it leaves open which of the two states holds.

use std::path::Path;
use std::time::SystemTime;

use help_store::{
    AttachmentLimits, Content, Courier, Draft, DraftId, NewAttachment, NewRequest, RequestId, RequestState,
    Store, StoreError,
};
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::receiver::Receiver;

/// Tells this program that it is a writer; then follow the folder, the writer's number, its life and its seed.
pub(crate) const ARGUMENT: &str = "--writer";
/// The exit code of Rust's panics.
pub(crate) const PANICKED: i32 = 101;

const LIMITS: AttachmentLimits = AttachmentLimits { count: 6, each: 40_000, total: 200_000 };

/// What a draft contains.
#[derive(Serialize, Deserialize)]
pub(crate) struct Letter {
    pub(crate) writer: u64,
    /// Grows with every save of this writer.
    pub(crate) stamp: u64,
    pub(crate) text: String,
}

struct Writer {
    store: Store,
    receiver: Receiver,
    writer: u64,
    stamp: u64,
    chance: Chance,
}

pub(crate) fn write_until_killed(arguments: &[String]) -> ! {
    let folder = Path::new(&arguments[0]);
    let [writer, life, seed] = [1, 2, 3].map(|at: usize| arguments[at].parse::<u64>().unwrap());
    let opened = Store::open(&folder.join("help.sqlite"), SystemTime::now()).unwrap();
    assert_eq!(opened.set_aside, None);
    let mut writer = Writer {
        store: opened.store,
        receiver: Receiver::at(folder),
        writer,
        stamp: life << 24,
        chance: Chance::new(seed),
    };
    loop {
        let draft = writer.write();
        let request = writer.queue(draft);
        if writer.chance.once_in(4) {
            writer.change_mind(&request);
        }
        deliver(&writer.store, &writer.receiver, &mut writer.chance);
    }
}

/// Ends interrupted attempts by asking the receiver, then delivers all that is left.
pub(crate) fn deliver_all(store: &Store, receiver: &Receiver) {
    let now = SystemTime::now();
    let courier = store.courier().unwrap().expect("no writer lives");
    resolve(&courier, receiver, |_| {});
    for entry in store.outbox().unwrap() {
        if matches!(entry.state, RequestState::Failed | RequestState::Cancelled) {
            store.retry(&entry.id, None, now).unwrap();
        }
    }
    for entry in store.due(now).unwrap() {
        let attempt = courier.begin_attempt(&entry.id, now).unwrap().unwrap();
        receiver.take(&entry.id);
        courier.sent(&attempt, None, now).unwrap();
    }
    assert!(store.outbox().unwrap().iter().all(|entry| entry.state == RequestState::Sent));
}

fn say(line: &str) {
    use std::io::Write;
    // One write: the line is there as a whole or not at all. Without a parent to hear it the writer ends here.
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap();
}

fn number(draft: DraftId) -> String {
    serde_json::to_string(&draft).unwrap()
}

impl Writer {
    /// Goes on with the draft that an earlier life left, or begins one; saves it several times.
    fn write(&mut self) -> DraftId {
        let mut letter = Letter { writer: self.writer, stamp: 0, text: String::new() };
        let left = self.store.drafts().unwrap().into_iter().find_map(|draft| self.mine(&draft));
        let draft = match left {
            Some((id, earlier)) => {
                self.say_found(id, &earlier);
                letter.text = earlier.text;
                id
            }
            None => {
                let content = self.stamped(&mut letter);
                let id = self.store.new_draft("problem", &content, SystemTime::now()).unwrap();
                say(&format!("saved {} {}", number(id), letter.stamp));
                id
            }
        };
        for _ in 0..self.chance.within(1, 8) {
            letter.text.push_str(&"слово ".repeat(self.chance.within(1, 60) as usize));
            let content = self.stamped(&mut letter);
            self.store.save_draft(draft, &content, SystemTime::now()).unwrap();
            say(&format!("saved {} {}", number(draft), letter.stamp));
            if self.chance.once_in(5) {
                self.attach(draft);
            }
        }
        draft
    }

    /// What an earlier life left, which may be one change more than it had time to say.
    fn say_found(&self, id: DraftId, letter: &Letter) {
        let attachments = self.store.draft(id).unwrap().unwrap().attachments;
        let attached: String = attachments
            .iter()
            .map(|attachment| format!(" {} {}", attachment.name.trim_end_matches(".png"), attachment.size))
            .collect();
        say(&format!("found {} {}{attached}", number(id), letter.stamp));
    }

    fn mine(&self, draft: &Draft) -> Option<(DraftId, Letter)> {
        let letter: Letter = draft.content.decode().unwrap();
        (letter.writer == self.writer).then_some((draft.id, letter))
    }

    fn stamped(&mut self, letter: &mut Letter) -> Content {
        self.stamp += 1;
        letter.stamp = self.stamp;
        Content::of(letter).unwrap()
    }

    /// The bytes can be known by the name, `<stamp>.png`.
    fn attach(&mut self, draft: DraftId) {
        let bytes = vec![self.stamp.to_le_bytes()[0]; self.chance.within(1, 30_000) as usize];
        let name = format!("{}.png", self.stamp);
        let attachment = NewAttachment { name: &name, media_type: "image/png", bytes: &bytes };
        match self.store.add_attachment(draft, attachment, LIMITS, SystemTime::now()) {
            Ok(_) => say(&format!("attached {} {} {}", number(draft), self.stamp, bytes.len())),
            Err(StoreError::OverLimit { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }

    fn queue(&mut self, draft: DraftId) -> RequestId {
        let id = RequestId::new(format!("r{}-{}", self.writer, self.stamp));
        let content = Content::of(id.as_str()).unwrap();
        say(&format!("queuing {} {id}", number(draft)));
        let request = NewRequest { id: &id, content: &content, transport: "smtp" };
        self.store.queue(draft, request, SystemTime::now()).unwrap();
        say(&format!("queued {} {id}", number(draft)));
        id
    }

    /// Edits the request, or cancels it and lets it go after all. Another process may be delivering it already.
    fn change_mind(&mut self, id: &RequestId) {
        let now = SystemTime::now();
        let done = if self.chance.once_in(2) {
            say(&format!("editing {id}"));
            self.store.edit(id, now).map(|draft| say(&format!("edited {id} {}", number(draft))))
        } else {
            self.store.cancel(id, now).and_then(|()| self.store.retry(id, None, now))
        };
        match done {
            Ok(()) | Err(StoreError::WrongState { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

fn deliver(store: &Store, receiver: &Receiver, chance: &mut Chance) {
    let now = SystemTime::now();
    let Some(courier) = store.courier().unwrap() else { return };
    resolve(&courier, receiver, say);
    for entry in store.due(now).unwrap() {
        let Some(attempt) = courier.begin_attempt(&entry.id, now).unwrap() else { continue };
        if chance.once_in(6) {
            courier.retry_later(&attempt, now, "421", now).unwrap();
        } else if chance.once_in(10) {
            courier.failed(&attempt, "550", now).unwrap();
            store.retry(&entry.id, None, now).unwrap();
        } else {
            courier.mark(&attempt).unwrap();
            receiver.take(&entry.id);
            courier.sent(&attempt, Some("HELP-1"), now).unwrap();
            say(&format!("sent {}", entry.id));
        }
    }
}

fn resolve(courier: &Courier<'_>, receiver: &Receiver, say: fn(&str)) {
    let now = SystemTime::now();
    for attempt in courier.interrupted() {
        say(&format!("interrupted {}", attempt.request()));
        if receiver.has(attempt.request()) {
            assert!(attempt.may_have_arrived(), "{} arrived without a mark", attempt.request());
            courier.sent(attempt, None, now).unwrap();
            say(&format!("sent {}", attempt.request()));
        } else {
            courier.retry_later(attempt, now, "unknown", now).unwrap();
        }
    }
}
