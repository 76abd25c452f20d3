//! The JSON that other programs read: structures of its own, so that no change inside can change it unnoticed.

pub(crate) mod catalog;
pub(crate) mod edit;
pub(crate) mod explain;
pub(crate) mod review;
pub(crate) mod synth;
pub(crate) mod verify;
