//! Tables whose columns are parted by characters, not by blanks: tabs, bars, boxes.
//!
//! Whoever writes such a table says where each cell ends; nothing is to be weighed but whether the lines agree. `line` parts a line at
//! its marks, `rows` puts lines together that are one row, `build` makes the table of them.

mod build;
mod line;
mod rows;

use super::standing::{Found, Standing};
use crate::page::{Gap, Line};
use crate::source::Source;
use line::{Mark, Parted, parted};

/// All tables of a text whose columns are parted by characters, by the line that they begin on.
pub(crate) fn tables(source: &Source, lines: &[Line]) -> Standing {
    let mut found = Standing::new();
    let mut at = 0;
    while at < lines.len() {
        let run = run(source, lines, at);
        let end = at + run.len().max(1);
        if let Some(table) = rows::rows(source, &run).and_then(|rows| build::table(source, &lines[at..end], &run, rows))
        {
            found.insert(at, Found { end, tables: vec![table], certain: true });
        }
        at = end;
    }
    found
}

/// Lines from `at` on that are parted by the same mark.
fn run(source: &Source, lines: &[Line], at: usize) -> Vec<Parted> {
    let mut run: Vec<Parted> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(at) {
        let Some(parted) = parted(source, line) else { break };
        let goes_on = run.last().is_none_or(|last| {
            let alike = last.parts.len() == parted.parts.len();
            let free = alike || parted.mark == Mark::Tab || last.boxed || parted.boxed;
            // Blank lines stand between the lines of a table only where all else is alike.
            let close = lines[index - 1].gap <= Gap::Line || alike && lines[index - 1].gap == Gap::Paragraph;
            last.mark == parted.mark && free && close
        });
        if !goes_on {
            break;
        }
        run.push(parted);
    }
    run
}
