//! Writes roles back into templates.

pub mod change;
pub mod idiom;
pub mod print;
pub mod splice;
pub mod text_edit;
