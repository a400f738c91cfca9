//! Who draws the window: the graphics card, or the processor.

use std::{env, fs};

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// The folder of graphics devices.
const DEVICES: &str = "/dev/dri";

/// The environment variable by which Tauri lets a WebDriver drive the window.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Lets `WebKitGTK` draw the window itself where there is no graphics card.
///
/// By itself it draws with OpenGL there too, which then is emulated: it takes longer to start, and a frame of
/// scrolling takes a quarter of a second (`docs/performance.md`). A window that a WebDriver drives keeps OpenGL: the
/// driver waits forever for a picture of any other.
pub(crate) fn choose(window: &WebviewWindow) -> tauri::Result<()> {
    if has_graphics_card() || env::var_os(AUTOMATION).is_some() {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether a device is there that renders. One that only shows pictures, as a virtual machine has it, does not.
fn has_graphics_card() -> bool {
    fs::read_dir(DEVICES).is_ok_and(|devices| {
        devices
            .flatten()
            .any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
    })
}
