use super::document::{self, Entry};
use super::*;

fn variable(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

fn from_environment(name: &str, text: &str) -> Result<Config, ConfigError> {
    Flags::default().layers_over([variable(name, text)])?.config()
}

fn from_file(text: &str) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("billhook.toml");
    std::fs::write(&path, text).unwrap();
    Flags { config: Some(path), ..Flags::default() }.layers_over([])?.config()
}

/// The range in a key's comment: "From 1 to 64".
fn documented_range(entry: &Entry) -> (i64, i64) {
    let words: Vec<_> = entry.comment.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
    let range = words.windows(4).find_map(|four| match four {
        ["From", min, "to", max] => Some((min.parse().unwrap(), max.parse().unwrap())),
        _ => None,
    });
    range.unwrap_or_else(|| panic!("{} does not document its range", entry.key))
}

#[test]
fn the_defaults_are_valid_and_complete() {
    // Every field must be in the document, and every key of the document must be a field: the types have neither
    // defaults nor room for anything else.
    let config = Layers::new().config().unwrap();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database_url().to_string(), "sqlite://./data/billhook.db");
}

#[test]
fn every_key_is_explained() {
    for entry in document::entries() {
        assert!(entry.comment.len() > 20, "{} is not explained", entry.key);
    }
    let lines_with_a_value = DEFAULT.lines().filter(|line| !line.starts_with('#') && line.contains(" = "));
    assert_eq!(document::entries().len(), lines_with_a_value.count());
}

#[test]
fn every_documented_range_is_the_one_that_is_held() {
    for entry in document::entries().iter().filter(|entry| entry.default.is_integer()) {
        let (min, max) = documented_range(entry);
        for (number, is_allowed) in [(min - 1, false), (min, true), (max, true), (max + 1, false)] {
            let result = from_environment(&entry.variable(), &number.to_string());
            assert_eq!(result.is_ok(), is_allowed, "{} = {number}", entry.key);
        }
    }
}

#[test]
fn later_sources_win() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("billhook.toml");
    std::fs::write(&path, "data_dir = \"file\"\n[ingest]\nqueue = 7\n[database]\nreaders = 9\n").unwrap();
    let flags = Flags { config: Some(path), data_dir: Some("flag".into()), database_url: None };
    let variables = [variable("BILLHOOK_INGEST__QUEUE", "8"), variable("BILLHOOK_DATA_DIR", "variable")];
    let config = flags.layers_over(variables).unwrap().config().unwrap();
    assert_eq!(config.data_dir, PathBuf::from("flag"));
    assert_eq!(config.ingest.queue.get(), 8);
    assert_eq!(config.database.readers.get(), 9);
    assert_eq!(config.ingest.max_batch.get(), 500);
}

#[test]
fn a_file_that_is_no_toml_is_told_by_line_without_what_stands_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("billhook.toml");
    std::fs::write(&path, "[mail]\npassword = \"hunter2\n").unwrap();
    let flags = Flags { config: Some(path), data_dir: None, database_url: None };
    let error = flags.layers_over([]).unwrap_err().to_string();
    assert!(error.contains("line 2, is not valid TOML: ") && !error.contains("hunter2"), "{error}");
}

#[test]
fn lists_are_separated_by_commas_in_the_environment() {
    let config = from_environment("BILLHOOK_DELIVERY__ALLOW_NETWORKS", "10.0.0.0/8, ::1").unwrap();
    assert!(config.delivery.allow_networks.contain("10.1.2.3".parse().unwrap()));
    assert!(config.delivery.allow_networks.contain("::1".parse().unwrap()));
}

#[test]
fn an_empty_variable_and_a_variable_of_another_kind_count_as_not_set() {
    for (name, text) in [("BILLHOOK_SERVER__LISTEN", ""), ("BILLHOOK_TOKEN", "x"), ("PATH", "/bin")] {
        from_environment(name, text).unwrap();
    }
}

