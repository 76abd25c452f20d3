//! Templates, binding, grants and policy documents.
