//! Invitations: how people become members.

mod accept;
mod create;
mod delete;
mod joining;
mod list;
mod lookup;
mod offer;
mod resend;
mod view;

pub(crate) use self::accept::*;
pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::list::*;
pub(crate) use self::lookup::*;
pub(crate) use self::resend::*;
pub(crate) use self::view::InvitationView;
