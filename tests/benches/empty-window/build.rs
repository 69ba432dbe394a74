//! Lets Tauri prepare its context.

fn main() {
    tauri_build::build();
}
