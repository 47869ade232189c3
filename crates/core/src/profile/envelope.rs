//! The envelope of a body: the profile's members, each giving way to what the event brings itself.

use std::borrow::Cow;

use crate::encoding::EncodeError;
use crate::encoding::json::{Field, Members, Object};
use crate::event::Event;

/// An envelope in the making.
pub(super) struct Envelope<'a> {
    object: Object,
    /// The event's own members of the envelope.
    own: Members<'a>,
    /// The members of the event's data, where the profile spreads them.
    spread: Members<'a>,
}

impl<'a> Envelope<'a> {
    /// An envelope that has the event's data as one of its members.
    pub(super) fn around(event: &'a Event) -> Self {
        Self::new(event, Members::default())
    }

    /// An envelope among whose members are those of the event's data, which have to be an object or null.
    pub(super) fn spreading(event: &'a Event) -> Result<Self, EncodeError> {
        Members::of(event.data.as_bytes()).map(|spread| Self::new(event, spread))
    }

    fn new(event: &'a Event, spread: Members<'a>) -> Self {
        // Room for the names and short values of any of the envelopes.
        let object = Object::with_capacity(event.data.as_bytes().len() + 256);
        let own = event.attributes.envelope.as_deref().map(|own| Members::of(own.get().as_bytes()));
        // Only objects are accepted; anything else would bring no members.
        let own = own.and_then(Result::ok).unwrap_or_default();
        Self { object, own, spread }
    }

    /// The event's data read as members; empty unless spread.
    pub(super) fn data(&self) -> &Members<'a> {
        &self.spread
    }

    /// The text of a member of this name that the event brings itself, for members that are made of others; else
    /// `otherwise`. What is not text cannot be part of one.
    pub(super) fn own_text<'t>(&self, name: &str, otherwise: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
        let own = self.own.get(name).and_then(|own| serde_json::from_str::<String>(own.get()).ok());
        own.map_or_else(|| otherwise.into(), Cow::Owned)
    }

    /// Appends a member of the profile, or what the event brings in its place.
    pub(super) fn put<'f>(&mut self, name: &str, value: impl Into<Field<'f>>) {
        if self.spread.get(name).is_some() {
            return;
        }
        match self.own.get(name) {
            Some(own) => self.object.put(name, Field::Json(own.get().as_bytes())),
            None => self.object.put(name, value),
        }
    }

    /// Appends a member that the event may bring and that is otherwise left out if it has no value.
    pub(super) fn put_if_some<'f>(&mut self, name: &str, value: Option<impl Into<Field<'f>>>) {
        match value {
            Some(value) => self.put(name, value),
            None if self.own.get(name).is_some() => self.put(name, Field::Null),
            None => {}
        }
    }

    /// Appends a member that is never the event's to bring: a signature, a count of attempts.
    pub(super) fn put_always<'f>(&mut self, name: &str, value: impl Into<Field<'f>>) {
        self.object.put(name, value);
    }

    /// Appends the members of the event's data as they are spelled.
    pub(super) fn put_data(&mut self) {
        self.object.splice(&self.spread);
    }

    /// Appends the members of the event's data as they are spelled, without those named `name`.
    pub(super) fn put_data_without(&mut self, name: &str) {
        if self.spread.get(name).is_none() {
            return self.put_data();
        }
        for (member, value) in self.spread.iter().filter(|(member, _)| *member != name) {
            self.object.put(member, Field::Json(value.get().as_bytes()));
        }
    }

    /// Appends the members of the event's data with another value, JSON text, for those named `name`.
    pub(super) fn put_data_with(&mut self, name: &str, json: &str) {
        for (member, value) in self.spread.iter() {
            let value = if member == name { json } else { value.get() };
            self.object.put(member, Field::Json(value.as_bytes()));
        }
    }

    /// The finished JSON text.
    pub(super) fn end(self) -> Vec<u8> {
        self.object.end()
    }
}
