use tower::Passing;

pub fn from_fn(run: F) { native::run(run); Passing {} }
pub fn from_fn_with_state(state: S, run: F) { native::run(run); Passing {} }
pub fn map_request(run: F) { native::run(run); Passing {} }
pub fn map_response(run: F) { native::run(run); Passing {} }
