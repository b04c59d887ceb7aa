//! A request as a person writes it in the window, and the mail as it arrived.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use express_help_mail_server::Exim;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::{Encoding, MessageParser, MimeHeaders};
use serde_json::{Value, json};

use crate::session::Session;

/// What policy says for delivery to this server.
pub(crate) fn policy(exim: &Exim, to: &str) -> Value {
    json!({
        "SupportTransports": ["smtp", "file"], "SupportEmailTo": to, "SmtpHost": "localhost",
        "SmtpPort": exim.port, "SmtpSecurity": "starttls", "ExtraCaFile": exim.authority(),
    })
}

/// Begins a request on the page with both forms; the answer is the number of its draft.
pub(crate) fn begin(session: &Session, kind: &str) -> Result<i64> {
    session.wait_for("support-page")?;
    session.click(kind)?;
    session.wait_for("draft-page")?;
    let draft =
        session.js("return Number(document.querySelector('[data-testid=draft-page]').dataset.draft)")?;
    draft.as_i64().context("a draft has a number")
}

/// Fills a field in as a person does: focus, keys.
pub(crate) fn fill(session: &Session, field: &str, text: &str) -> Result<()> {
    let focus = format!("document.querySelector('[name={field}]').focus(); return true");
    session.js(&focus)?;
    session.type_text(text)
}

/// Puts a text into a field at once, as pasting does.
pub(crate) fn put(session: &Session, field: &str, text: &str) -> Result<()> {
    let script = "const field = document.querySelector(`[name=${arguments[0]}]`);
        field.value = arguments[1];
        return field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))";
    session.js_with(script, vec![field.into(), text.into()]).map(drop)
}

/// The fields of a problem that are required, and an address to write from.
pub(crate) fn fill_problem(session: &Session, subject: &str, steps: &str) -> Result<()> {
    fill(session, "subject", subject)?;
    session.choose("field-area", "messages")?;
    put(session, "steps", steps)?;
    put(session, "email", "ivanov@example.com")
}

/// Asks the program what it keeps, past the page.
pub(crate) fn ask(session: &Session, command: &str, arguments: &Value) -> Result<Value> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('{command}', {arguments}).then(done, (error) => done({{ error }}))"
    );
    let answer = session.js_async(&script)?;
    ensure!(answer.get("error").is_none(), "{command}: {answer}");
    Ok(answer)
}

/// Waits until everything that was typed is saved.
pub(crate) fn wait_saved(session: &Session) -> Result<()> {
    session.wait_js(
        "everything saved",
        "return document.querySelector('[data-state]').dataset.state === 'saved'",
    )
}

/// Chooses files that exist in the page only.
pub(crate) fn attach(session: &Session, files: &[(&str, &[u8])]) -> Result<()> {
    let script = "const transfer = new DataTransfer();
        for (const [name, bytes] of arguments[0]) transfer.items.add(new File([new Uint8Array(bytes)], name));
        const input = document.querySelector('[data-testid=field-attachments]');
        input.files = transfer.files;
        return input.dispatchEvent(new Event('change', { bubbles: true }))";
    let before = attached(session)?;
    let files_given: Vec<Value> = files.iter().map(|(name, bytes)| json!([name, bytes])).collect();
    session.js_with(script, vec![files_given.into()])?;
    wait_attached(session, before + files.len())
}

/// Chooses a file that lies on the disk.
pub(crate) fn attach_from_disk(session: &Session, path: &Path) -> Result<()> {
    let before = attached(session)?;
    session.send_keys("field-attachments", &path.to_string_lossy())?;
    wait_attached(session, before + 1)
}

/// Pastes a picture, as a screenshot is. It stays in the page as `window.pasted`, to be compared with what arrived.
pub(crate) fn paste_picture(session: &Session) -> Result<()> {
    let script = "const done = arguments[arguments.length - 1];
        const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 });
        const context = canvas.getContext('2d');
        for (const [at, colour] of ['#b00020', '#00a651', '#123456'].entries()) {
          context.fillStyle = colour;
          context.fillRect(at * 20, 0, 20, 40 - at * 10);
        }
        window.pasted = [...context.getImageData(0, 0, 60, 40).data];
        canvas.toBlob((blob) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([blob], 'image.png', { type: 'image/png' }));
          window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
          done(true);
        }, 'image/png');";
    let before = attached(session)?;
    session.js_async(script)?;
    wait_attached(session, before + 1)
}

/// Whether these bytes are a picture that looks exactly as the one that was pasted.
pub(crate) fn is_pasted_picture(session: &Session, bytes: &[u8]) -> Result<bool> {
    session.js_with("window.arrived = arguments[0]; return true", vec![json!(bytes)])?;
    let script = "const done = arguments[arguments.length - 1];
        createImageBitmap(new Blob([new Uint8Array(window.arrived)], { type: 'image/png' })).then((picture) => {
          const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
          const context = canvas.getContext('2d');
          context.drawImage(picture, 0, 0);
          const pixels = context.getImageData(0, 0, picture.width, picture.height).data;
          done(pixels.length === window.pasted.length && pixels.every((value, at) => value === window.pasted[at]));
        }, (error) => done(String(error)));";
    Ok(session.js_async(script)? == true)
}

fn attached(session: &Session) -> Result<usize> {
    let count = session.js("return document.querySelectorAll('[data-testid=attachment]').length")?;
    count.as_u64().map(|count| count as usize).context("a number")
}

