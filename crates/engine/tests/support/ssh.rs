//! A real `sshd` on loopback, with keys of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use manifold_engine::repository::RemoteAddress;

use super::git::{Sandbox, write};

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
        for key in ["host", "user", "stranger"] {
            keygen(&folder.join(key));
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let shown = folder.display();
        // An isolated environment for `git` on the far side, as everywhere in these tests.
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {shown}/host\nAuthorizedKeysFile {shown}/user.pub\n\
             PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n\
             KbdInteractiveAuthentication no\nSetEnv GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1\n"
        );
        write(&folder.join("sshd_config"), &config);
        // The folder that Debian's sshd separates its privileges in; a service makes it where there is one.
        fs::create_dir_all("/run/sshd").unwrap();
        let server = Command::new("/usr/sbin/sshd")
            .args(["-D", "-f"])
            .arg(folder.join("sshd_config"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let host = Self { server, port, folder };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::sleep(Duration::from_millis(10));
        }
        host
    }

    pub fn repository(&self, path: &Path) -> RemoteAddress {
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
        let text = format!("ssh://{}@127.0.0.1:{}{}", user.trim(), self.port, path.display());
        RemoteAddress::parse(&text).unwrap()
    }

    /// The private key that may sign in.
    pub fn key(&self) -> PathBuf {
        self.folder.join("user")
    }

    /// A private key that may not.
    pub fn stranger(&self) -> PathBuf {
        self.folder.join("stranger")
    }

    /// A `known_hosts` file that lists a key for this host: its own, or another's.
    pub fn known_hosts(&self, key: &str) -> PathBuf {
        let public = fs::read_to_string(self.folder.join(key).with_extension("pub")).unwrap();
        let path = self.folder.join(format!("known_hosts_{key}"));
        write(&path, format!("[127.0.0.1]:{} {public}", self.port));
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

fn keygen(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status()
        .unwrap();
    assert!(made.success());
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}
