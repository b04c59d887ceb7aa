//! Gives every command a permission of its own, so that `capabilities/main.json` has to list it.

fn main() {
    // The interface becomes part of the program, and nothing else sees that a page of it is new.
    println!("cargo::rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(&[
        "attach_file",
        "attachment_picture",
        "boot",
        "cancel_request",
        "close_window",
        "copy_about",
        "copy_text",
        "delete_draft",
        "detach_file",
        "edit_attachment",
        "edit_request",
        "examine",
        "export_request",
        "forget_person",
        "forget_request",
        "forget_searches",
        "found_words",
        "get_article",
        "get_corpus",
        "get_draft",
        "get_finder",
        "get_sign_in",
        "get_support",
        "keep_finder_progress",
        "list_bookmarks",
        "new_draft",
        "open_external",
        "preview_request",
        "print_page",
        "recent_searches",
        "remember_search",
        "retry_request",
        "save_draft",
        "search",
        "send_request",
        "set_bookmark",
        "set_context",
        "set_diagnostics",
        "settle_request",
        "sign_in",
        "stop_examining",
        "toggle_full_screen",
        "update_settings",
        "window_ready",
    ]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={error:#}");
    }
}
