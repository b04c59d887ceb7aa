//! Pictures of a request: attached, cropped and covered by mouse and keyboard; and what is typed until the window closes.

use std::io::{Cursor, Read};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("editing: a picture is covered and cropped with the mouse", by_mouse),
    ("editing: a picture is covered and cropped with the keyboard", by_keyboard),
    ("editing: what does not fit is refused unread, and names do no harm", refused),
    ("editing: a line about where one came from is taken out", context),
    ("editing: a subject of 100,000 letters is taken", long_subject),
    ("editing: closing the window at once loses nothing", closing),
];

const SIZE: (u32, u32) = (160, 100);

/// Every pixel is another colour.
fn colours() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| Rgb([40 + x as u8, 40 + y as u8, 200]))
}

/// The picture as a PNG, as the page takes bytes.
fn png() -> Result<Value> {
    let mut bytes = Cursor::new(Vec::new());
    colours().write_to(&mut bytes, ImageFormat::Png)?;
    Ok(json!(bytes.into_inner()))
}

fn begin(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--theme", "light", "--support"])?;
    session.wait_for("support-page")?;
    session.click("begin-feature")?;
    session.wait_for("draft-page")?;
    fill(session, "subject", "a picture")?;
    fill(session, "point", "look at it")
}

fn fill(session: &Session, field: &str, text: &str) -> Result<()> {
    session.js(&format!("document.querySelector('[name={field}]').focus(); return true"))?;
    session.type_text(text)
}

/// Hands files to the page as the clipboard or a drag does: names and bytes.
fn hand_over(session: &Session, event: &str, name: &str, bytes: Value, kind: &str) -> Result<()> {
    let script = "const [event, name, bytes, type] = arguments;
        const data = new DataTransfer();
        data.items.add(new File([typeof bytes === 'number' ? new Uint8Array(bytes) : Uint8Array.from(bytes)], name, { type }));
        const made = new Event(event, { bubbles: true, cancelable: true });
        Object.defineProperty(made, event === 'paste' ? 'clipboardData' : 'dataTransfer', { value: data });
        document.body.dispatchEvent(made); return made.defaultPrevented";
    let taken = session.js_with(script, vec![event.into(), name.into(), bytes, kind.into()])?;
    ensure!(taken == true, "the page did not take {name}");
    Ok(())
}

/// Pastes the picture and opens it for editing.
fn open_editor(session: &mut Session) -> Result<()> {
    begin(session)?;
    hand_over(session, "paste", "image.png", png()?, "image/png")?;
    session.wait_text("attachment", "Снимок экрана")?;
    session.wait_js(
        "the small view",
        "return document.querySelector('[data-testid=attachment-thumb]').dataset.drawn === 'true'",
    )?;
    session.click("attachment-edit")?;
    session.wait_for("picture-stage")
}

