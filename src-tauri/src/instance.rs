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

/// Whether a wish will be shown: a program that is ending takes none, so that the later start opens a window itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), allow(dead_code))]
pub(crate) enum Taken {
    Yes,
    No,
}

impl Claim {
    /// Calls `show` with the wish of every later start, from a thread of its own, until the program ends.
    pub fn listen(self, show: impl Fn(Option<Target>) -> Taken + Send + 'static) {
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
    use std::net::Shutdown;
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::time::{Duration, Instant};

    use help_app::dto::Target;

    use super::{Claim, Taken};

    /// The longest wish that is read, in bytes.
    const MAX_WISH: u64 = 64 << 10;
    /// How long a start waits for the running program to take its wish or to end.
    const PATIENCE: Duration = Duration::from_secs(10);
    /// How long one of the two waits for the other's bytes.
    const ANSWER: Duration = Duration::from_secs(2);
    /// How often a start tries again.
    const PAUSE: Duration = Duration::from_millis(30);
    /// What the running program says when it has taken a wish.
    const TAKEN: &[u8; 5] = b"taken";

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
        // The running program may still be starting, or just ending: whoever gets through first decides.
        let begin = Instant::now();
        while lock.try_lock().is_err() {
            match hand_over(&socket, target.as_ref()) {
                Ok(()) => return Ok(Claim::HandedOver),
                Err(error) if begin.elapsed() > PATIENCE => {
                    eprintln!("express-help: another copy is running but does not answer: {error}");
                    return Ok(Claim::Alone);
                }
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
        // Whoever held the lock before is gone, and a socket it left behind is dead.
        let _ = fs::remove_file(&socket);
        let listener = UnixListener::bind(&socket)
            .inspect_err(|error| eprintln!("express-help: later starts cannot be taken: {error}"))
            .ok();
        Ok(Claim::First(First { lock, listener }))
    }

    /// Sends the wish; it counts as taken only when the running program says so.
    fn hand_over(socket: &Path, target: Option<&Target>) -> io::Result<()> {
        let mut stream = UnixStream::connect(socket)?;
        stream.set_write_timeout(Some(ANSWER))?;
        stream.set_read_timeout(Some(ANSWER))?;
        serde_json::to_writer(&stream, &target).map_err(io::Error::from)?;
        stream.shutdown(Shutdown::Write)?;
        let mut answer = [0; TAKEN.len()];
        stream.read_exact(&mut answer)?;
        if answer == *TAKEN { Ok(()) } else { Err(io::Error::other("an unknown answer")) }
    }

    impl First {
        /// See [`Claim::listen`].
        pub(super) fn listen(self, show: impl Fn(Option<Target>) -> Taken + Send + 'static) {
            std::thread::spawn(move || {
                let _held_until_the_end = self.lock;
                for stream in self.listener.iter().flat_map(UnixListener::incoming).flatten() {
                    // A wish that cannot be read still brings the window forward.
                    let ready = stream.set_read_timeout(Some(ANSWER)).ok();
                    let wish = ready.and_then(|()| serde_json::from_reader((&stream).take(MAX_WISH)).ok());
                    if show(wish.flatten()) == Taken::Yes {
                        // The other side may have given up; the wish is shown all the same.
                        let _ = (&stream).write_all(TAKEN);
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
            first.listen(move |target| {
                sender.send(target).unwrap();
                Taken::Yes
            });
            let article = Target::Article { id: "login/qr-login".into(), anchor: Some("шаг".into()) };
            let search = Target::Search { query: "не приходит #код/50% ?".repeat(200) };
            for target in [Some(article), Some(search), Some(Target::Settings { group: None }), None] {
                assert!(matches!(claim(&folder, target.clone()), Claim::HandedOver));
                assert_eq!(receiver.recv_timeout(Duration::from_secs(20)).unwrap(), target);
            }
        }

        #[test]
        fn a_program_that_is_ending_takes_no_wish() {
            let folder = tempfile::tempdir().unwrap();
            let socket = folder.path().join("instance.sock");
            let Claim::First(first) = claim(folder.path(), None) else { panic!("nobody else runs") };
            let lock = first.lock.try_clone().unwrap();
            first.listen(|_| Taken::No);
            assert!(hand_over(&socket, None).is_err());
            let later = std::thread::spawn({
                let folder = folder.path().to_owned();
                move || matches!(claim(&folder, None), Claim::First(_))
            });
            lock.unlock().unwrap();
            assert!(later.join().unwrap(), "the later start did not become the first");
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
