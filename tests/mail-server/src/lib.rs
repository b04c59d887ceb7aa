//! A real exim4, unpacked from Debian's packages and not installed, on a free port of the loopback interface.
//!
//! exim wants an account `Debian-exim`, which only installing creates: nss_wrapper shows it one. It runs as the user of the
//! tests, or as nobody when that is root, from a folder of its own that is deleted at the end. Only for tests: what cannot be
//! done is a panic that says why.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test without its server has failed")]

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const NOBODY: u32 = 65534;
const PATIENCE: Duration = Duration::from_secs(60);
/// Fetches the server and those of its libraries that this machine lacks; needs no rights and installs nothing.
const FETCH: &str = "apt-get -y --download-only --reinstall --no-install-recommends -o Debug::NoLocking=1 \
                     -o Dir::Cache::archives=\"$PWD\" install exim4-daemon-light libnss-wrapper";

/// A mail server that delivers everything into one maildir. `refused@` is refused, `greylist@` is put off until
/// [`Exim::accept`], `private@` wants people to sign in as `ivanov` with `right`.
#[derive(Debug)]
pub struct Exim {
    child: Child,
    folder: tempfile::TempDir,
    /// Its port on the loopback interface; the same after [`Exim::start_again`].
    pub port: u16,
    user: u32,
}

impl Exim {
    /// Starts a server whose certificate is for `name`.
    /// # Panics
    /// When the packages are missing or the server does not start.
    pub fn start(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let user =
            fs::metadata(folder.path()).map(|data| std::os::unix::fs::MetadataExt::uid(&data)).unwrap();
        let user = if user == 0 { NOBODY } else { user };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        lay_out(folder.path(), name, port, user);
        let mut exim = Self { child: run(folder.path(), user), folder, port, user };
        exim.wait_until_it_answers();
        exim
    }

    /// Stops the server; its maildir stays.
    /// # Panics
    /// When it cannot be stopped.
    pub fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts the stopped server once more, with the same port, certificate and maildir.
    /// # Panics
    /// When it does not start.
    pub fn start_again(&mut self) {
        self.child = run(self.folder.path(), self.user);
        self.wait_until_it_answers();
    }

    fn wait_until_it_answers(&mut self) {
        self.wait_until(|exim| TcpStream::connect(("127.0.0.1", exim.port)).is_ok());
    }

    /// The certificate of the authority that vouches for the server: a file.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// Ends the greylisting.
    /// # Panics
    /// When its folder cannot be written.
    pub fn accept(&self) {
        fs::write(self.folder.path().join("accepting"), "").unwrap();
    }

    /// The mails in the maildir, once there are as many as expected.
    /// # Panics
    /// When there are never so many, or the server ends.
    pub fn mails(&mut self, expected: usize) -> Vec<Vec<u8>> {
        let new = self.folder.path().join("mail/new");
        let count = |path: &Path| fs::read_dir(path).map_or(0, Iterator::count);
        self.wait_until(|_| count(&new) >= expected);
        if expected == 0 {
            return Vec::new();
        }
        fs::read_dir(&new).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
    }

    /// All mails in the maildir, once everything that the server has taken lies there.
    /// # Panics
    /// When that does not come to pass.
    pub fn settled(&mut self) -> Vec<Vec<u8>> {
        self.wait_until(|exim| {
            let log = exim.log();
            log.matches(" <= ").count() == log.matches(" Completed").count()
        });
        let new = self.folder.path().join("mail/new");
        let entries = fs::read_dir(new).into_iter().flatten();
        entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
    }

    /// What the server wrote down.
    #[must_use]
    pub fn log(&self) -> String {
        ["main", "reject", "panic"]
            .map(|name| {
                fs::read_to_string(self.folder.path().join(format!("log_{name}"))).unwrap_or_default()
            })
            .concat()
    }

    fn wait_until(&mut self, mut condition: impl FnMut(&Self) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !condition(self) {
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < until, "exim: {ended:?}\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(folder: &Path, user: u32) -> Child {
    let mut command = server(folder, user);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The command of the server, which dies with the thread of the test, whatever happens to that.
fn server(folder: &Path, user: u32) -> Command {
    let program = folder.join("exim");
    let watched = ["setpriv", "--pdeathsig", "KILL"];
    let mut command = if user != NOBODY || can_become_nobody() {
        Command::new(watched[0])
    } else {
        // root of a namespace that has no other account (`unshare -r`): a namespace in it renames the one there is.
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-user=65534", "--map-group=65534", watched[0]]);
        command
    };
    command.args(&watched[1..]).arg(program).arg("-bdf");
    if user == NOBODY && can_become_nobody() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn can_become_nobody() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap();
    let numbers =
        map.lines().map(|line| line.split_whitespace().map(|number| number.parse::<u64>().unwrap()));
    numbers.map(Iterator::collect::<Vec<_>>).any(|line| line[0] + line[2] > u64::from(NOBODY))
}

/// Where `cargo xtask test` puts the packages, and where they are unpacked: in the folder of the build, which has the suites in
/// `<profile>/deps`.
fn cache() -> PathBuf {
    let suite = std::env::current_exe().unwrap();
    let mut folders = suite.ancestors().skip(3);
    let target = folders.next().unwrap();
    // With `--target` there is a folder for it in between.
    let found = std::iter::once(target).chain(folders).find(|folder| folder.join("exim4").is_dir());
    found.unwrap_or(target).join("exim4")
}

/// Unpacks the packages once a run.
fn unpacked() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let cache = cache();
        let root = cache.join("root");
        if root.join("usr/sbin/exim4").is_file() {
            return root;
        }
        let entries = fs::read_dir(&cache).into_iter().flatten().map(|entry| entry.unwrap().path());
        let packages: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|ending| ending == "deb")).collect();
        let advice = format!(
            "run `cargo xtask test`, or fetch the packages yourself:\n  mkdir -p {0}/partial && cd {0} && {FETCH}",
            cache.display()
        );
        assert!(!packages.is_empty(), "there is no mail server for the tests; {advice}");
        // Another process may do the same: each unpacks aside, and the first one's folder stays.
        let aside = tempfile::tempdir_in(&cache).unwrap();
        for package in packages {
            let status = Command::new("dpkg").arg("-x").arg(&package).arg(aside.path()).status().unwrap();
            assert!(status.success(), "cannot unpack {}; {advice}", package.display());
        }
        assert!(aside.path().join("usr/sbin/exim4").is_file(), "the packages lack exim4; {advice}");
        let _ = fs::rename(aside.path(), &root);
        root
    })
}

