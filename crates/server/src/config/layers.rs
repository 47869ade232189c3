//! Where settings come from: defaults, file, environment, flags, each laid over the one before it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::Value;

use super::document::{self, Entry};
use super::{Config, ConfigError};

/// Variables that OpenTelemetry names, for what Billhook has keys for. Those of Billhook win.
const STANDARD: [(&str, &str); 2] = [
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "telemetry.otlp_endpoint"),
    ("OTEL_SERVICE_NAME", "telemetry.service_name"),
];

/// Who set a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody.
    Default,
    /// The file given by `--config`.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// A flag of the command line.
    Flag(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => write!(f, "the variable {name}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// The settings that are in force, each with its source.
#[derive(Clone, Debug)]
pub struct Layers(BTreeMap<&'static str, (Value, Source)>);

impl Layers {
    /// The defaults alone.
    pub fn new() -> Self {
        let entries = document::entries().iter();
        Self(entries.map(|entry| (entry.key.as_str(), (entry.default.clone(), Source::Default))).collect())
    }

    /// Lays a file over what is there.
    pub fn add_file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable { path: path.into(), error })?;
        let table: toml::Table = text.parse().map_err(|error| not_toml(path, &text, &error))?;
        for (key, value) in flatten(table) {
            self.set(&key, value, Source::File(path.into()))?;
        }
        Ok(())
    }

    /// Lays the variables over what is there whose names are `BILLHOOK_<SECTION>__<KEY>` or `BILLHOOK_DATA_DIR`, and
    /// before them two that OpenTelemetry names. Other variables are left alone, and so are empty ones.
    pub fn add_environment(
        &mut self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), ConfigError> {
        let set = variables.into_iter().filter(|(_, text)| !text.is_empty());
        let (ours, others): (Vec<_>, Vec<_>) = set.partition(|(name, _)| name.starts_with("BILLHOOK_"));
        for (name, text) in others {
            if let Some((_, key)) = STANDARD.iter().find(|(standard, _)| *standard == name) {
                self.set(key, text.into(), Source::Variable(name))?;
            }
        }
        for (name, text) in ours {
            if let Some(entry) = document::entries().iter().find(|entry| entry.variable() == name) {
                self.add_variable(entry, name, &text)?;
            } else if let Some((section, key)) = name["BILLHOOK_".len()..].split_once("__") {
                let key = format!("{section}.{key}").to_lowercase();
                return Err(ConfigError::UnknownKey { key, set_by: Source::Variable(name) });
            }
        }
        Ok(())
    }

    fn add_variable(&mut self, entry: &Entry, name: String, text: &str) -> Result<(), ConfigError> {
        let source = Source::Variable(name);
        let value = match &entry.default {
            // A text that is not a number is refused with the number's own message.
            Value::Integer(_) => text.trim().parse().map_or_else(|_| text.into(), Value::Integer),
            Value::Float(_) => text.trim().parse().map_or_else(|_| text.into(), Value::Float),
            Value::Array(_) => list(text.split(',').map(str::trim).filter(|part| !part.is_empty())),
            _ => text.into(),
        };
        self.set(&entry.key, value, source)
    }

    /// Lays one value over what is there.
    pub fn set(&mut self, key: &str, value: Value, source: Source) -> Result<(), ConfigError> {
        match self.0.get_mut(key) {
            Some(place) => {
                *place = (value, source);
                Ok(())
            }
            None => Err(ConfigError::UnknownKey { key: key.into(), set_by: source }),
        }
    }

    /// The value of a key, and who set it.
    pub(super) fn get(&self, key: &str) -> Option<(&Value, &Source)> {
        self.0.get(key).map(|(value, source)| (value, source))
    }

    /// What is in force, checked.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let mut table = toml::Table::new();
        for (key, (value, _)) in &self.0 {
            match key.split_once('.') {
                None => table.insert((*key).into(), value.clone()),
                Some((section, name)) => {
                    let section = table.entry(section).or_insert_with(|| toml::Table::new().into());
                    section.as_table_mut().and_then(|section| section.insert(name.into(), value.clone()))
                }
            };
        }
        let config: Config =
            serde_path_to_error::deserialize(Value::Table(table)).map_err(|error| self.invalid(&error))?;
        match config.mail.contradiction() {
            Some((key, problem)) => Err(self.invalid_value(key, problem.to_owned())),
            None => Ok(config),
        }
    }

    fn invalid(&self, error: &serde_path_to_error::Error<toml::de::Error>) -> ConfigError {
        // The path goes on into lists: `delivery.allow_networks[2]`.
        let path = error.path().to_string();
        self.invalid_value(path.split('[').next().unwrap_or(&path), error.inner().message().to_owned())
    }

    fn invalid_value(&self, key: &str, problem: String) -> ConfigError {
        let set_by = self.get(key).map_or(Source::Default, |(_, source)| source.clone());
        ConfigError::Invalid { key: key.to_owned(), set_by, problem }
    }
}

impl Default for Layers {
    fn default() -> Self {
        Self::new()
    }
}

/// A list of texts.
pub(super) fn list<T: Into<Value>>(texts: impl IntoIterator<Item = T>) -> Value {
    Value::Array(texts.into_iter().map(Into::into).collect())
}

fn not_toml(path: &Path, text: &str, error: &toml::de::Error) -> ConfigError {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let line = 1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    ConfigError::Syntax { path: path.into(), line, problem: error.message().to_owned() }
}

fn flatten(table: toml::Table) -> Vec<(String, Value)> {
    let flat = |(key, value)| match value {
        Value::Table(section) => {
            section.into_iter().map(|(name, value)| (format!("{key}.{name}"), value)).collect()
        }
        value => vec![(key, value)],
    };
    table.into_iter().flat_map(flat).collect()
}
