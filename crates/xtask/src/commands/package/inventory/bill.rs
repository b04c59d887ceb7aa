//! The bill of materials: CycloneDX 1.6 as JSON (<https://cyclonedx.org/docs/1.6/json/>). It has no serial number, so that two
//! runs give the same bytes.

use anyhow::Result;
use serde_json::{Value, json};

use super::super::{Product, Release};
use super::{Component, Inventory, Kind};

/// Writes the bill of a product.
pub(super) fn cyclonedx(inventory: &Inventory, product: &Product, release: &Release) -> Result<String> {
    let purl = format!("pkg:generic/{}@{}", product.package, release.version);
    let own = json!({ "ref": purl, "dependsOn": inventory.direct });
    let others = inventory.components.iter().map(|part| json!({ "ref": part.purl, "dependsOn": part.needs }));
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": release.date("+%Y-%m-%dT%H:%M:%SZ")?,
            "component": {
                "type": "application",
                "bom-ref": purl,
                "name": product.package,
                "version": release.version,
                "purl": purl,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": inventory.components.iter().map(component).collect::<Vec<Value>>(),
        "dependencies": std::iter::once(own).chain(others).collect::<Vec<Value>>(),
    });
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

fn component(part: &Component) -> Value {
    let mut value = json!({
        "type": if part.kind == Kind::Font { "file" } else { "library" },
        "bom-ref": part.purl,
        "name": part.name,
        "purl": part.purl,
        "licenses": [{ "expression": part.licence }],
    });
    if !part.version.is_empty() {
        value["version"] = part.version.clone().into();
    }
    if let Some((algorithm, content)) = &part.hash {
        value["hashes"] = json!([{ "alg": algorithm, "content": content }]);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::super::PRODUCTS;
    use super::*;

    #[test]
    fn parts_are_listed_with_hash_and_needs() {
        let part = Component {
            name: "a".into(),
            version: "1".into(),
            purl: "pkg:cargo/a@1".into(),
            licence: "MIT".into(),
            kind: Kind::Code,
            hash: Some(("SHA-256", "00".into())),
            texts: Vec::new(),
            needs: vec!["pkg:cargo/b@2".into()],
        };
        let inventory = Inventory { components: vec![part], direct: vec!["pkg:cargo/a@1".into()] };
        let release = Release { version: "1.0.0".into(), epoch: 0, maintainer: String::new() };
        let bill: Value =
            serde_json::from_str(&cyclonedx(&inventory, &PRODUCTS[0], &release).unwrap()).unwrap();
        assert_eq!(bill["metadata"]["timestamp"], "1970-01-01T00:00:00Z");
        assert_eq!(bill["components"][0]["hashes"][0], json!({ "alg": "SHA-256", "content": "00" }));
        assert_eq!(bill["dependencies"][0]["ref"], "pkg:generic/express-help@1.0.0");
        assert_eq!(bill["dependencies"][1]["dependsOn"][0], "pkg:cargo/b@2");
    }
}
