//! The `pack:` protocol: pictures of the pack, and nothing else.

use help_app::HelpApp;
use percent_encoding::percent_decode_str;
use tauri::http::{Request, Response, StatusCode, header};

/// Answers a request of the page for `pack://localhost/<path>`.
pub(crate) fn respond(app: &HelpApp, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let path = percent_decode_str(request.uri().path().trim_start_matches('/')).decode_utf8_lossy();
    let found = if request.method() == "GET" { app.asset(&path) } else { Ok(None) };
    let (status, kind, body) = match found {
        Ok(Some((bytes, kind))) => (StatusCode::OK, kind, bytes),
        Ok(None) => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
        Err(error) => {
            eprintln!("express-help: {error}");
            (StatusCode::INTERNAL_SERVER_ERROR, "text/plain", Vec::new())
        }
    };
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // A picture opened by itself could act otherwise.
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .body(body);
    response.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use help_app::OpenOptions;

    use super::*;

    fn status(uri: &str) -> u16 {
        let app = HelpApp::open(&OpenOptions::default()).unwrap();
        let request = Request::builder().uri(uri).body(Vec::new()).unwrap();
        respond(&app, &request).status().as_u16()
    }

    #[test]
    fn serves_pictures_of_the_pack_only() {
        assert_eq!(status("pack://localhost/assets/pictures/routing-path.ru.light.svg"), 200);
        for uri in [
            "pack://localhost/manifest.json",
            "pack://localhost/ru/contents.json",
            "pack://localhost/assets/../manifest.json",
            "pack://localhost/assets/%2e%2e/manifest.json",
            "pack://localhost//etc/passwd",
            "pack://localhost/assets/etc/passwd.svg",
            "pack://localhost/",
        ] {
            assert_eq!(status(uri), 404, "{uri}");
        }
    }
}
