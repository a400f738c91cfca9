//! Embeds the built window, and declares the commands that it may call: those of `crates/app/commands.txt`.

use tauri_build::{AppManifest, Attributes, CodegenContext};

const COMMANDS: &str = include_str!("../crates/app/commands.txt");

fn main() {
    // Tauri asks for `'static`, which costs a build script nothing.
    let commands: &'static [&'static str] = Vec::leak(COMMANDS.lines().collect());
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().commands(commands))
        // Here rather than in a macro, so that a changed window is embedded anew.
        .codegen(CodegenContext::new());
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the window cannot be embedded: {error:#}");
    }
}
