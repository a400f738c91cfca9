//! The window on its screen, as a window manager treats it: the screen of a test has none.

use std::thread;
use std::time::Duration;

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, EventMask, ImageFormat, InputFocus,
    MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::support::desktop::Desktop;
use crate::support::until;

/// Longer than a frame takes, so that what is being painted differs.
const FRAME: Duration = Duration::from_millis(200);

/// The program's one window.
pub(crate) struct Frame {
    screen: RustConnection,
    window: Window,
}

impl Frame {
    /// Finds the window, as soon as it is there.
    pub(crate) fn find(desktop: &Desktop) -> Self {
        until("there is a window", || Self::look(desktop.display()))
    }

    /// Finds the window on this screen, if it is there.
    pub(crate) fn look(display: &str) -> Option<Self> {
        let (screen, _) = RustConnection::connect(Some(display)).ok()?;
        let root = screen.setup().roots[0].root;
        let protocols = atom(&screen, "WM_PROTOCOLS");
        let windows = screen.query_tree(root).ok()?.reply().ok()?.children;
        let window = windows
            .into_iter()
            .find(|window| is_shown(&screen, *window) && has(&screen, *window, protocols))?;
        Some(Self { screen, window })
    }

    /// The window as it is seen, as PNG; nothing while it is still being painted.
    pub(crate) fn picture(&self) -> Option<Vec<u8>> {
        let size = self.screen.get_geometry(self.window).ok()?.reply().ok()?;
        let pixels = self.pixels(size.width, size.height)?;
        thread::sleep(FRAME);
        if self.pixels(size.width, size.height)? != pixels {
            return None;
        }
        // On the screen each pixel is blue, green, red and one byte of nothing.
        let colours: Vec<u8> = pixels
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
            .collect();
        let mut picture = Vec::new();
        let mut encoder = png::Encoder::new(&mut picture, size.width.into(), size.height.into());
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&colours).ok()?;
        writer.finish().ok()?;
        Some(picture)
    }

    fn pixels(&self, width: u16, height: u16) -> Option<Vec<u8>> {
        let asked = self
            .screen
            .get_image(ImageFormat::Z_PIXMAP, self.window, 0, 0, width, height, !0);
        Some(asked.ok()?.reply().ok()?.data)
    }

    /// Gives the window another size, in pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = ConfigureWindowAux::new().width(width).height(height);
        self.screen.configure_window(self.window, &size).unwrap();
        self.screen.flush().unwrap();
    }

    /// Takes the keyboard away from the window, as another window does that comes to the front.
    pub(crate) fn lose_focus(&self) {
        let nobody = u32::from(InputFocus::NONE);
        self.screen
            .set_input_focus(InputFocus::NONE, nobody, CURRENT_TIME)
            .unwrap();
        self.screen.flush().unwrap();
    }

    /// Whether what is typed goes to the window.
    pub(crate) fn has_focus(&self) -> bool {
        let asked = self.screen.get_input_focus().unwrap();
        asked.reply().unwrap().focus == self.window
    }

    /// Asks the window to close, as the cross in its title bar does.
    pub(crate) fn close(&self) {
        let protocols = atom(&self.screen, "WM_PROTOCOLS");
        let request = [atom(&self.screen, "WM_DELETE_WINDOW"), 0, 0, 0, 0];
        let message = ClientMessageEvent::new(32, self.window, protocols, request);
        self.screen
            .send_event(false, self.window, EventMask::NO_EVENT, message)
            .unwrap();
        self.screen.flush().unwrap();
    }
}

fn atom(screen: &RustConnection, name: &str) -> u32 {
    let asked = screen.intern_atom(false, name.as_bytes()).unwrap();
    asked.reply().unwrap().atom
}

/// A window may be gone between being listed and being asked about; then it is not shown.
fn is_shown(screen: &RustConnection, window: Window) -> bool {
    let attributes = screen.get_window_attributes(window).unwrap().reply();
    attributes.is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE)
}

/// Whether a window says something under this name, as windows for people do and helpers of theirs do not.
fn has(screen: &RustConnection, window: Window, property: u32) -> bool {
    let asked = screen.get_property(false, window, property, AtomEnum::ANY, 0, 1);
    asked
        .unwrap()
        .reply()
        .is_ok_and(|value| value.type_ != u32::from(AtomEnum::NONE))
}
