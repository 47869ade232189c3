//! An action binds a hook to event types: the matcher.
