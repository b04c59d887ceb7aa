//! Gives every command a permission of its own, so that `capabilities/main.json` has to list it.

fn main() {
    // The interface becomes part of the program, and nothing else sees that a page of it is new.
    println!("cargo::rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(&[
        "boot",
        "copy_about",
        "copy_text",
        "forget_searches",
        "found_words",
        "get_article",
        "get_corpus",
        "get_finder",
        "keep_finder_progress",
        "list_bookmarks",
        "open_external",
        "print_page",
        "recent_searches",
        "remember_search",
        "search",
        "set_bookmark",
        "toggle_full_screen",
        "update_settings",
        "window_ready",
    ]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={error:#}");
    }
}
