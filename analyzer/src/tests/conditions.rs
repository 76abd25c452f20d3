//! What the tables of conditions say of a condition, whatever the language.

/// Which branches can run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    Both,
    Then,
    Else,
}
