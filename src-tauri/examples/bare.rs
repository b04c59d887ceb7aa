//! A bare window with one static page: what `cargo xtask bench-start` compares the program with.

#![allow(missing_docs)]

use tauri::http::{Response, header};
use tauri::{Builder, Url, WebviewUrl, WebviewWindowBuilder};

const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Bare</title>\
    <h1>A bare window</h1><p>With one static page and nothing else.</p>";

fn main() {
    // The same choice as the program's, so that both are drawn in the same way.
    #[cfg(target_os = "linux")]
    #[allow(unsafe_code, clippy::disallowed_methods)]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // SAFETY: this is the first thing the program does; no other thread reads the environment.
        unsafe { std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1") };
    }
    Builder::<tauri::Wry>::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            Response::builder()
                .header(header::CONTENT_TYPE, "text/html")
                .body(PAGE.as_bytes())
                .expect("the response is well-formed")
        })
        .setup(|app| {
            let page = Url::parse("bare://localhost/")?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(page))
                .title("Bare")
                .inner_size(1100.0, 720.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .expect("the window opens");
}
