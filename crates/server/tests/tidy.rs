//! What keeps the house in order: which crate may know which, and which words may be said where.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The crates of this workspace that a crate depends on, tests aside.
fn dependencies(of: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == of).unwrap();
    let all = package["dependencies"].as_array().unwrap().iter();
    let shipped = all.filter(|dependency| dependency["kind"].is_null());
    shipped.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect()
}

fn own(of: &str) -> Vec<String> {
    dependencies(of).into_iter().filter(|name| name.starts_with("billhook")).collect()
}

fn sources(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found
}

#[test]
fn crates_know_only_what_lies_below_them() {
    assert_eq!(own("billhook-core"), [""; 0]);
    assert_eq!(own("billhook-store"), ["billhook-core"]);
    assert_eq!(own("billhook-jobs"), ["billhook-core", "billhook-store"]);
    assert_eq!(own("billhook-api"), ["billhook-core", "billhook-store"]);
}

#[test]
fn no_comment_is_longer_than_120_characters() {
    for path in sources(&Path::new(ROOT).join("crates"), ".rs") {
        let text = fs::read_to_string(&path).unwrap();
        let mut comments = text.lines().filter(|line| line.trim_start().starts_with("//"));
        let long = comments.find(|line| line.chars().count() > 120);
        assert_eq!(long, None, "{}: rustfmt leaves comments as they are", path.display());
    }
}

#[test]
fn the_core_knows_no_runtime_no_database_and_no_http_library() {
    let known = dependencies("billhook-core");
    for banned in ["tokio", "diesel", "actix-web", "hyper", "reqwest"] {
        assert!(!known.contains(banned), "core depends on {banned}");
    }
}

#[test]
fn only_the_store_knows_diesel() {
    for of in ["billhook-jobs", "billhook-api", "billhook"] {
        assert!(!dependencies(of).contains("diesel"), "{of} depends on diesel");
    }
}

#[test]
fn the_api_never_spans_tenants() {
    for path in sources(&Path::new(ROOT).join("crates/api/src"), ".rs") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("SystemScope"), "{} says SystemScope", path.display());
    }
}

/// What a principal may do can be lost between the request and its transaction: `Principal::write` asks again.
#[test]
fn whoever_is_a_member_writes_as_one() {
    let mut writers = 0;
    for path in sources(&Path::new(ROOT).join("crates/api/src/handlers"), ".rs") {
        let text = fs::read_to_string(&path).unwrap();
        writers += usize::from(text.contains("principal.write") || text.contains("run(&state, &principal"));
        let by_the_way = text.contains("principal: Principal") && text.contains("db.write(");
        assert!(!by_the_way, "{}: write by `Principal::write` or `Once::run`", path.display());
    }
    assert!(writers > 30, "only {writers} handlers write for a member");
}

/// `println!` and its like panic where nobody reads on, as behind `head`.
#[test]
fn what_is_printed_may_be_read_in_part() {
    for path in sources(&Path::new(ROOT).join("crates/server/src"), ".rs") {
        let text = fs::read_to_string(&path).unwrap();
        let panics = ["println!(", "print!("].iter().any(|one| text.contains(one));
        assert!(!panics, "{}: print by `stdout::say`", path.display());
    }
}

#[test]
fn migrations_come_in_pairs_and_can_be_taken_back() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = Path::new(ROOT).join("migrations").join(database);
        let entries = fs::read_dir(folder).unwrap().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names("postgres"), names("sqlite"));
    for database in ["postgres", "sqlite"] {
        for name in names(database) {
            let folder = Path::new(ROOT).join("migrations").join(database).join(&name);
            assert!(folder.join("up.sql").exists() && folder.join("down.sql").exists(), "{database}/{name}");
        }
    }
}

/// The metrics that a text names.
fn metrics_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let ours = words.filter(|word| word.starts_with("billhook_"));
    let family = |word: &str| {
        let suffixes = ["_bucket", "_sum", "_count"];
        suffixes.iter().find_map(|suffix| word.strip_suffix(suffix)).unwrap_or(word).to_owned()
    };
    ours.map(family).collect()
}

