//! XML as a tree.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// An element of XML.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Node>,
    pub(crate) text: String,
}

impl Node {
    /// Reads a document; any error of form ends the test.
    pub(crate) fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::new(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::new(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
                Event::GeneralRef(name) => {
                    let text = quick_xml::escape::resolve_predefined_entity(&name).unwrap();
                    open.last_mut().unwrap().text.push_str(text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        let root = open.pop().unwrap();
        let [root] = <[Node; 1]>::try_from(root.children).unwrap();
        root
    }

    fn new(start: &BytesStart<'_>) -> Self {
        let name = start.name().as_ref().to_owned();
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            let name = attribute.key.as_ref().to_owned();
            (name, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
        };
        let attributes = start.attributes().map(|found| attribute(found.unwrap())).collect();
        Self { name, attributes, ..Self::default() }
    }

    /// An attribute that must be there.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).unwrap_or_else(|| panic!("{} has no {name}: {self:?}", self.name))
    }

    /// The only child of a name, if there is one.
    pub(crate) fn find(&self, name: &str) -> Option<&Node> {
        let mut found = self.children.iter().filter(|child| child.name == name);
        let first = found.next();
        assert!(found.next().is_none(), "{} has several {name}", self.name);
        first
    }

    /// The only child of a name.
    pub(crate) fn child(&self, name: &str) -> &Node {
        self.find(name).unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    /// This element and all below it.
    pub(crate) fn all(&self) -> Vec<&Node> {
        let below = self.children.iter().flat_map(Node::all);
        std::iter::once(self).chain(below).collect()
    }
}
