//! The one window.

use std::sync::atomic::{AtomicBool, Ordering};

use manifold_app::next_event;
use manifold_app::wire::operation::Event;
use manifold_app::wire::preferences::Theme;
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, Emitter, Manager, Theme as SystemTheme, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};
use tokio::sync::broadcast::Receiver;

/// The window's label, as `tauri.conf.json` and `capabilities/main.json` name it.
pub(crate) const LABEL: &str = "main";

/// The name under which the window hears events.
const EVENT: &str = "manifold";

// `--window` of the design, so that nothing flashes before the page has painted.
const LIGHT: Color = Color(0xfb, 0xfa, 0xf8, 0xff);
const DARK: Color = Color(0x18, 0x17, 0x15, 0xff);

/// Opens the window as `tauri.conf.json` describes it; it appears when its page has loaded.
pub(crate) fn open(handle: &AppHandle, theme: Theme) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::from_config(handle, &handle.config().app.windows[0])?
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                report("show the window", window.show());
            }
        })
        .build()?;
    ask_before_closing(&window);
    #[cfg(target_os = "linux")]
    crate::drawing::choose(&window)?;
    let is_dark = match theme {
        Theme::System => window.theme()? == SystemTheme::Dark,
        Theme::Light => false,
        Theme::Dark => true,
    };
    window.set_background_color(Some(if is_dark { DARK } else { LIGHT }))
}

/// Lets the page keep what it shows before the window closes. Asked a second time, a window closes as it stands: its page
/// may hang.
fn ask_before_closing(window: &WebviewWindow) {
    let handle = window.app_handle().clone();
    let asked = AtomicBool::new(false);
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && !asked.swap(true, Ordering::Relaxed)
        {
            api.prevent_close();
            send(&handle, &Event::WindowClosing);
        }
    });
}

/// Closes the window, whatever its page still has to say.
pub(crate) fn close(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL) {
        report("close the window", window.destroy());
    }
}

/// Whether an address is the app's own, `tauri://localhost` (on Windows `http://tauri.localhost`): the window
/// goes nowhere else.
fn is_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Brings the window to the front.
pub(crate) fn focus(handle: &AppHandle) {
    let Some(window) = handle.get_webview_window(LABEL) else {
        return; // It is still being made, and will come to the front by itself.
    };
    report("restore the window", window.unminimize());
    report("focus the window", window.set_focus());
}

/// Tells the window what happened.
pub(crate) fn send(handle: &AppHandle, event: &Event) {
    report(
        "tell the window what happened",
        handle.emit_to(LABEL, EVENT, event),
    );
}

/// Tells the window of everything that happens, as long as the application lives.
pub(crate) fn forward(handle: AppHandle, mut events: Receiver<Event>) {
    tauri::async_runtime::spawn(async move {
        while let Some(event) = next_event(&mut events).await {
            send(&handle, &event);
        }
    });
}

/// A window that is being closed cannot do as it is told. That harms nobody, so it is said and no more.
fn report(attempt: &str, outcome: tauri::Result<()>) {
    if let Err(error) = outcome {
        eprintln!("cannot {attempt}: {error}");
    }
}
