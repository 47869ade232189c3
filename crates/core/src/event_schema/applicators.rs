//! The keywords of a schema that hold subschemas, and to what these are applied.

/// What the subschemas under a keyword are applied to, and how they lie there.
#[derive(Clone, Copy)]
pub(super) enum Applies {
    /// One subschema, to the value itself.
    Here,
    /// A list of them, to the value itself.
    AllHere,
    /// Those under names, to the value itself.
    NamedHere,
    /// One, to what lies in the value.
    Inside,
    /// A list or names, each to a member of its own.
    Apart,
    /// Names, several of which may take the same member.
    NamedInside,
}

/// Draft 2020-12, core section 10 and 11. What is not here holds no subschema that is applied.
pub(super) const APPLICATORS: [(&str, Applies); 18] = [
    ("not", Applies::Here),
    ("if", Applies::Here),
    ("then", Applies::Here),
    ("else", Applies::Here),
    ("allOf", Applies::AllHere),
    ("anyOf", Applies::AllHere),
    ("oneOf", Applies::AllHere),
    ("dependentSchemas", Applies::NamedHere),
    ("items", Applies::Inside),
    ("contains", Applies::Inside),
    ("additionalProperties", Applies::Inside),
    ("propertyNames", Applies::Inside),
    ("unevaluatedItems", Applies::Inside),
    ("unevaluatedProperties", Applies::Inside),
    ("contentSchema", Applies::Inside),
    ("prefixItems", Applies::Apart),
    ("properties", Applies::Apart),
    ("patternProperties", Applies::NamedInside),
];
