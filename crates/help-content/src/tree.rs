//! Reads a content folder into memory, within limits, without following links out of it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use crate::problem::Problem;

/// The largest Markdown file that is read, in bytes. The longest real article known here has 1.3 MB.
pub(crate) const MAX_MARKDOWN_BYTES: u64 = 8 << 20;
/// The largest picture that is read, in bytes.
pub(crate) const MAX_ASSET_BYTES: u64 = 16 << 20;
/// The largest YAML file that is read, in bytes.
const MAX_DATA_BYTES: u64 = 1 << 20;
/// How deep folders may nest.
const MAX_FOLDER_DEPTH: usize = 24;
/// How many files a tree may have.
const MAX_FILES: usize = 200_000;

/// The files of a content folder: path below it (with `/`) → bytes.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Markdown files.
    pub markdown: BTreeMap<String, Vec<u8>>,
    /// Everything that may be a picture, by its ending.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// YAML files: the list of synonyms, labels of pictures, finders.
    pub data: BTreeMap<String, Vec<u8>>,
}

/// Reads all Markdown files and pictures below `root`.
///
/// Symbolic links, files over the size limit and unreadable files are reported and left out.
/// # Errors
/// When `root` itself is not a readable folder.
pub(crate) fn read_tree(root: &Path, problems: &mut Vec<Problem>) -> io::Result<Tree> {
    read_limited(root, MAX_FILES, problems)
}

fn read_limited(root: &Path, max_files: usize, problems: &mut Vec<Problem>) -> io::Result<Tree> {
    if !fs::metadata(root)?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder"));
    }
    let mut tree = Tree::default();
    let walk = WalkDir::new(root).follow_links(false).max_depth(MAX_FOLDER_DEPTH + 1).sort_by_file_name();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for (count, entry) in walk.into_iter().filter_entry(visible).enumerate() {
        if count > max_files {
            problems.push(Problem::new(
                "",
                "too-many-files",
                format!("there are more than {max_files} files; the rest is left out"),
                "build a smaller folder",
            ));
            break;
        }
        match entry {
            Ok(entry) => read_entry(root, &entry, &mut tree, problems),
            Err(error) => {
                let file = error.path().map(|path| relative(root, path)).unwrap_or_default();
                problems.push(Problem::new(&file, "unreadable", error.to_string(), "check its permissions"));
            }
        }
    }
    Ok(tree)
}

fn read_entry(root: &Path, entry: &walkdir::DirEntry, tree: &mut Tree, problems: &mut Vec<Problem>) {
    let file = relative(root, entry.path());
    if entry.path_is_symlink() {
        let message = "symbolic links are not followed; it is left out";
        problems.push(Problem::new(&file, "symlink", message, "replace it with the file itself"));
        return;
    }
    if entry.depth() > MAX_FOLDER_DEPTH {
        let message = format!("it lies more than {MAX_FOLDER_DEPTH} folders deep; it is left out");
        problems.push(Problem::new(&file, "folder-too-deep", message, "move it up"));
        return;
    }
    if !entry.file_type().is_file() {
        return;
    }
    if entry.path().to_str().is_none() {
        // The replacement characters could make two files one.
        let message = "its name is not valid Unicode; it is left out";
        problems.push(Problem::new(&file, "unreadable", message, "rename it"));
        return;
    }
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let (limit, help) = match ending.as_str() {
        "md" | "markdown" => (MAX_MARKDOWN_BYTES, "split it into several articles"),
        "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp" => (MAX_ASSET_BYTES, "make the picture smaller"),
        "yaml" => (MAX_DATA_BYTES, "make it smaller"),
        _ => return,
    };
    let size = entry.metadata().map(|metadata| metadata.len()).unwrap_or(0);
    if size > limit {
        let message = format!("the file has {size} bytes; the limit is {limit}; it is left out");
        problems.push(Problem::new(&file, "too-large", message, help));
        return;
    }
    match fs::read(entry.path()) {
        Ok(bytes) => match ending.as_str() {
            "md" | "markdown" => drop(tree.markdown.insert(file, bytes)),
            "yaml" => drop(tree.data.insert(file, bytes)),
            _ => drop(tree.assets.insert(file, bytes)),
        },
        Err(error) => {
            let message = format!("cannot be read: {error}");
            problems.push(Problem::new(&file, "unreadable", message, "check its permissions"));
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_of_files_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.md", "b.md", "c.md"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        for (limit, kept, codes) in [(3, 3, &[][..]), (2, 2, &["too-many-files"])] {
            let mut problems = Vec::new();
            let tree = read_limited(folder.path(), limit, &mut problems).unwrap();
            assert_eq!(tree.markdown.len(), kept);
            assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), codes);
        }
    }
}
