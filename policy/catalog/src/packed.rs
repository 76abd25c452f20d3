//! Embedded texts that are read whole and seldom: packed by the build, unpacked when they are first asked for.

use std::sync::LazyLock;

/// AWS's managed policies: `policies/managed.txt`.
pub(crate) static MANAGED: LazyLock<String> = LazyLock::new(|| {
    unpacked(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/managed.txt.packed"
    )))
});

/// Why reviewed answers are what they are: `generated/reasons.txt`.
pub(crate) static REASONS: LazyLock<String> = LazyLock::new(|| {
    unpacked(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/reasons.txt.packed"
    )))
});

fn unpacked(packed: &[u8]) -> String {
    let text = miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_default();
    String::from_utf8(text).unwrap_or_default()
}
