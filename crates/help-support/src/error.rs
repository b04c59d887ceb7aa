//! What can go wrong before anything is delivered, in words for the person who reads them.

use std::path::PathBuf;

/// A failed operation on a request. The message says what failed and then what the user can do.
#[derive(Debug, thiserror::Error)]
pub enum SupportError {
    /// The bytes of an attached file are gone or cannot be read.
    #[error("cannot read the attached file {name}: {source}. Attach it again or remove it from the request")]
    ReadAttachment {
        /// The file.
        name: String,
        /// What the system said.
        source: std::io::Error,
    },

    /// The bytes of an attached file are not those that the person saw.
    #[error(
        "the attached file {name} has changed since it was attached. Attach it again or remove it from the request"
    )]
    AttachmentChanged {
        /// The file.
        name: String,
    },

    /// The mail could not be put together.
    #[error("cannot write the mail: {source}. Check the addresses of sender and receiver")]
    BuildMail {
        /// What the library said.
        source: lettre::error::Error,
    },

    /// The request has no JSON form. This is a mistake in the program.
    #[error("cannot write the request as JSON: {source}. Please report this to support")]
    WriteJson {
        /// Why there is none.
        source: serde_json::Error,
    },

    /// The archive could not be put together.
    #[error("cannot write the archive: {source}. Check that the disk is not full and try again")]
    WriteArchive {
        /// What the library said.
        source: zip::result::ZipError,
    },

    /// A file or folder could not be written; nothing is left under its final name.
    #[error("cannot write {}: {source}. Check that the disk is not full and that you may write to this folder", path.display())]
    WriteFile {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// The picture is damaged, of another format than it claims, or of a kind that is not read.
    #[error("cannot read the picture: {source}. Save it as PNG or JPEG and attach it again")]
    ReadPicture {
        /// What the library said.
        source: image::ImageError,
    },

    /// The picture has more pixels than can be worked on.
    #[error("the picture is too large ({width} × {height}). Make it smaller and attach it again")]
    PictureTooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },

    /// Nothing of the picture lies in the part to keep.
    #[error("the part of the picture to keep is empty. Choose another part")]
    EmptyCrop,

    /// More parts of a picture are covered than can be worked on.
    #[error("more than {most} parts of the picture are covered. Cover larger parts")]
    TooManyCovers {
        /// The most.
        most: usize,
    },

    /// The changed picture could not be written.
    #[error("cannot write the picture: {source}. Attach it in another format")]
    WritePicture {
        /// What the library said.
        source: image::ImageError,
    },
}
