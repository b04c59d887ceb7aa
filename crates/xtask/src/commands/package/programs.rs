//! The programs that go into the packages.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::project::{Profile, Project};
use crate::{interface, process, setup};

/// A folder with `express-help`, `helpkit` and `manual`.
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Builds them for users: the interface first, because it becomes part of the program.
    pub(crate) fn build(project: &Project) -> Result<Self> {
        Self::build_as(project, Profile::Release)
    }

    /// Builds them with a profile; tests take the development programs, which are there already.
    pub(crate) fn build_as(project: &Project, profile: Profile) -> Result<Self> {
        setup::packages(setup::Need::Build)?;
        build_interface(project, profile)?;
        process::run(&mut project.build_programs(profile))?;
        let program = project.program("express-help", profile);
        Self::given(program.parent().unwrap_or(Path::new(".")))
    }

    /// Takes those that lie in a folder.
    pub(crate) fn given(folder: &Path) -> Result<Self> {
        Ok(Self { folder: folder_with(folder, &["express-help", "helpkit", "manual"])? })
    }

    /// Where a program lies.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Builds the interface, which becomes part of the program.
pub(super) fn build_interface(project: &Project, profile: Profile) -> Result<()> {
    setup::node()?;
    interface::install(project)?;
    interface::build(project, profile)
}

/// A folder that holds these files, as an absolute path.
pub(super) fn folder_with(folder: &Path, names: &[&str]) -> Result<PathBuf> {
    for name in names {
        ensure!(
            folder.join(name).is_file(),
            "{} has no {name}: build it, or do not name this folder",
            folder.display()
        );
    }
    Ok(std::path::absolute(folder)?)
}
