//! A real `sshd` on loopback, with keys of its own.

use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::{Sandbox, free_port, write, write_program};

/// What the locked key is encrypted with.
pub const PASSPHRASE: &str = "correct horse";

/// The server and its one user's key; it stops when it is dropped.
pub struct SshHost {
    server: Child,
    port: u16,
    folder: PathBuf,
}

impl SshHost {
    /// Serves this computer's repositories to whoever holds the key.
    pub fn start(sandbox: &Sandbox) -> Self {
        let folder = sandbox.path("ssh");
        fs::create_dir_all(&folder).unwrap();
        for (key, passphrase) in [
            ("host", ""),
            ("user", ""),
            ("locked", PASSPHRASE),
            ("stranger", ""),
        ] {
            keygen(&folder.join(key), passphrase);
        }
        // The folder that Debian's sshd separates its privileges in; a service makes it where there is one.
        fs::create_dir_all("/run/sshd").unwrap();
        // Somebody else may take a port before sshd has it.
        let started = (0..5).find_map(|_| Self::start_at(&folder, free_port()));
        let (server, port) = started.unwrap();
        Self { server, port, folder }
    }

    fn start_at(folder: &Path, port: u16) -> Option<(Child, u16)> {
        let shown = folder.display();
        // An isolated environment for `git` on the far side, as everywhere in these tests.
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {shown}/host\nAuthorizedKeysFile {shown}/user.pub {shown}/locked.pub\n\
             PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n\
             KbdInteractiveAuthentication no\nSetEnv GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1\n"
        );
        write(&folder.join("sshd_config"), &config);
        let mut server = Command::new("/usr/sbin/sshd")
            .args(["-D", "-f"])
            .arg(folder.join("sshd_config"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if server.try_wait().unwrap().is_some() {
                return None;
            }
            thread::sleep(Duration::from_millis(10));
        }
        Some((server, port))
    }

    /// The address of a repository on this computer.
    pub fn url(&self, path: &Path) -> String {
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
        format!("ssh://{}@127.0.0.1:{}{}", user.trim(), self.port, path.display())
    }

    /// The private key that may sign in.
    pub fn key(&self) -> PathBuf {
        self.folder.join("user")
    }

    /// A private key that may sign in, encrypted with [`PASSPHRASE`].
    pub fn locked_key(&self) -> PathBuf {
        self.folder.join("locked")
    }

    /// A private key that may not.
    pub fn stranger(&self) -> PathBuf {
        self.folder.join("stranger")
    }

    /// The host as `known_hosts` names it.
    pub fn name(&self) -> String {
        format!("[127.0.0.1]:{}", self.port)
    }

    /// A `known_hosts` file that lists a key for this host: its own, or another's.
    pub fn known_hosts(&self, key: &str) -> PathBuf {
        let public = fs::read_to_string(self.folder.join(key).with_extension("pub")).unwrap();
        let path = self.folder.join(format!("known_hosts_{key}"));
        write(&path, format!("{} {public}", self.name()));
        path
    }

    /// The host's fingerprint as OpenSSH prints it.
    pub fn fingerprint(&self) -> String {
        let output = Command::new("ssh-keygen")
            .arg("-lf")
            .arg(self.folder.join("host.pub"))
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.split(' ').nth(1).unwrap().to_owned()
    }
}

impl Drop for SshHost {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// An `ssh-agent` of a test's own; it stops when it is dropped.
pub struct SshAgent {
    agent: Child,
    /// What `SSH_AUTH_SOCK` names.
    pub socket: PathBuf,
}

impl SshAgent {
    /// An agent that holds one key, unlocked with [`PASSPHRASE`] where it is encrypted.
    pub fn holding(key: &Path) -> Self {
        let folder = key.parent().unwrap();
        let socket = folder.join("agent");
        let agent = Command::new("ssh-agent")
            .arg("-D")
            .arg("-a")
            .arg(&socket)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let held = Self { agent, socket };
        while UnixStream::connect(&held.socket).is_err() {
            thread::sleep(Duration::from_millis(10));
        }
        let asked = folder.join("askpass");
        write_program(&asked, &format!("echo '{PASSPHRASE}'"));
        let added = Command::new("ssh-add")
            .arg("-q")
            .arg(key)
            .env("SSH_AUTH_SOCK", &held.socket)
            .env("SSH_ASKPASS", asked)
            .env("SSH_ASKPASS_REQUIRE", "force")
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(added.success());
        held
    }
}

impl Drop for SshAgent {
    fn drop(&mut self) {
        self.agent.kill().unwrap();
        self.agent.wait().unwrap();
    }
}

fn keygen(path: &Path, passphrase: &str) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", passphrase, "-f"])
        .arg(path)
        .status()
        .unwrap();
    assert!(made.success());
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}
