pub use futures::stream::{iter, once, unfold, FuturesOrdered, FuturesUnordered};
