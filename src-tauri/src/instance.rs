//! One running program a user: a second start hands its wish to the first.
//!
//! On Unix a lock file decides and a socket beside it carries the wish. That needs no session bus, which the usual plugin
//! does: it then opens a second window, and with a bus it costs a connection at every start. On Windows the plugin is used
//! (a mutex and a window message).

use std::path::Path;

use help_app::cli::Arguments;
use help_app::dto::Target;

/// What became of the claim to be the only one.
pub(crate) enum Claim {
    /// This is the first; it will be told what later starts want.
    #[cfg(unix)]
    First(unix::First),
    /// A running program was told; nothing is left to do.
    #[cfg_attr(windows, allow(dead_code))]
    HandedOver,
    /// Nobody else is asked.
    Alone,
}

impl Claim {
    /// Calls `show` with the wish of every later start, from a thread of its own, until the program ends.
    pub fn listen(self, show: impl Fn(Option<Target>) + Send + 'static) {
        match self {
            #[cfg(unix)]
            Self::First(first) => first.listen(show),
            _ => drop(show),
        }
    }
}

/// Claims to be the only program of this user, whose data lies in `folder`.
#[cfg(unix)]
pub(crate) fn claim(folder: &Path, arguments: &Arguments) -> Claim {
    unix::claim(folder, arguments.target())
}

/// The plugin does it.
#[cfg(not(unix))]
pub(crate) fn claim(_folder: &Path, _arguments: &Arguments) -> Claim {
    Claim::Alone
}

#[cfg(unix)]
pub(crate) mod unix {
    //! Lock file and socket.

    use std::fs::{self, DirBuilder, File, OpenOptions};
    use std::io::{self, Read, Write};
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::time::Duration;

    use help_app::dto::Target;
    use help_app::parse_address;

    use super::Claim;

    /// The longest wish that is read.
    const MAX_WISH: u64 = 4096;
    /// How long a start waits for the running program to take its wish.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// The lock, held while the program runs, and the socket.
    pub(crate) struct First {
        lock: File,
        listener: Option<UnixListener>,
    }

    /// See [`super::claim`]. When the folder cannot be used, the program runs all the same.
    pub(super) fn claim(folder: &Path, target: Option<Target>) -> Claim {
        match try_claim(folder, target) {
            Ok(claim) => claim,
            Err(error) => {
                eprintln!("express-help: cannot look for a running copy: {error}");
                Claim::Alone
            }
        }
    }

    fn try_claim(folder: &Path, target: Option<Target>) -> io::Result<Claim> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let path = folder.join("instance.lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
        let socket = folder.join("instance.sock");
        if lock.try_lock().is_err() {
            // The first may still be starting, or just ending.
            return match hand_over(&socket, target) {
                Ok(()) => Ok(Claim::HandedOver),
                Err(error) => {
                    eprintln!("express-help: another copy is running but does not answer: {error}");
                    Ok(Claim::Alone)
                }
            };
        }
        // Whoever held the lock before is gone, and a socket it left behind is dead.
        let _ = fs::remove_file(&socket);
        let listener = UnixListener::bind(&socket)
            .inspect_err(|error| eprintln!("express-help: later starts cannot be taken: {error}"))
            .ok();
        Ok(Claim::First(First { lock, listener }))
    }

    fn hand_over(socket: &Path, target: Option<Target>) -> io::Result<()> {
        let mut stream = connect(socket)?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.write_all(wish(target).as_bytes())
    }

    fn connect(socket: &Path) -> io::Result<UnixStream> {
        const TRIES: u32 = 20;
        let mut tries = 1;
        loop {
            match UnixStream::connect(socket) {
                Err(_) if tries < TRIES => {
                    tries += 1;
                    std::thread::sleep(PATIENCE / TRIES);
                }
                result => return result,
            }
        }
    }

    /// A wish is an address of the program; an empty one only brings the window forward.
    fn wish(target: Option<Target>) -> String {
        match target {
            None | Some(Target::Settings) => String::new(),
            Some(Target::Home) => "express-help://home".to_owned(),
            Some(Target::Article { id, anchor: Some(anchor) }) => {
                format!("express-help://article/{id}#{anchor}")
            }
            Some(Target::Article { id, anchor: None }) => format!("express-help://article/{id}"),
            Some(Target::Section { id }) => format!("express-help://section/{id}"),
            Some(Target::Search { query }) => {
                let set = percent_encoding::NON_ALPHANUMERIC;
                format!("express-help://search/{}", percent_encoding::utf8_percent_encode(&query, set))
            }
        }
    }

    impl First {
        /// See [`Claim::listen`].
        pub(super) fn listen(self, show: impl Fn(Option<Target>) + Send + 'static) {
            std::thread::spawn(move || {
                let _held_until_the_end = self.lock;
                for stream in self.listener.iter().flat_map(UnixListener::incoming).flatten() {
                    let mut text = String::new();
                    let ready = stream.set_read_timeout(Some(PATIENCE));
                    if ready.and_then(|()| stream.take(MAX_WISH).read_to_string(&mut text)).is_ok() {
                        show(parse_address(&text));
                    }
                }
                std::thread::park();
            });
        }
    }

    #[cfg(test)]
    mod tests {
        use std::sync::mpsc;

        use super::*;

        #[test]
        fn the_second_hands_its_wish_to_the_first() {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path().join("new");
            let first = claim(&folder, None);
            let (sender, receiver) = mpsc::channel();
            first.listen(move |target| sender.send(target).unwrap());
            let article = Target::Article { id: "login/qr-login".into(), anchor: Some("шаг".into()) };
            let search = Target::Search { query: "не приходит #код/50% ?".into() };
            for target in [Some(article), Some(search), Some(Target::Home), None] {
                assert!(matches!(claim(&folder, target.clone()), Claim::HandedOver));
                assert_eq!(receiver.recv_timeout(Duration::from_secs(20)).unwrap(), target);
            }
        }

        #[test]
        fn a_dead_socket_is_replaced() {
            let folder = tempfile::tempdir().unwrap();
            drop(UnixListener::bind(folder.path().join("instance.sock")).unwrap());
            assert!(matches!(claim(folder.path(), None), Claim::First(First { listener: Some(_), .. })));
        }

        #[test]
        fn a_folder_that_cannot_be_made_is_no_obstacle() {
            let file = tempfile::NamedTempFile::new().unwrap();
            assert!(matches!(claim(&file.path().join("data"), None), Claim::Alone));
        }
    }
}
