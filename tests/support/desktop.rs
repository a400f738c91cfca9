//! A desktop of one test: a screen, a session bus, a keyring and a home folder, all gone when it ends.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// What a test's Git says it is; the rest of this machine's configuration is out of its sight.
const GIT_CONFIGURATION: &str = "[user]\n\tname = Sample builder\n\temail = builder@example.com\n";

/// The desktop.
pub(crate) struct Desktop {
    // In this order they end: what needs another one goes before it.
    _keyring: Running,
    _bus: Running,
    _screen: Running,
    home: TempDir,
    display: String,
    bus: String,
}

impl Desktop {
    /// Starts everything, and waits until it is there.
    pub(crate) fn start() -> Self {
        let home = TempDir::new().unwrap();
        fs::write(home.path().join(".gitconfig"), GIT_CONFIGURATION).unwrap();

        let mut screen = Running::start(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
        ]));
        let display = format!(":{}", screen.first_line());
        let mut bus = Running::start(Command::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]));
        let address = bus.first_line();

        // The keyring opens with the password that it reads, and makes one with it where there is none.
        let mut keyring = Command::new("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring = Running::start(with_session(&mut keyring, home.path(), &display, &address));
        keyring.input(b"password");

        Self {
            _keyring: keyring,
            _bus: bus,
            _screen: screen,
            home,
            display,
            bus: address,
        }
    }

    /// A program that sees this desktop and nothing of the machine's user.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        with_session(&mut command, self.home.path(), &self.display, &self.bus);
        command
    }

    /// A path in the home folder.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.home.path().join(inside)
    }
}

fn with_session<'a>(command: &'a mut Command, home: &Path, display: &str, bus: &str) -> &'a mut Command {
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LANG", "C.UTF-8")
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("DISPLAY", display)
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env("GIT_CONFIG_NOSYSTEM", "1")
}

/// A program that ends with its test.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        Self(
            started
                .unwrap_or_else(|error| panic!("{command:?}: {error}. ./x test installs what is missing.")),
        )
    }

    /// The first line that it prints.
    fn first_line(&mut self) -> String {
        let mut line = String::new();
        BufReader::new(self.0.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        line.trim_end().to_owned()
    }

    /// All that it will ever read.
    fn input(&mut self, bytes: &[u8]) {
        self.0.stdin.take().unwrap().write_all(bytes).unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