#[test]
fn errors_name_the_key_the_source_and_what_is_allowed() {
    let errors = [
        ("BILLHOOK_INGEST__QUEUE", "many"),
        ("BILLHOOK_DELIVERY__ALLOW_NETWORKS", "10.0.0.0/8,local"),
        ("BILLHOOK_INGEST__QEUE", "1"),
        ("BILLHOOK_DELIVERY__LISTEN", "1"),
        ("BILLHOOK_LOG__FORMAT", "xml"),
        ("BILLHOOK_DATABASE__URL", "mysql://host/name"),
    ]
    .map(|(name, text)| from_environment(name, text).unwrap_err().to_string());
    insta::assert_snapshot!(errors.join("\n\n"), @r#"
    `ingest.queue`, set by the variable BILLHOOK_INGEST__QUEUE, is not valid: invalid type: string "many", expected a whole number from 1 to 1000000
    ingest.queue: Posted events that may wait to be written before further ones are answered 503. From 1 to 1000000.

    `delivery.allow_networks`, set by the variable BILLHOOK_DELIVERY__ALLOW_NETWORKS, is not valid: `local` is not a network: use CIDR as in `10.0.0.0/8` or `fd00::/8`
    delivery.allow_networks: Networks that may be called although they are not public, as a list in CIDR form (10.0.0.0/8, fd00::/8) or of single addresses. Empty: only public addresses are called.

    the variable BILLHOOK_INGEST__QEUE sets `ingest.qeue`, which is not a key of the configuration; [ingest] has queue, queue_bytes, wait_ms, max_batch, max_commit_bytes, max_post_deliveries, max_event_bytes, max_batch_bytes, max_hold_days

    the variable BILLHOOK_DELIVERY__LISTEN sets `delivery.listen`, which is not a key of the configuration; did you mean `server.listen`?

    `log.format`, set by the variable BILLHOOK_LOG__FORMAT, is not valid: unknown variant `xml`, expected one of `auto`, `human`, `json`
    log.format: How logs are written to stderr: human, json, or auto, which is human on a terminal and json otherwise.

    `database.url`, set by the variable BILLHOOK_DATABASE__URL, is not valid: not a database URL: use `sqlite://<path>` or `postgres://user@host/name`
    database.url: postgres://user:password@host/name (anything that libpq reads), or sqlite:// and a path. Empty: billhook.db in `data_dir`, on SQLite.
    "#);
}

#[test]
fn a_mail_server_needs_a_sender_and_a_password_that_nobody_can_read_along() {
    let mail = |more: &str| from_file(&format!("[mail]\nhost = \"mail.example.com\"\n{more}"));
    let from = "from = \"b@example.com\"\n";
    for (more, key) in [
        (String::new(), "mail.from"),
        (format!("{from}user = \"b\""), "mail.password"),
        (format!("{from}user = \"b\"\npassword = \"x\"\nsecurity = \"none\""), "mail.security"),
    ] {
        let error = mail(&more).unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{key}`")), "{error}");
    }
    assert_eq!(mail(from).unwrap().mail.port(), 587);
    assert_eq!(mail(&format!("{from}security = \"tls\"")).unwrap().mail.port(), 465);
    let local = format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = 1025\n{from}user = \"b\"\npassword = \"x\"\nsecurity = \"none\""
    );
    assert_eq!(from_file(&local).unwrap().mail.port(), 1025);
    let shown = format!("{:?}", mail(&format!("{from}user = \"b\"\npassword = \"geheim\"")).unwrap());
    assert!(!shown.contains("geheim"), "{shown}");
}

#[test]
fn a_file_is_checked_like_the_rest() {
    for text in [
        "server = 5",
        "[server]\nlisten = 5",
        "[server]\nlisten = \"localhost\"",
        "[server]\npublic_url = \"ftp://host\"",
        "[server]\nporrt = 1",
        "[nothing]\na = 1",
        "[server",
        "[log]\nfilter = \"billhook=loud\"",
        "[ingest]\nqueue = 1.5",
        "[master_key]\nvalue = \"short\"",
        "[mail]\nfrom = \"nobody\"",
        "[mail]\nsecurity = \"ssl\"",
    ] {
        assert!(from_file(text).is_err(), "{text} was accepted");
    }
    assert!(from_file("").is_ok());
}

#[test]
fn what_is_shown_says_who_set_it_and_hides_secrets() {
    let key = "00".repeat(32);
    let variables = [
        variable("BILLHOOK_DATABASE__URL", "postgres://me:geheim@host/db?password=geheim"),
        variable("BILLHOOK_MASTER_KEY__VALUE", &key),
        variable("BILLHOOK_MAIL__PASSWORD", "geheim"),
    ];
    let shown = Flags::default().layers_over(variables).unwrap().to_string();
    assert!(!shown.contains("geheim") && !shown.contains(&key), "{shown}");
    assert!(
        shown.contains("url = \"postgres://…@host/db\"  # the variable BILLHOOK_DATABASE__URL"),
        "{shown}"
    );
    assert!(shown.contains("\n[ingest]\nqueue = 10000\n"), "{shown}");
}

#[test]
fn the_defaults_can_be_used_as_a_file() {
    from_file(DEFAULT).unwrap();
}

#[test]
fn the_reference_page_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/configuration.md");
    let page = std::fs::read_to_string(path).unwrap();
    assert!(page == reference(), "run `make generate` and commit what it writes");
}
