//! A Tauri window with one line of text, and nothing else.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
