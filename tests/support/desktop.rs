//! A desktop of one test: a screen, a session bus, a keyring and a home folder, all gone when it ends.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use manifold_test_support::write_program;
use tempfile::TempDir;

/// What a test's Git says it is; the rest of this machine's configuration is out of its sight.
const GIT_CONFIGURATION: &str = "[user]\n\tname = Sample builder\n\temail = builder@example.com\n";

/// In place of a browser: writes down what it is told to open.
const BROWSER: &str = "printf '%s\\n' \"$1\" >> \"$HOME/opened\"";

/// The desktop.
pub(crate) struct Desktop {
    programs: Vec<Running>,
    display: String,
    bus: String,
    home: TempDir,
}

impl Desktop {
    /// Starts everything, and waits until it is there.
    pub(crate) fn start() -> Self {
        let home = TempDir::new().unwrap();
        fs::write(home.path().join(".gitconfig"), GIT_CONFIGURATION).unwrap();
        write_program(&home.path().join("bin/xdg-open"), BROWSER);
        let mut desktop = Self {
            programs: Vec::new(),
            display: String::new(),
            bus: String::new(),
            home,
        };
        let screen = [
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
        ];
        desktop.display = format!(":{}", desktop.serve("Xvfb", &screen, ""));
        desktop.bus = desktop.serve("dbus-daemon", &["--session", "--nofork", "--print-address"], "");
        // It opens with the password that it reads, and begins one with it where there is none.
        let keyring = ["--foreground", "--unlock", "--components=secrets"];
        desktop.serve("gnome-keyring-daemon", &keyring, "password");
        desktop
    }

    /// A program that sees this desktop and nothing of the machine's user.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let others = std::env::var_os("PATH").unwrap_or_default();
        let path = [self.path("bin")]
            .into_iter()
            .chain(std::env::split_paths(&others));
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("LANG", "C.UTF-8")
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path())
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GDK_BACKEND", "x11")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    /// The name of the screen.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// The addresses that were opened in the browser.
    pub(crate) fn opened(&self) -> Vec<String> {
        let opened = fs::read_to_string(self.path("opened")).unwrap_or_default();
        opened.lines().map(str::to_owned).collect()
    }

    /// A path in the home folder.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.home.path().join(inside)
    }

    /// Starts a program that runs as long as the desktop does, and gives the first line that it prints, by
    /// which all of them say that they are ready.
    fn serve(&mut self, program: &str, arguments: &[&str], input: &str) -> String {
        // What they report is of no use to a test: the bus complains of limits that only root may raise.
        let mut running = Running::start(self.command(program).args(arguments).stderr(Stdio::null()));
        let line = running.talk(input);
        self.programs.push(running);
        line
    }
}

impl Drop for Desktop {
    /// Ends what was started last first, since it may need what was there before.
    fn drop(&mut self) {
        while let Some(program) = self.programs.pop() {
            drop(program);
        }
    }
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

    /// Lets it read all that it will ever read, and gives the first line that it prints.
    pub(crate) fn talk(&mut self, input: &str) -> String {
        let mut stdin = self.0.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        let mut line = String::new();
        BufReader::new(self.0.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        line.trim_end().to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
