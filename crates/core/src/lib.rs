//! Billhook's vocabulary, and its decisions as pure functions.
//!
//! This crate knows no runtime, no database and no HTTP library. What is here can be read, tested and reasoned
//! about without starting anything: bytes in, bytes out; facts in, decision out.
//!
//! # Glossary
//!
//! One word per thing, the same in SQL, Rust, JSON, the console, logs and docs.
//!
//! | word | meaning |
//! | --- | --- |
//! | operator | who runs the installation; stands above the tenants |
//! | tenant | a customer organisation; every row but users belongs to exactly one |
//! | user | a person, who signs in by e-mail and password |
//! | member | a user in one tenant, with permissions and grants |
//! | permission | what a member may do in a tenant |
//! | grant | a family of events (`invoice`, or `*`) that a member may see and hook |
//! | app, SKU | a product of the tenant, and an item sold inside it |
//! | token | an API credential of one member |
//! | event type | `resource.action`, as in `invoice.paid` |
//! | hook | a URL with method, format, profile, policy, secret and owner |
//! | action | binds a hook to event types |
//! | filter | conditions on an event, which an action may carry |
//! | deadline | "when A, unless B with the same key within T, emit C"; armed, it is a timer |
//! | event | what happened; immutable; its data is kept byte for byte |
//! | delivery | one event for one hook |
//! | attempt | one HTTP exchange of a delivery |
//! | profile | the wire form: envelope, headers, signature |
//! | policy | when and how hard to try |
//! | notice | one thing to tell one person by mail; a mail tells one or several |
//! | preset | a profile, a policy and a catalogue of event types under one name |
//! | lane | the deliveries of one hook that are waiting, in the order in which they are sent |
//! | hold | the time for which one process serves a lane, where several share a database |
//! | seat | room at the sender for a delivery that is handed over instead of claimed |
//! | sweep | a look at all lanes, which finds what hints have missed |
//! | held event | an event whose deliveries wait until an instant that its poster chose |
//! | missed period | when a hook that is back was inactive or failing, until what it missed is replayed or dismissed |
//! | part | one of the requests into which an event with too many subjects is split |
//! | revision | counts the changes of what the sender needs to know of a hook |
//! | trace | a posted event and all attempts that follow from it, as spans that a collector joins |
//! | lease | the time for which a claimed delivery belongs to the process that claimed it |
//! | fencing token | the number of a claim; a result that carries an older one is not recorded |

pub mod action;
pub mod catalog;
pub mod clock;
pub mod credential;
pub mod cursor;
pub mod deadline;
pub mod delivery;
pub mod digest;
pub mod encoding;
pub mod event;
pub mod event_schema;
pub mod filter;
pub mod health;
pub mod hook;
pub mod id;
pub mod mail;
pub mod member;
pub mod outcome;
pub mod owner;
pub mod pointer;
pub mod policy;
pub mod preset;
pub mod profile;
pub mod rate;
pub mod secret;
pub mod signature;
pub mod target;
pub mod tenant;
pub mod trace;
pub mod webhooks;
