//! A request as text and as one mail (RFC 5322). It sends nothing.
//!
//! The same request always gives the same mail, byte for byte: date, id and boundary come from the request. So a second
//! attempt is recognisable, and what the preview shows is what leaves the PC.

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment as MailAttachment, Body, Mailbox, Message, MultiPart, SinglePart};

use crate::error::SupportError;
use crate::form::{Language, RequestKind};
use crate::parcel::Parcel;
use crate::request::{EmailAddress, Request, RequestId};
use crate::text::{self, MAX_TEXT};

/// The right side of every Message-ID. It only has to make the id unique (RFC 5322, section 3.6.4), which the UUID on the left
/// does alone; the name of this PC or the domain of the person would say more than the person saw in the preview, and
/// would change between attempts.
const MESSAGE_ID_DOMAIN: &str = "express-help";
/// The sender of a mail file when nobody is known: RFC 5322 asks for one, RFC 2606 keeps the domain free.
const NOBODY: &str = "nobody@express-help.invalid";

/// Where mail goes and who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddresses {
    /// The address of support.
    pub to: Option<EmailAddress>,
    /// The sender that the organisation has set; answers still go to the person.
    pub sender: Option<EmailAddress>,
}

impl MailAddresses {
    /// The address the mail comes from: the one that the organisation has set, because its server may take mail from no other;
    /// without it the person's own.
    #[must_use]
    pub fn from<'all>(&'all self, request: &'all Request) -> Option<&'all EmailAddress> {
        self.sender.as_ref().or(request.person.email.as_ref())
    }

    /// Where answers go when that is not where the mail comes from.
    fn reply_to<'all>(&'all self, request: &'all Request) -> Option<&'all EmailAddress> {
        request.person.email.as_ref().filter(|_| self.sender.is_some())
    }
}

/// The Message-ID of a request's mail, with its angle brackets.
#[must_use]
pub fn message_id(id: &RequestId) -> String {
    format!("<{id}@{MESSAGE_ID_DOMAIN}>")
}

/// The text of a request for people, in its language; lines end with `\n`.
#[must_use]
pub fn body(request: &Request) -> String {
    let words = Words::of(request.language);
    let kind = match request.kind {
        RequestKind::Problem => words.problem,
        RequestKind::Feature => words.feature,
    };
    let mut body = format!("{kind}: {}\n\n", request.subject.as_str());
    if let Some(name) = &request.person.name {
        paragraph(&mut body, words.name, name);
    }
    if let Some(email) = &request.person.email {
        paragraph(&mut body, words.email, &email.to_string());
    }
    for answer in &request.answers {
        paragraph(&mut body, &answer.label, &answer.shown);
    }
    section(&mut body, words.context, &request.context);
    section(&mut body, words.diagnostics, &request.diagnostics);
    let sizes = request.attachments.iter().map(|file| format!("{} ({})", file.name, words.size(file.bytes)));
    section(&mut body, words.attachments, &sizes.collect::<Vec<_>>());
    body.push_str(&format!("\n{} {}, {}\n", words.request, request.id, request.created));
    body
}

