//! `billhook listen`: a receiver on this machine, for trying things out.

mod report;
mod verdict;

use std::io::{Write, stderr};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use billhook_core::clock::{Clock, SystemClock};
use tokio::sync::mpsc;

use crate::commands::{Failure, block_on};
use crate::receiver::{Answer, Receiver, Script};
use crate::stdout;
use report::Style;
use verdict::Key;

/// What to receive, and how to answer
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The port; 0 takes any free one
    #[arg(long, default_value_t = 9000)]
    port: u16,
    /// The address; only programs on this machine reach the default
    #[arg(long, default_value_t = Ipv4Addr::LOCALHOST.into())]
    bind: IpAddr,
    /// The hook's secret (whsec_… or whsk_…) or public key (whpk_…), to verify signatures with
    #[arg(long, env = "BILLHOOK_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// Answers in their order, the last one repeated: a status, a status with the seconds of a Retry-After (429:30),
    /// timeout, redirect, drip, flood, reset, close, cut, garbage
    #[arg(long, value_name = "ANSWER,…", value_delimiter = ',', default_value = "200")]
    answer: Vec<Answer>,
    /// Print one JSON object per request
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let key = args.secret.as_deref().map(str::parse::<Key>).transpose();
    let key = key.map_err(|error| Failure::misuse(format!("--secret is {error}")))?;
    let style = if args.json { Style::Json } else { Style::Human };
    block_on(listen(args, key, style))
}

async fn listen(args: Args, key: Option<Key>, style: Style) -> Result<(), Failure> {
    let address = (args.bind, args.port).into();
    let receiver = Receiver::bind(address)
        .await
        .map_err(|error| Failure::new(format!("cannot listen on {address}: {error}; try another --port")))?;
    let _ = writeln!(stderr(), "Listening on http://{}/ (Ctrl-C ends it).", receiver.address());
    let (fail, mut failed) = mpsc::unbounded_channel();
    let observer = move |received| {
        let now = SystemClock.now();
        let verdict = key.as_ref().map(|key| key.judge(&received, now));
        let text = report::write(style, &received, verdict.as_ref(), now);
        if let Err(error) = stdout::write(&(text + "\n")) {
            let _ = fail.send(error);
        }
    };
    let script = Arc::new(Script::new(args.answer));
    tokio::select! {
        () = receiver.serve(script, Box::new(observer)) => Ok(()),
        // What comes would be shown to nobody.
        Some(error) = failed.recv() => stdout::judge(Err(error)),
        ended = tokio::signal::ctrl_c() => ended.map_err(|error| Failure::new(error.to_string())),
    }
}
