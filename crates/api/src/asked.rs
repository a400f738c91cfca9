//! What a request says: the parts of its path, its query and the fields of its body.

use axum::extract::RawPathParams;
use manifold_domain::element::{ElementKey, ElementKind};
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::answer::{Answer, Refused};

/// A request for one call of the table.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    /// The kind that the path itself names, as those of the deprecated calls do.
    kind: Option<ElementKind>,
    body: Map<String, Value>,
}

impl Asked {
    /// The request with these parts, without a body.
    pub(crate) fn new(path: &RawPathParams, query: Option<&str>, kind: Option<ElementKind>) -> Self {
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self {
            path: path.iter().map(pair).collect(),
            query: form_urlencoded::parse(query.unwrap_or_default().as_bytes())
                .into_owned()
                .collect(),
            kind,
            body: Map::new(),
        }
    }

    /// The same with this body: a JSON object, or nothing at all, which says as much as an empty one.
    pub(crate) fn with_body(self, bytes: &[u8]) -> Answer<Self> {
        if bytes.is_empty() {
            return Ok(self);
        }
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(body)) => Ok(Self { body, ..self }),
            Ok(other) => Err(wrong("The body", "an object", &other)),
            Err(error) => Err(Refused::bad(format!("The body is not JSON: {error}."))),
        }
    }

    /// A part of the path, by the name that the table gives it.
    fn part(&self, name: &str) -> &str {
        let found = self.path.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The name of a manifest.
    pub(crate) fn manifest(&self) -> &str {
        self.part("name")
    }

    /// The element that the path and the query name.
    pub(crate) fn element(&self) -> Answer<ElementKey> {
        let id = self
            .part("uuid")
            .parse()
            .map_err(|error| Refused::bad(format!("The uuid in the path is malformed: {error}.")))?;
        let kind = match self.kind {
            Some(kind) => kind,
            None => self.kind_in_query()?,
        };
        Ok(ElementKey { kind, id })
    }

    fn kind_in_query(&self) -> Answer<ElementKind> {
        let mut given = self.query.iter().filter(|(name, _)| name == "elementType");
        let (Some((_, text)), None) = (given.next(), given.next()) else {
            return Err(Refused::bad(
                "The query needs elementType once: PAGE or WORKFLOW.",
            ));
        };
        let mut kinds = ElementKind::ALL.into_iter();
        kinds
            .find(|kind| kind.element_type() == Some(text))
            .ok_or_else(|| Refused::bad("elementType in the query has to be PAGE or WORKFLOW."))
    }

    /// A text of the body.
    pub(crate) fn text(&self, field: &str) -> Answer<Option<&str>> {
        text(&self.body, field, "")
    }

    /// A text of the body that has to be there.
    pub(crate) fn needed(&self, field: &str) -> Answer<&str> {
        self.text(field)?
            .ok_or_else(|| Refused::bad(format!("The body needs {field}, a text.")))
    }

    /// An object of the body.
    pub(crate) fn object(&self, field: &str) -> Answer<Option<&Map<String, Value>>> {
        match self.body.get(field) {
            None => Ok(None),
            Some(Value::Object(object)) => Ok(Some(object)),
            Some(other) => Err(wrong(field, "an object", other)),
        }
    }
}

/// A text of an object, which stands at `place` in the body.
pub(crate) fn text<'a>(object: &'a Map<String, Value>, field: &str, place: &str) -> Answer<Option<&'a str>> {
    match object.get(field) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong(&format!("{place}{field}"), "a text", other)),
    }
}

/// A refusal of a value of the wrong type.
pub(crate) fn wrong(what: &str, wanted: &str, found: &Value) -> Refused {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Refused::bad(format!("{what} has to be {wanted}, not {found}."))
}