/// The mail of a request.
///
/// Where neither the person's address nor a sender is known, the mail comes from an address that cannot exist: fit for
/// a file, not for a server.
///
/// # Errors
/// [`SupportError::BuildMail`].
pub fn message(parcel: &Parcel, addresses: &MailAddresses) -> Result<Vec<u8>, SupportError> {
    let request = parcel.request();
    let failed = |source| SupportError::BuildMail { source };
    let nobody = || NOBODY.parse().expect("the constant is an address");
    let from = addresses.from(request).map_or_else(nobody, |address| address.address().clone());
    let name =
        request.person.name.as_deref().map(|name| text::line(name, 100)).filter(|name| !name.is_empty());
    let mut builder = Message::builder()
        .date(request.created.system_time())
        .message_id(Some(message_id(&request.id)))
        .from(Mailbox::new(name, from.clone()))
        .subject(request.subject.as_str());
    if let Some(person) = addresses.reply_to(request) {
        builder = builder.reply_to(Mailbox::new(None, person.address().clone()));
    }
    if let Some(to) = &addresses.to {
        builder = builder.to(Mailbox::new(None, to.address().clone()));
    }
    // lettre wants an envelope although only the bytes are used; without this a mail file without receiver is refused.
    let envelope = lettre::address::Envelope::new(Some(from.clone()), vec![from]).map_err(failed)?;
    let builder = builder.envelope(envelope);
    // Not 7bit: a server may turn lone line feeds into CRLF, and long lines are refused.
    let text = encoded(body(request).replace('\n', "\r\n").into_bytes(), ContentTransferEncoding::Base64);
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text);
    if request.attachments.is_empty() {
        return builder.singlepart(text).map(|message| message.formatted()).map_err(failed);
    }
    // The id has hyphens and digits only; it cannot occur in base64 text, which has neither "--" nor hyphens.
    let mut parts = MultiPart::mixed().boundary(format!("express-help-{}", request.id)).singlepart(text);
    for (attachment, content) in parcel.files() {
        let kind = ContentType::parse(attachment.media_type()).expect("the table has media types only");
        let content = encoded(content.to_vec(), ContentTransferEncoding::Base64);
        parts = parts.singlepart(MailAttachment::new(attachment.name.to_string()).body(content, kind));
    }
    builder.multipart(parts).map(|message| message.formatted()).map_err(failed)
}

fn encoded(content: Vec<u8>, encoding: ContentTransferEncoding) -> Body {
    Body::new_with_encoding(content, encoding).expect("base64 takes every content")
}

fn paragraph(body: &mut String, label: &str, value: &str) {
    let label = text::line(label, 200);
    let value = text::block(value, MAX_TEXT);
    let gap = if value.contains('\n') { '\n' } else { ' ' };
    body.push_str(&format!("{label}:{gap}{value}\n"));
}

fn section(body: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    body.push_str(&format!("\n{title}:\n"));
    for line in lines {
        body.push_str(&format!("- {}\n", text::line(line, 2000)));
    }
}

struct Words {
    problem: &'static str,
    feature: &'static str,
    name: &'static str,
    email: &'static str,
    context: &'static str,
    diagnostics: &'static str,
    attachments: &'static str,
    request: &'static str,
    shortened: &'static str,
    units: [&'static str; 3],
    decimal: &'static str,
}

const RUSSIAN: Words = Words {
    problem: "Неполадка",
    feature: "Пожелание",
    name: "Имя",
    email: "Почта",
    context: "Что читал в справке",
    diagnostics: "Сведения о компьютере",
    attachments: "Вложения",
    request: "Обращение",
    shortened: "Текст сокращён. Приложите файлы из папки, которую открыла справка: в request.txt он целиком.",
    units: ["байт", "КиБ", "МиБ"],
    decimal: ",",
};

const ENGLISH: Words = Words {
    problem: "Problem",
    feature: "Suggestion",
    name: "Name",
    email: "E-mail",
    context: "Read in the help",
    diagnostics: "About the computer",
    attachments: "Attachments",
    request: "Request",
    shortened: "The text is shortened. Attach the files of the folder that the help opened: request.txt has all of it.",
    units: ["bytes", "KiB", "MiB"],
    decimal: ".",
};

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::Ru => &RUSSIAN,
            Language::En => &ENGLISH,
        }
    }

    fn size(&self, bytes: u64) -> String {
        let [small, medium, large] = self.units;
        let tenths = |unit: u64| (bytes.saturating_mul(10) / unit / 10, bytes.saturating_mul(10) / unit % 10);
        let (unit, (whole, tenth)) = match bytes {
            0..1024 => return format!("{bytes} {small}"),
            1024..1_048_576 => (medium, tenths(1024)),
            _ => (large, tenths(1_048_576)),
        };
        format!("{whole}{}{tenth} {unit}", self.decimal)
    }
}

/// The line that ends a shortened text.
pub(crate) fn shortened(language: Language) -> &'static str {
    Words::of(language).shortened
}
