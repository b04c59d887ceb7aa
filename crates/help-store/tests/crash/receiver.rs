//! The receiver: a file with the id of every request that arrived, on the disk before it acknowledges.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use help_store::RequestId;

pub(crate) struct Receiver(PathBuf);

impl Receiver {
    pub(crate) fn at(folder: &Path) -> Self {
        Self(folder.join("received"))
    }

    /// Takes a request, also one that it has already: keeping it from coming twice is the sender's part.
    pub(crate) fn take(&self, id: &RequestId) {
        let mut file: File = OpenOptions::new().append(true).create(true).open(&self.0).unwrap();
        file.write_all(format!("{id}\n").as_bytes()).unwrap();
        file.sync_all().unwrap();
    }

    /// Answers whether a request arrived.
    pub(crate) fn has(&self, id: &RequestId) -> bool {
        self.all().iter().any(|received| received == id)
    }

    /// Lists what arrived, in its order.
    pub(crate) fn all(&self) -> Vec<RequestId> {
        match std::fs::read_to_string(&self.0) {
            Ok(text) => text.lines().map(RequestId::new).collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => panic!("{error}"),
        }
    }
}
