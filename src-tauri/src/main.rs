//! Manifold's window.
//!
//! The shell opens the window, hands each command to [`manifold_app`] and the application's events to the
//! window. Nothing is decided here.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod context;
mod desktop;
#[cfg(target_os = "linux")]
mod drawing;
mod invoke;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use manifold_app::App;
use manifold_app::wire::Nothing;
use manifold_app::wire::error::Failure;
use manifold_app::wire::operation::Event;
use manifold_app::wire::preferences::Theme;
use tauri::{Manager, RunEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use tauri_plugin_window_state::StateFlags;

use crate::desktop::Desktop;

/// The environment variable that names the folder of the app's data, in place of the user's own.
const DATA_FOLDER: &str = "MANIFOLD_DATA";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Manifold cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        // First, so that a second start ends before it does anything else.
        .plugin(tauri_plugin_single_instance::init(
            |handle, _arguments, _folder| {
                window::focus(handle);
                window::send(handle, &Event::WindowAsked);
            },
        ))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .invoke_handler(invoke::handle)
        .setup(|tauri| {
            let handle = tauri.handle();
            let host = Arc::new(Desktop::new(handle.clone()));
            match begin(host) {
                Ok((app, theme)) => {
                    window::forward(handle.clone(), app.events());
                    handle.manage(Arc::clone(&app));
                    window::open(handle, theme)?;
                    tauri::async_runtime::spawn_blocking(move || app.resume_api());
                }
                Err(failure) => give_up(handle, &failure),
            }
            Ok(())
        })
        .build(context::context())?
        .run(|handle, event| {
            if matches!(event, RunEvent::Exit)
                && let Some(app) = handle.try_state::<Arc<App>>()
            {
                app.end();
            }
        });
    Ok(())
}

/// The application, and the theme that its window will have.
fn begin(host: Arc<Desktop>) -> Result<(Arc<App>, Theme), Failure> {
    let app = App::new(std::env::var_os(DATA_FOLDER).map(PathBuf::from), host)?;
    let theme = app.start(Nothing {})?.preferences.theme;
    Ok((app, theme))
}

/// Says why there is no window, and ends when that was read.
fn give_up(handle: &tauri::AppHandle, failure: &Failure) {
    let lines = [
        Some(&failure.message),
        failure.hint.as_ref(),
        failure.details.as_ref(),
    ];
    let text: Vec<&str> = lines.into_iter().flatten().map(String::as_str).collect();
    let text = text.join("\n\n");
    eprintln!("Manifold cannot start: {text}");
    let ending = handle.clone();
    handle
        .dialog()
        .message(text)
        .title("Manifold cannot start")
        .kind(MessageDialogKind::Error)
        .show(move |_| ending.exit(1));
}
