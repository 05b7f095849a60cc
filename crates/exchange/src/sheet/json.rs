//! JSON: an array of objects, or an object that has one under `entities`; read one by one.

use super::{Fault, Format, ROWS, Understood};
use serde::de::{DeserializeSeed, Deserializer as _, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::{fmt, ops::ControlFlow};

type Row<'a> = &'a mut dyn FnMut(usize, Map<String, Value>) -> ControlFlow<()>;

/// Reads object by object; the number of a row is its place in the array, from 1.
pub fn read(bytes: &[u8], row: Row<'_>) -> Result<Understood, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut all = All { row, count: 0, stopped: false };
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = reader.deserialize_any(&mut all);
    match read {
        _ if all.count > ROWS => Err(Fault::TooLarge),
        Err(why) if !all.stopped => Err(Fault::NotReadable(why.to_string())),
        _ if all.count == 0 => Err(Fault::Empty),
        _ => Ok(Understood { format: Format::Json, encoding: "UTF-8", separator: None, head: Vec::new() }),
    }
}

struct All<'a> {
    row: Row<'a>,
    count: usize,
    stopped: bool,
}

impl<'de> Visitor<'de> for &mut All<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(one) = list.next_element::<Map<String, Value>>()? {
            self.count += 1;
            if self.count > ROWS || (self.row)(self.count, one).is_break() {
                self.stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "entities" {
                map.next_value_seed(Listed(self))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Listed<'a, 'b>(&'a mut All<'b>);

impl<'de> DeserializeSeed<'de> for Listed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;
    use super::*;

    #[test]
    fn objects_come_one_by_one() {
        assert_eq!(rows(br#"[{"name":"A"},{"name":"B"}]"#).unwrap()[1].1["name"], "B");
        assert_eq!(rows(br#"{"at":1,"entities":[{"name":"A"}]}"#).unwrap().len(), 1);
        assert_eq!(rows(b"[]").unwrap_err(), Fault::Empty);
        assert_eq!(rows(br#"[{"name":"A"},"#).unwrap_err().code(), "not-readable");
        assert_eq!(rows(b"[1]").unwrap_err().code(), "not-readable");
    }
}
