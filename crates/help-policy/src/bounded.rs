//! Reads any value of any format into JSON within limits: no name twice in an object, no deep nesting, no flood.
//!
//! serde_json lets names stand twice. A property list may be nested so deeply that dropping it overflows the stack, or
//! name one list inside another many times over, so that few bytes become any number of values.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::Deserializer;
use serde::de::{Deserialize, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The deepest nesting; [`crate::RequestFields`] has six levels.
const DEPTH: usize = 16;
/// The most values in one file.
const MOST_VALUES: usize = 100_000;

/// What is left of the limits while a file is read.
pub(crate) struct Limits {
    values: Cell<usize>,
    duplicate: RefCell<Option<String>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { values: Cell::new(MOST_VALUES), duplicate: RefCell::new(None) }
    }
}

impl Limits {
    /// The name that stood twice, if that ended the reading.
    pub(crate) fn duplicate(&self) -> Option<String> {
        self.duplicate.take()
    }
}

/// A value that is to be read within limits.
#[derive(Clone, Copy)]
pub(crate) struct Bounded<'a> {
    limits: &'a Limits,
    depth: usize,
}

impl<'a> Bounded<'a> {
    /// Begins at the outermost value.
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, depth: DEPTH }
    }

    fn below<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| E::custom("nested too deeply"))?;
        Ok(Self { depth, ..self })
    }
}

/// A whole value read within limits, for formats that take no seed.
pub(crate) struct BoundedValue(pub(crate) Value);

impl<'de> Deserialize<'de> for BoundedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Bounded::new(&Limits::default()).deserialize(deserializer).map(Self)
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.limits.values.get().checked_sub(1);
        self.limits.values.set(left.ok_or_else(|| D::Error::custom("too many values"))?);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    /// Data in a property list. No key takes it, so that it is refused as a value of its key, not as a whole file.
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(below)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if object.contains_key(&name) {
                self.limits.duplicate.replace(Some(name));
                return Err(A::Error::custom("a name stands twice"));
            }
            let value = entries.next_value_seed(below)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
