//! The source of the MSI: what of it depends on the version and on the content.

use std::fmt;

use uuid::Uuid;

/// Windows knows all versions of the program by it; fixed for good.
const UPGRADE_CODE: Uuid = Uuid::from_u128(0xA49D3E9C_3044_4539_B7F9_484729357C83);

/// A version as Windows Installer compares them: three numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version([u32; 3]);

impl Version {
    /// The numbers of a semantic version; a pre-release has those of its release.
    pub(crate) fn of(semantic: &str) -> Self {
        let plain = semantic.split(['-', '+']).next().unwrap_or_default();
        let mut numbers = plain.split('.').map(|number| number.parse().unwrap_or(0));
        Self([(); 3].map(|()| numbers.next().unwrap_or(0)))
    }

    /// The version after this one.
    pub(crate) fn next(&self) -> Self {
        let [major, minor, patch] = self.0;
        Self([major, minor, patch + 1])
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(formatter, "{major}.{minor}.{patch}")
    }
}

/// Puts version and product code into the template. A version has one product code, so that installing it twice repairs it.
pub(super) fn fill(template: &str, version: &Version) -> String {
    let product = Uuid::new_v5(&UPGRADE_CODE, format!("product {version}").as_bytes());
    template
        .replace("@VERSION@", &version.to_string())
        .replace("@PRODUCT_CODE@", &product.hyphenated().to_string().to_uppercase())
}

/// The code of one package file, from the checksums of what is inside: two different files must not share it.
pub(super) fn package_code(checksums: &str) -> String {
    let code = Uuid::new_v5(&UPGRADE_CODE, format!("package {checksums}").as_bytes());
    format!("{{{}}}", code.hyphenated().to_string().to_uppercase())
}

/// The code of a component that has this name.
pub(super) fn component_code(name: &str) -> String {
    let code = Uuid::new_v5(&UPGRADE_CODE, format!("component {name}").as_bytes());
    format!("{{{}}}", code.hyphenated().to_string().to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_become_those_of_windows_installer() {
        for (semantic, expected) in
            [("1.2.3", "1.2.3"), ("1.2.3-rc.1", "1.2.3"), ("1.2.3+build.5", "1.2.3"), ("2", "2.0.0")]
        {
            assert_eq!(Version::of(semantic).to_string(), expected, "{semantic}");
        }
        assert_eq!(Version::of("0.1.0").next().to_string(), "0.1.1");
    }

    #[test]
    fn a_version_has_one_product_code_and_content_one_package_code() {
        let product = |version: &str| fill("@PRODUCT_CODE@", &Version::of(version));
        assert_eq!(product("1.0.0"), product("1.0.0"));
        assert_ne!(product("1.0.0"), product("1.0.1"));
        assert_ne!(package_code("a"), package_code("b"));
        assert_eq!(component_code("a").len(), 38);
    }
}
