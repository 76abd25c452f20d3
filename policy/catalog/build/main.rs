//! Packs the text files of `generated/` into the block of bytes that the crate embeds. `src/blob.rs` reads it.
//!
//! Layout: a header of little-endian `u32` (see `block.rs`), records made of varints, tables of record offsets (three
//! bytes each), and the strings as words (see `spelling.rs`). A string is the varint of its number, the most frequent
//! ones first; a list that several records have in common is stored once. Texts that are seldom read are compressed
//! beside it (see `src/packed.rs`). No facts are decided here.

#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a malformed generated file must stop the build"
)]

mod block;
mod iam;
mod resource_models;
mod services;
mod spelling;
mod when;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let generated = root.join("generated");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-changed=build");
    let texts = Texts::read(&generated)?;
    let mut counted = block::Block::new(Vec::new());
    pack(&mut counted, &texts);
    let mut block = block::Block::new(counted.ranked());
    let (services, prefixes) = pack(&mut block, &texts);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed=policies");
    for seldom in ["policies/managed.txt", "generated/reasons.txt"] {
        let path = root.join(seldom);
        let packed = miniz_oxide::deflate::compress_to_vec(&fs::read(&path)?, 9);
        let name = path.file_name().unwrap_or_default().display();
        fs::write(out.join(format!("{name}.packed")), packed)?;
    }
    fs::write(
        out.join("catalog.bin"),
        block.finish(&services.records, &prefixes, &services.names),
    )
}

/// Packs everything, and says where the services and the IAM prefixes are.
fn pack(block: &mut block::Block, texts: &Texts) -> (services::Services, Vec<u32>) {
    let iam = iam::pack(block, texts);
    let resources = resource_models::pack(block, texts);
    let services = services::pack(block, texts, &iam, &resources);
    (services, iam.prefix_offsets)
}

/// The generated files, read whole.
struct Texts {
    actions: String,
    operations: String,
    permissions: String,
    resource_models: String,
    resource_types: String,
    services: String,
}

impl Texts {
    fn read(folder: &Path) -> io::Result<Self> {
        let read = |name: &str| fs::read_to_string(folder.join(name));
        Ok(Self {
            actions: read("actions.txt")?,
            operations: read("operations.txt")?,
            permissions: read("permissions.txt")?,
            resource_models: read("resource_models.txt")?,
            resource_types: read("resource_types.txt")?,
            services: read("services.txt")?,
        })
    }
}

/// The lines of a generated file that carry facts.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The tab-separated fields of a line; a field that is not there is empty.
fn field(line: &str, index: usize) -> &str {
    line.split('\t').nth(index).unwrap_or("")
}
