pub use futures::future::{join, join_all, try_join_all};
