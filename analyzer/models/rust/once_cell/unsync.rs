pub use std::sync::{LazyLock as Lazy, OnceLock as OnceCell};