/// Everything in one folder that the server's account can read: the folder of the build may be private.
fn lay_out(folder: &Path, name: &str, port: u16, user: u32) {
    let root = unpacked();
    fs::copy(root.join("usr/sbin/exim4"), folder.join("exim4")).unwrap();
    // The package has the binary with the bit that makes it root's; the loader would then ignore our libraries.
    fs::set_permissions(folder.join("exim4"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(folder.join("lib")).unwrap();
    for entry in walk(&root.join("usr/lib")).into_iter().chain(walk(&root.join("lib"))) {
        let file = entry.file_name().unwrap().to_string_lossy().into_owned();
        if file.contains(".so") {
            fs::copy(&entry, folder.join("lib").join(file)).unwrap();
        }
    }
    certificates(folder, name);
    let here = folder.display();
    let write = |name: &str, content: String| fs::write(folder.join(name), content).unwrap();
    write("passwd", format!("root:x:0:0::/:/bin/sh\nDebian-exim:x:{user}:{user}::/:/bin/false\n"));
    write("group", format!("root:x:0:\nDebian-exim:x:{user}:\n"));
    // exim starts itself again for each delivery with an empty environment, so this stands in for it.
    write(
        "exim",
        format!(
            "#!/bin/sh\nLD_LIBRARY_PATH={here}/lib LD_PRELOAD={here}/lib/libnss_wrapper.so \
             NSS_WRAPPER_PASSWD={here}/passwd NSS_WRAPPER_GROUP={here}/group exec {here}/exim4 -C {here}/exim.conf \"$@\"\n"
        ),
    );
    fs::set_permissions(folder.join("exim"), fs::Permissions::from_mode(0o755)).unwrap();
    write("exim.conf", configuration(folder, port, user));
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).chain([folder.to_owned()]) {
        // Only root may do this, and only root has to.
        let _ = chown(entry, Some(user), Some(user));
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

fn certificates(folder: &Path, name: &str) {
    let mut parameters = rcgen::CertificateParams::new(Vec::new()).unwrap();
    parameters.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let key = rcgen::KeyPair::generate().unwrap();
    let authority = parameters.self_signed(&key).unwrap();
    let issuer = rcgen::Issuer::new(parameters, key);
    let server_key = rcgen::KeyPair::generate().unwrap();
    let parameters = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
    let server = parameters.signed_by(&server_key, &issuer).unwrap();
    fs::write(folder.join("authority.pem"), authority.pem()).unwrap();
    fs::write(folder.join("server.pem"), server.pem()).unwrap();
    fs::write(folder.join("server.key"), server_key.serialize_pem()).unwrap();
}

fn configuration(folder: &Path, port: u16, user: u32) -> String {
    let here = folder.display();
    format!(
        r"
primary_hostname = mail.example.com
exim_path = {here}/exim
spool_directory = {here}/spool
log_file_path = {here}/log_%s
pid_file_path = {here}/pid
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
keep_environment =
host_lookup =
rfc1413_hosts =
message_size_limit = 60M
tls_advertise_hosts = *
tls_certificate = {here}/server.pem
tls_privatekey = {here}/server.key
auth_advertise_hosts = ${{if def:tls_in_cipher {{*}}}}
acl_smtp_rcpt = receiver
acl_smtp_data = accept
begin acl
receiver:
  deny local_parts = refused
       message = no such person here
  defer local_parts = greylist
        condition = ${{if !exists{{{here}/accepting}}}}
        message = greylisted, come back later
  deny local_parts = private
       !authenticated = *
       message = sign in first
  accept
begin routers
everybody:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = {here}/mail
  create_directory
  maildir_format
  user = {user}
  group = {user}
begin retry
begin rewrite
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and {{{{eq{{$auth2}}{{ivanov}}}}{{eq{{$auth3}}{{right}}}}}}}}
  server_set_id = $auth2
"
    )
}
