//! Reads and parses the sources below a folder, with the parsers that the product uses, and does nothing with the result.
//!
//! What any analysis of the same files costs at least; benchmarks divide by it.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tests::corpus;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("a folder")?;
    for file in corpus::files(&PathBuf::from(folder))? {
        parse(&file)?;
    }
    Ok(())
}

fn parse(file: &Path) -> Result<()> {
    let language = match file.extension().and_then(|it| it.to_str()) {
        Some("py") => tree_sitter_python::LANGUAGE,
        Some("js" | "mjs" | "cjs") => tree_sitter_javascript::LANGUAGE,
        Some("ts") => tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
        Some("rs") => {
            black_box(syn::parse_file(&std::fs::read_to_string(file)?)?);
            return Ok(());
        }
        _ => return Ok(()),
    };
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&language.into())?;
    black_box(parser.parse(std::fs::read(file)?, None));
    Ok(())
}