/// The metrics that a source counts.
fn metrics_used_in(source: &str) -> BTreeSet<String> {
    let named = ["counter!(", "gauge!(", "histogram!("].into_iter().flat_map(|how| source.split(how).skip(1));
    named
        .filter_map(|rest| rest.trim_start().strip_prefix("\"billhook_"))
        .map(|rest| {
            let name: String = rest.chars().take_while(|c| *c != '"').collect();
            format!("billhook_{name}")
        })
        .collect()
}

#[test]
fn every_metric_is_documented_and_every_alert_and_panel_asks_for_one_that_exists() {
    let read = |path: &str| metrics_in(&fs::read_to_string(Path::new(ROOT).join(path)).unwrap());
    let exist = read("crates/server/src/telemetry.rs");
    assert_eq!(read("docs/guides/operating.md"), exist);
    let used: BTreeSet<String> = sources(&Path::new(ROOT).join("crates"), ".rs")
        .iter()
        .filter(|path| path.components().any(|part| part.as_os_str() == "src"))
        .flat_map(|path| metrics_used_in(&fs::read_to_string(path).unwrap()))
        .collect();
    assert!(used.len() > 10 && used.is_subset(&exist), "{:?}", used.difference(&exist));
    for path in ["deploy/prometheus/alerts.yml", "deploy/grafana/billhook.json"] {
        let asked = read(path);
        assert!(!asked.is_empty() && asked.is_subset(&exist), "{path}: {:?}", asked.difference(&exist));
    }
}

/// Migrations up to this number belong to the first release: before it there was no old process to be considerate of.
const FIRST_RELEASE: &str = "0011";

/// What in a migration a process of the release before would stumble over (docs/guides/upgrading.md).
fn breaks_old_processes(sql: &str) -> Option<String> {
    let without_comments = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let text = without_comments.collect::<Vec<_>>().join(" ").to_lowercase();
    text.split(';').find_map(|statement| {
        let has = |words: &str| statement.contains(words);
        let adds_a_demand = has("add column") && has("not null") && !has("default");
        let takes_away = ["drop table", "drop column", "rename ", "set not null", "add constraint"];
        let broken = adds_a_demand || takes_away.iter().any(|words| has(words));
        broken.then(|| statement.trim().to_owned())
    })
}

#[test]
fn a_migration_leaves_the_processes_of_the_last_release_working() {
    for good in ["create table a (b text not null)", "alter table a add column b text; -- drop table"] {
        assert_eq!(breaks_old_processes(good), None, "{good}");
    }
    assert_eq!(breaks_old_processes("alter table a add column b bigint not null default 0"), None);
    for bad in ["alter table a add column b text not null", "ALTER TABLE a RENAME TO b", "x; drop table a"] {
        assert!(breaks_old_processes(bad).is_some(), "{bad}");
    }
    for path in sources(&Path::new(ROOT).join("migrations"), "up.sql") {
        let name = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        if name.as_str() > FIRST_RELEASE && !name.starts_with(FIRST_RELEASE) {
            let found = breaks_old_processes(&fs::read_to_string(&path).unwrap());
            assert_eq!(found, None, "{}: docs/guides/upgrading.md says what to do instead", path.display());
        }
    }
}

/// What stands in the brackets of a Markdown link, without its fragment, where it leads to a file of ours.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = targets.map(|target| target.split('#').next().unwrap());
    paths.filter(|path| !path.is_empty() && !path.contains("://") && !path.starts_with(['/', '<']))
}

#[test]
fn links_between_documents_lead_somewhere() {
    let root = Path::new(ROOT);
    let tracked = Command::new("git").args(["ls-files", "*.md"]).current_dir(ROOT).output().unwrap();
    let documents = String::from_utf8(tracked.stdout).unwrap();
    let mut broken = Vec::new();
    for document in documents.lines() {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let folder = root.join(document).parent().unwrap().to_owned();
        broken.extend(
            links(&text).filter(|path| !folder.join(path).exists()).map(|path| format!("{document}: {path}")),
        );
    }
    assert!(documents.lines().count() > 20 && broken.is_empty(), "{broken:#?}");
}
