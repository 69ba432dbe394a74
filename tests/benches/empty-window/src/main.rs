//! A Tauri window with one line of text, and nothing else. Its size in `tauri.conf.json` is that of
//! Badgedesk's own window (`src-tauri/src/window.rs`), because memory grows with it.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
