//! A request with everything in it, and its files in memory.

#![allow(dead_code, reason = "each suite uses a part")]
#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::collections::HashMap;
use std::io;

use help_support::mail::MailAddresses;
use help_support::*;

/// The files of a request, by id.
#[derive(Default)]
pub struct Files(pub HashMap<AttachmentId, Vec<u8>>);

impl AttachmentSource for Files {
    fn read(&self, id: &AttachmentId) -> io::Result<Vec<u8>> {
        self.0.get(id).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Files {
    pub fn attach(&mut self, name: &str, content: &[u8]) -> Attachment {
        let id = AttachmentId(format!("{}-{name}", self.0.len()));
        self.0.insert(id.clone(), content.to_vec());
        Attachment::describe(id, FileName::new(name), content)
    }
}

/// The labels are the ids.
pub struct Ids;

impl Wording for Ids {
    fn field(&self, field: &Field) -> String {
        field.id.to_string()
    }

    fn choice(&self, _field: &Field, choice: &Choice) -> String {
        format!("«{}»", choice.value)
    }
}

pub const CREATED: Moment = Moment { unix_seconds: 1_795_167_005, offset_minutes: 180 };

pub fn id(chance: u8) -> RequestId {
    RequestId::new(CREATED, &[chance; 10])
}

pub fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub fn addresses(to: &str) -> MailAddresses {
    MailAddresses { to: Some(address(to)), sender: Some(address("help@example.com")) }
}

pub fn draft(values: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::new(RequestKind::Problem, Language::Ru);
    let filled = [("subject", "Не приходит код"), ("area", "sign-in"), ("steps", "1. Открыть\n2. Войти")];
    for (id, value) in filled.iter().chain(values) {
        draft.values.insert(FieldId::new(id), (*value).to_owned());
    }
    draft
}

pub fn validated(draft: &Draft) -> Result<Request, Vec<FieldError>> {
    draft.validate(&Form::built_in(draft.kind), id(1), CREATED, &Ids)
}

/// Attachments that break what is sent carelessly: lone line feeds, full stops, every byte, names in Cyrillic.
pub fn rich() -> Parcel {
    let mut files = Files::default();
    let mut draft =
        draft(&[("name", "Иванов Иван"), ("email", "ivanov@example.com"), ("platform", "android")]);
    let every_byte: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    draft.attachments = vec![
        files.attach("Снимок экрана, с \"кавычками\".png", &every_byte),
        files.attach("app.log", b"one\n.\ntwo\r\n..\rthree\n\n"),
        files.attach("empty.txt", b""),
    ];
    draft.context = vec!["Статья: login/qr-login".to_owned()];
    draft.diagnostics = vec!["Version 0.1.0".to_owned(), ".".to_owned()];
    Parcel::load(validated(&draft).unwrap(), &files).unwrap()
}