/// Waits until so many files are attached.
pub(crate) fn wait_attached(session: &Session, count: usize) -> Result<()> {
    let script = format!("return document.querySelectorAll('[data-testid=attachment]').length === {count}");
    session.wait_js("the files", &script)
}

/// What the preview shows.
#[derive(Debug)]
pub(crate) struct Seen {
    subject: String,
    text: String,
    files: Vec<String>,
}

/// Looks at the preview.
pub(crate) fn preview(session: &Session) -> Result<Seen> {
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    let script = "const text = (id) => document.querySelector(`[data-testid=${id}]`).textContent;
        const names = [...document.querySelectorAll('[data-testid=preview-files] bdi')];
        return [text('preview-subject'), text('preview-text'), names.map((name) => name.textContent)]";
    let (subject, text, files) = serde_json::from_value(session.js(script)?)?;
    Ok(Seen { subject, text, files })
}

/// Sends what the preview shows and waits until the list has it.
pub(crate) fn send(session: &Session, seen: &Seen) -> Result<()> {
    session.click("preview-send")?;
    wait_listed(session, &seen.subject, &["waiting", "sending", "sent", "failed"])
}

/// Waits until the list has a request with this subject in one of these states.
pub(crate) fn wait_listed(session: &Session, subject: &str, states: &[&str]) -> Result<()> {
    let (subject, states) = (json!(subject), json!(states));
    let script = format!(
        "return [...document.querySelectorAll('[data-testid=request]')].some((request) =>
           request.querySelector('h3').textContent === {subject} && {states}.includes(request.dataset.status))"
    );
    session.wait_js(&format!("{subject} in {states}"), &script)
}

/// A mail, taken apart.
pub(crate) struct Mail {
    headers: BTreeSet<String>,
    subject: String,
    message_id: String,
    text: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Mail {
    pub(crate) fn parse(mail: &[u8]) -> Result<Self> {
        let parsed = MessageParser::default().parse(mail).context("no mail")?;
        let mut files = Vec::new();
        for part in parsed.attachments() {
            // Not what the parser makes of it: it reads text as text, and this is about bytes.
            let raw = &mail[part.raw_body_offset() as usize..part.raw_end_offset() as usize];
            ensure!(part.encoding == Encoding::Base64, "{:?}", part.encoding);
            let content = base64_decode(raw).context("no base64")?;
            files.push((part.attachment_name().unwrap_or_default().to_owned(), content));
        }
        Ok(Self {
            headers: parsed.headers().iter().map(|header| header.name.as_str().to_lowercase()).collect(),
            subject: parsed.subject().unwrap_or_default().to_owned(),
            message_id: parsed.message_id().unwrap_or_default().to_owned(),
            // On the way lines end with CR LF.
            text: parsed.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            files,
        })
    }

    pub(crate) fn message_id(&self) -> &str {
        &self.message_id
    }

    /// The content of the attached file with this name.
    pub(crate) fn file(&self, name: &str) -> Result<&[u8]> {
        let found = self.files.iter().find(|(other, _)| other == name);
        found.map(|(_, content)| content.as_slice()).with_context(|| format!("no {name} in the mail"))
    }

    /// Every attached file has this content.
    pub(crate) fn all_files_are(&self, expected: &[u8]) -> Result<()> {
        let other = self.files.iter().find(|(_, content)| content != expected);
        ensure!(other.is_none(), "another content: {other:?}");
        Ok(())
    }

    /// The content of the only attached picture.
    pub(crate) fn picture(&self) -> Result<&[u8]> {
        let found = self.files.iter().find(|(name, _)| name.ends_with(".png"));
        found.map(|(_, content)| content.as_slice()).context("no picture in the mail")
    }

    /// The mail is what the preview showed, and nothing else.
    pub(crate) fn is_as(&self, seen: &Seen) -> Result<()> {
        ensure!(self.subject == seen.subject, "subject {:?}, seen {:?}", self.subject, seen.subject);
        ensure!(self.text == seen.text, "the text is\n{}\nseen was\n{}", self.text, seen.text);
        let names: Vec<&String> = self.files.iter().map(|(name, _)| name).collect();
        ensure!(names.iter().eq(&seen.files.iter().collect::<Vec<_>>()), "{names:?}, seen {:?}", seen.files);
        let (id, domain) = self.message_id.split_once('@').context("a Message-ID has two sides")?;
        ensure!(
            domain == "express-help" && seen.text.contains(id),
            "{}, seen {}",
            self.message_id,
            seen.text
        );
        // The first three are the server's.
        let known = [
            "return-path",
            "envelope-to",
            "delivery-date",
            "received",
            "date",
            "message-id",
            "from",
            "to",
            "subject",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
        ];
        let strange: Vec<_> = self.headers.iter().filter(|name| !known.contains(&name.as_str())).collect();
        ensure!(strange.is_empty(), "headers nobody asked for: {strange:?}");
        Ok(())
    }
}

/// The only mail that has arrived.
pub(crate) fn only_mail(exim: &mut Exim) -> Result<Mail> {
    exim.mails(1);
    let mails = exim.settled();
    ensure!(mails.len() == 1, "{} mails arrived\n{}", mails.len(), exim.log());
    Mail::parse(&mails[0])
}
