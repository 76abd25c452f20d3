//! From a handler's source code to the AWS calls it can make.
