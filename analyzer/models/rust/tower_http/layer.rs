// Every layer of the crate hands requests on; they are made in the same ways.

use tower::Passing;

pub struct PassingLayer;
impl PassingLayer {
    pub fn new() { Passing {} }
    pub fn new_for_http() { Passing {} }
    pub fn permissive() { Passing {} }
    pub fn very_permissive() { Passing {} }
    pub fn with_status_code(code: C, time: T) { Passing {} }
    pub fn x_request_id(make: M) { Passing {} }
    pub fn trim_trailing_slash() { Passing {} }
    pub fn max(n: N) { Passing {} }
    pub fn custom(make: F) { native::run(make); Passing {} }
}