/// Pulls the mouse over the stage, from and to in parts of its width and height.
fn pull(session: &Session, from: (f64, f64), to: (f64, f64)) -> Result<()> {
    let place = session
        .js("const r = document.querySelector('[data-testid=picture-stage]').getBoundingClientRect();
         return [r.left, r.top, r.width, r.height, innerWidth, innerHeight]")?;
    let [left, top, width, height, right, bottom]: [f64; 6] = serde_json::from_value(place)?;
    let to_screen = |(x, y): (f64, f64)| PointerAction::MoveTo {
        duration: None,
        x: (left + x * width).round().min(right - 2.0),
        y: (top + y * height).round().min(bottom - 2.0),
    };
    let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    let mouse = MouseActions::new("mouse".to_owned())
        .then(to_screen(from))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(to_screen(middle))
        .then(to_screen(to))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    session.mouse(mouse)
}

/// The part in hand: x, y, width, height.
fn numbers(session: &Session) -> Result<[u32; 4]> {
    let found = session.js(
        "return ['x', 'y', 'width', 'height'].map((name) => Number(document.querySelector(`[data-testid=picture-${name}]`).value))",
    )?;
    Ok(serde_json::from_value(found)?)
}

fn parts(session: &Session, count: usize) -> Result<()> {
    let script = format!("return document.querySelectorAll('[data-testid=picture-part]').length === {count}");
    session.wait_js(&format!("{count} parts"), &script)
}

/// Ends the editing, sends the request as a file, and compares its picture with the colours, pixel by pixel.
fn compare(session: &Session, covers: &[[u32; 4]], crop: [u32; 4]) -> Result<()> {
    session.click("picture-done")?;
    session.wait_gone("picture-edit-dialog")?;
    session.wait_js(
        "the keyboard at the picture",
        "return document.activeElement?.dataset.testid === 'attachment-edit'",
    )?;
    let sent = RgbImage::from_fn(crop[2], crop[3], |x, y| {
        let (x, y) = (x + crop[0], y + crop[1]);
        let covered = covers.iter().any(|[left, top, width, height]| {
            (*left..left + width).contains(&x) && (*top..top + height).contains(&y)
        });
        if covered { Rgb([0, 0, 0]) } else { *colours().get_pixel(x, y) }
    });
    let mut file = zip::ZipArchive::new(std::fs::File::open(save_as_file(session)?)?)?;
    let names: Vec<String> = file.file_names().map(|name| name.unwrap_or_default().into_owned()).collect();
    let name = names.iter().find(|name| name.ends_with(".png")).context("no picture")?;
    let mut bytes = Vec::new();
    file.by_name(name)?.read_to_end(&mut bytes)?;
    let found = image::load_from_memory(&bytes)?.into_rgb8();
    ensure!(found.dimensions() == sent.dimensions(), "{:?} is not {crop:?}", found.dimensions());
    ensure!(found == sent, "the pixels are not those that were shown");
    Ok(())
}

fn save_as_file(session: &Session) -> Result<PathBuf> {
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    session.click_css("[data-testid=transports] [value=file]")?;
    session.click("preview-send")?;
    session.wait_for("request")?;
    let folder = session.home().join("eXpress Help");
    let file = std::fs::read_dir(&folder).context("no folder")?.flatten().next().context("no file")?;
    Ok(file.path())
}

fn by_mouse(session: &mut Session) -> Result<()> {
    open_editor(session)?;
    pull(session, (0.1, 0.1), (0.3, 0.4))?;
    parts(session, 1)?;
    let first = numbers(session)?;
    ensure!(first[0].abs_diff(16) <= 1 && first[2].abs_diff(32) <= 2, "{first:?}");
    // Moved, and made larger at its corner.
    pull(session, (0.2, 0.2), (0.4, 0.5))?;
    let moved = numbers(session)?;
    ensure!(moved[0].abs_diff(first[0] + 32) <= 1 && moved[2..] == first[2..], "{first:?} {moved:?}");
    pull(session, (0.497, 0.695), (0.6, 0.8))?;
    let larger = numbers(session)?;
    ensure!(
        larger[..2] == moved[..2] && larger[2] > moved[2] && larger[3] > moved[3],
        "{moved:?} {larger:?}"
    );
    // A second one is taken back.
    pull(session, (0.7, 0.7), (0.95, 0.95))?;
    parts(session, 2)?;
    session.click("picture-undo")?;
    parts(session, 1)?;
    // A pull that ends beside the picture, beside the dialog even, closes nothing.
    pull(session, (0.9, 0.9), (3.0, 3.0))?;
    parts(session, 2)?;
    let edge = numbers(session)?;
    ensure!(edge[0] + edge[2] == SIZE.0 && edge[1] + edge[3] == SIZE.1, "{edge:?}");
    session.click_css("label:has([data-testid=picture-tool-crop])")?;
    pull(session, (0.05, 0.05), (0.97, 0.95))?;
    parts(session, 3)?;
    let crop = numbers(session)?;
    session.keep_picture("dialog")?;
    compare(session, &[larger, edge], crop)
}

fn by_keyboard(session: &mut Session) -> Result<()> {
    open_editor(session)?;
    let focus = |what: &str| {
        session.wait_js(what, &format!("return document.activeElement?.dataset.testid === '{what}'"))
    };
    session.js("document.querySelector('[data-testid=picture-add]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    focus("picture-part")?;
    let first = numbers(session)?;
    session.press(&[key::RIGHT])?;
    session.press(&[key::DOWN])?;
    session.press(&[key::SHIFT, key::RIGHT])?;
    session.press(&[key::CONTROL, key::SHIFT, key::UP])?;
    let cover = numbers(session)?;
    ensure!(cover == [first[0] + 2, first[1] + 2, first[2] + 2, first[3] - 1], "{first:?} {cover:?}");
    session.wait_text("picture-said", "Закрытая область 1")?;
    // Another one, taken out again: the keyboard goes to the one that is left.
    session.js("document.querySelector('[data-testid=picture-add]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    parts(session, 2)?;
    session.press(&[key::DELETE])?;
    parts(session, 1)?;
    focus("picture-part")?;
    // The crop, by numbers; what lies outside is brought inside.
    session.js("document.querySelector('[data-testid=picture-tool-cover]').focus(); return true")?;
    session.press(&[key::RIGHT])?;
    session.js("document.querySelector('[data-testid=picture-add]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    parts(session, 2)?;
    for (name, value) in [("x", "10"), ("y", "20"), ("width", "999"), ("height", "70")] {
        session.js(&format!(
            "const e = document.querySelector('[data-testid=picture-{name}]'); e.focus(); e.select(); return true"
        ))?;
        session.type_text(value)?;
        session.press(&[key::TAB])?;
    }
    let crop = numbers(session)?;
    ensure!(crop == [10, 20, 150, 70], "{crop:?}");
    compare(session, &[cover], crop)
}

fn refused(session: &mut Session) -> Result<()> {
    begin(session)?;
    hand_over(session, "drop", "\u{202e}gpj.film", json!(25 * 1024 * 1024), "video/mp4")?;
    session.wait_text("field-problem", "«gpj.film» слишком большой: можно до 9,9 МБ")?;
    hand_over(session, "drop", "../../\u{202e}gpj.exe", json!([1, 2, 3]), "")?;
    session.wait_js(
        "a harmless name",
        "return document.querySelector('[data-testid=attachment] bdi')?.textContent === 'gpj.exe'",
    )?;
    hand_over(session, "drop", "photo.heic", json!(b"\0\0\0\x18ftypheic\0\0\0\0"), "image/heic")?;
    session.wait_text("field-problem", "«photo.heic» не получается прочитать")?;
    ensure!(session.js("return document.querySelectorAll('[data-testid=attachment]').length")? == 1);
    Ok(())
}

fn context(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--article", "calls/no-sound"])?;
    session.wait_article("calls/no-sound")?;
    session.click("article-support")?;
    session.wait_text("draft-context", "calls/no-sound")?;
    session.click("context-remove")?;
    session.wait_gone("draft-context")?;
    fill(session, "steps", "without it")?;
    session.wait_text("draft-saved", "Сохранено")?;
    session.close()?;
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("draft-continue")?;
    session.click("draft-continue")?;
    session.wait_js("the text", "return document.querySelector('[name=steps]')?.value === 'without it'")?;
    ensure!(session.js("return document.querySelector('[data-testid=draft-context]') === null")? == true);
    Ok(())
}

fn long_subject(session: &mut Session) -> Result<()> {
    begin(session)?;
    session.js(
        "const e = document.querySelector('[name=subject]'); e.focus(); e.select();
         document.execCommand('insertText', false, 'очень длинная тема '.repeat(5260) + 'конец'); return true",
    )?;
    session
        .wait_text("draft-page", "Тема длинная: в письме она будет сокращена, целиком останется в тексте")?;
    fill(session, "point", " and the window still answers")?;
    session.click("draft-preview")?;
    session.wait_text("preview-text", "очень длинная тема конец")?;
    let length =
        session.js("return document.querySelector('[data-testid=preview-subject]').textContent.length")?;
    ensure!(length.as_u64().is_some_and(|length| length <= 250), "{length}");
    Ok(())
}

fn closing(session: &mut Session) -> Result<()> {
    begin(session)?;
    session.wait_text("draft-saved", "Сохранено")?;
    for round in 0..5 {
        let text = format!("typed in round {round} and closed at once");
        session
            .js("const e = document.querySelector('[name=purpose]'); e.focus(); e.select(); return true")?;
        session.type_text(&text)?;
        if round % 2 == 1 {
            // A save is under way.
            session.js("document.activeElement.blur(); return true")?;
        }
        session.ask_to_close()?;
        session.open(&["--lang", "ru", "--support"])?;
        session.wait_for("draft-continue")?;
        session.click("draft-continue")?;
        session.wait_js(
            &text,
            &format!("return document.querySelector('[name=purpose]')?.value === '{text}'"),
        )?;
    }
    Ok(())
}
