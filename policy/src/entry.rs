//! From a declared function to the entry that the analyzer starts at, or why there is none.

use crate::template::Function;
use analyzer::project::{Entry, Files, Runtime};

/// Why a function's code is not analysed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoEntry {
    /// The runtime is of a language that is not read.
    #[error("runtime `{runtime}` is not supported; Python, Node.js and Rust (`provided`) are")]
    Runtime {
        /// As declared.
        runtime: String,
    },
    /// The code is not in the repository: a container image, an object in a bucket.
    #[error(
        "the code of `{function}` is not in the repository (a container image, or an object in a bucket)"
    )]
    NoCode {
        /// The function's name in the template.
        function: String,
    },
    /// No handler is written.
    #[error("`{function}` has no handler; write `Handler: file.function`")]
    NoHandler {
        /// The function's name in the template.
        function: String,
    },
}

impl NoEntry {
    /// The stable id in reports.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Runtime { .. } => "unsupported-runtime",
            Self::NoCode { .. } => "code-not-found",
            Self::NoHandler { .. } => "no-handler",
        }
    }
}

/// The entry of a function. Code that stands in the template itself has the root folder as its code root, see
/// [`inline_file`].
pub fn entry(files: &dyn Files, function: &Function) -> Result<Entry, NoEntry> {
    let is_inline = function.inline_code.is_some();
    let code_root = match &function.code_root {
        _ if is_inline => String::new(),
        Some(folder) => folder.clone(),
        None => {
            return Err(NoEntry::NoCode {
                function: function.name.clone(),
            });
        }
    };
    let declared = function
        .handler
        .as_deref()
        .filter(|handler| !handler.is_empty());
    let runtime = match function.runtime.as_deref() {
        Some(runtime) => known_runtime(runtime)?,
        None => guessed_runtime(files, &code_root, declared.unwrap_or_default()),
    };
    let handler = match (declared, runtime) {
        (Some(handler), _) => handler.to_owned(),
        (None, Runtime::Provided) => "bootstrap".to_owned(),
        (None, _) => {
            return Err(NoEntry::NoHandler {
                function: function.name.clone(),
            });
        }
    };
    Ok(Entry {
        code_root,
        handler,
        runtime,
        entry_points: function.entry_points.clone(),
        binaries: function.binaries.clone(),
        layers: function.layers.clone(),
    })
}

fn known_runtime(runtime: &str) -> Result<Runtime, NoEntry> {
    const PREFIXES: &[(&str, Runtime)] = &[
        ("python", Runtime::Python),
        ("nodejs", Runtime::Node),
        ("provided", Runtime::Provided),
        ("rust", Runtime::Provided),
    ];
    let known = PREFIXES
        .iter()
        .find(|(prefix, _)| runtime.starts_with(prefix));
    known
        .map(|(_, runtime)| *runtime)
        .ok_or_else(|| NoEntry::Runtime {
            runtime: runtime.to_owned(),
        })
}

/// Images and unresolved runtimes name none: told by the files that the handler could be in.
fn guessed_runtime(files: &dyn Files, code_root: &str, handler: &str) -> Runtime {
    let module = handler
        .rsplit_once('.')
        .map_or(handler, |(module, _)| module);
    let exists = |module: &str, extension: &str| {
        let path = format!("{module}.{extension}");
        let path = if code_root.is_empty() {
            path
        } else {
            format!("{code_root}/{path}")
        };
        files.is_file(&path)
    };
    if exists(&module.replace('.', "/"), "py") {
        return Runtime::Python;
    }
    let is_node = ["js", "mjs", "cjs", "ts", "mts", "cts", "tsx"];
    if is_node.iter().any(|extension| exists(module, extension)) {
        Runtime::Node
    } else {
        Runtime::Provided
    }
}

/// The file that code in a template becomes when it is deployed: `index.py`, `index.js`.
pub fn inline_file(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Python => "index.py",
        Runtime::Node | Runtime::Provided => "index.js",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runtimes_are_told_by_their_family() {
        assert_eq!(known_runtime("python3.12"), Ok(Runtime::Python));
        assert_eq!(known_runtime("nodejs22.x"), Ok(Runtime::Node));
        assert_eq!(known_runtime("provided.al2023"), Ok(Runtime::Provided));
        assert_eq!(
            known_runtime("java21").unwrap_err().to_string(),
            "runtime `java21` is not supported; Python, Node.js and Rust (`provided`) are"
        );
    }
}
