//! The flags that stand above every other source.

use std::path::PathBuf;

use super::layers::list;
use super::{Config, ConfigError, Layers, Source};

/// Flags of every command that works on an installation.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// A configuration file; `billhook config show --default` prints one with every key
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder for database, master key and mails [default: ./data]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<String>,
    /// postgres://… or sqlite://… [default: billhook.db in the data folder]
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
}

/// Flags of `serve`, `api` and `jobs`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ServeFlags {
    /// Address and port to serve HTTP on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// A network that may be called although it is not public; may be given several times
    #[arg(long = "allow-network", value_name = "CIDR")]
    pub allow_networks: Vec<String>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "a comment here would become the help text")]
    pub flags: Flags,
}

impl Flags {
    /// All sources laid over one another: the defaults, the file, this process's environment, these flags.
    pub fn layers(&self) -> Result<Layers, ConfigError> {
        self.layers_over(environment())
    }

    /// The same with other variables than this process's.
    pub fn layers_over(
        &self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Layers, ConfigError> {
        let mut layers = Layers::new();
        if let Some(path) = &self.config {
            layers.add_file(path)?;
        }
        layers.add_environment(variables)?;
        for (key, name, text) in [
            ("data_dir", "--data-dir", &self.data_dir),
            ("database.url", "--database-url", &self.database_url),
        ] {
            if let Some(text) = text {
                layers.set(key, text.clone().into(), Source::Flag(name))?;
            }
        }
        Ok(layers)
    }

    /// The configuration that follows.
    pub fn load(&self) -> Result<Config, ConfigError> {
        self.layers()?.config()
    }
}

impl ServeFlags {
    /// The configuration that follows.
    pub fn load(&self) -> Result<Config, ConfigError> {
        let mut layers = self.flags.layers()?;
        if let Some(listen) = &self.listen {
            layers.set("server.listen", listen.clone().into(), Source::Flag("--listen"))?;
        }
        if !self.allow_networks.is_empty() {
            let networks = list(self.allow_networks.iter().cloned());
            layers.set("delivery.allow_networks", networks, Source::Flag("--allow-network"))?;
        }
        layers.config()
    }
}

/// This process's variables; one that is no Unicode cannot be one of ours.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)))
}
