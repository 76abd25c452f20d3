// Requests signed by hand. Which action they need depends on the service and the path.

pub fn sign(request: R, params: P) {
    native::signed(params.service, request.method, request.uri);
    native::unknown()
}

pub use aws_sigv4::sign::v4::SigningParams;
