// Requests signed by hand. Which action they need depends on the service and the path.

pub fn sign(request: R, params: P) {
    native::report(native::text("a request is signed for the service `", params.service,
        "`: state the action it needs with a hint beside the call"));
    native::unknown()
}

pub use aws_sigv4::sign::v4::SigningParams;
