//! Makes up a value of any type that serde can read: every optional member present, two items in every list, values
//! that differ from one another. The shape comes from the peer's own types, so it says nothing our tables could have
//! told it.

use serde::de::value::Error;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};

/// A made-up value of type T.
pub fn fabricate<T: DeserializeOwned>() -> Result<T, Error> {
    let mut source = Source { count: 0 };
    T::deserialize(&mut source)
}

/// Where values come from; counts them so that no two are alike.
struct Source {
    count: u64,
}

impl Source {
    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// A text for whatever the reader says it expects.
    fn text(&mut self, expected: &dyn Expected) -> String {
        let expected = format!("{expected}");
        let number = self.next();
        if expected.contains("UUID") {
            format!("7c9e6679-7425-40de-944b-{number:012x}")
        } else if expected.contains("date and time") {
            format!("2026-03-01T{:02}:{:02}:00.{:06}Z", number % 24, number % 60, number)
        } else {
            format!("text {number} \"\u{e4}\u{1f600}\"")
        }
    }
}

/// Only what S2 messages are made of can be asked for.
fn unsupported<T>(what: &str) -> Result<T, Error> {
    Err(Error::custom(format!("no made-up value for {what}")))
}

impl<'de> Deserializer<'de> for &mut Source {
    type Error = Error;

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.next().is_multiple_of(2))
    }
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.next() * 1000)
    }
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.next() as f64 / 8.0)
    }
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.text(&visitor);
        visitor.visit_str(&text)
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Items { source: self, left: 2 })
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Members { source: self, fields })
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let number = self.next() as usize % variants.len();
        visitor.visit_enum(Choice { name: variants[number] })
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        unsupported(&format!("{}", &visitor as &dyn Expected))
    }
    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier
        ignored_any
    }
}

struct Items<'a> {
    source: &'a mut Source,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(&mut *self.source).map(Some)
    }
}

struct Members<'a> {
    source: &'a mut Source,
    fields: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((first, rest)) = self.fields.split_first() else {
            return Ok(None);
        };
        self.fields = rest;
        seed.deserialize((*first).into_deserializer()).map(Some)
    }
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(&mut *self.source)
    }
}

/// One value of an enumeration.
struct Choice {
    name: &'static str,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Error;
    type Variant = Self;
    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Error> {
        seed.deserialize(self.name.into_deserializer())
            .map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Choice {
    type Error = Error;
    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        unsupported("an enumeration with contents")
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        unsupported("an enumeration with contents")
    }
    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        unsupported("an enumeration with contents")
    }
}
