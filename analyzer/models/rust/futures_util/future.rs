pub use futures::future::{
    join, join3, join4, join_all, lazy, ok, ready, select, select_all, select_ok, try_join, try_join3, try_join_all,
};
