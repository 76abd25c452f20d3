//! Places in files with their lines, the way compilers show them.

use crate::project::Project;
use crate::report::visible::visible;
use crate::style::Style;
use policy::review::Place;
use std::collections::BTreeMap;

/// Files, read once and split into lines.
pub(crate) struct Sources<'a> {
    project: &'a Project,
    files: BTreeMap<String, Vec<String>>,
}

/// Lines of generated code go on for megabytes; nobody reads further than this.
const LONGEST_LINE: usize = 160;

impl<'a> Sources<'a> {
    /// Nothing read yet.
    pub(crate) fn new(project: &'a Project) -> Self {
        Self {
            project,
            files: BTreeMap::new(),
        }
    }

    /// The project that the files are in.
    pub(crate) fn project(&self) -> &'a Project {
        self.project
    }

    /// A line of a file; nothing where there is none, or where it is too long to be read.
    pub(crate) fn readable(&mut self, file: &str, line: u32) -> Option<String> {
        self.line(file, line).filter(|it| it.len() <= LONGEST_LINE)
    }

    fn line(&mut self, file: &str, line: u32) -> Option<String> {
        if !self.files.contains_key(file) {
            let bytes = self.project.files.read(file).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let shown = |it: &str| visible(it).into_owned();
            let lines = text.lines().map(shown).collect();
            self.files.insert(file.to_owned(), lines);
        }
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        self.files.get(file)?.get(index).cloned()
    }

    /// The places of a finding, the primary one first, each with its line and what is to be seen there.
    pub(crate) fn places(&mut self, places: &[Place], style: Style, out: &mut String) {
        let width = places
            .iter()
            .map(|place| place.line.to_string().len())
            .max()
            .unwrap_or(1);
        for (index, place) in places.iter().enumerate() {
            let arrow = if index == 0 { "-->" } else { ":::" };
            let file = self.project.shown(&place.file);
            let margin = " ".repeat(width);
            out.push_str(&format!(
                "{margin}{} {file}:{}:{}\n",
                style.dim(arrow),
                place.line,
                place.column
            ));
            match self.line(&place.file, place.line) {
                Some(text) if text.len() <= LONGEST_LINE => {
                    self.marked(place, &text, width, style, out);
                }
                _ => out.push_str(&format!("{margin} {} {}\n", style.dim("="), place.label)),
            }
        }
    }

    fn marked(&self, place: &Place, text: &str, width: usize, style: Style, out: &mut String) {
        let margin = " ".repeat(width);
        let bar = style.dim("|");
        // Where only the line is known, what stands in it is meant.
        let indent = text.chars().take_while(|it| it.is_whitespace()).count();
        let skipped = usize::try_from(place.column).unwrap_or(1).saturating_sub(1);
        let skipped = skipped.max(indent);
        let before: String = text
            .chars()
            .take(skipped)
            .map(|character| if character == '\t' { '\t' } else { ' ' })
            .collect();
        let rest = text.trim_end().chars().count().saturating_sub(skipped);
        let length = usize::try_from(place.length)
            .unwrap_or(0)
            .clamp(1, rest.max(1));
        let number = format!("{:>width$}", place.line);
        out.push_str(&format!("{margin} {bar}\n"));
        out.push_str(&format!(
            "{} {bar} {}\n",
            style.dim(&number),
            text.trim_end()
        ));
        out.push_str(&format!(
            "{margin} {bar} {before}{} {}\n",
            style.red(&"^".repeat(length)),
            style.red(&place.label)
        ));
    }
}
