//! Which program made the text of a report, told by facts of the text alone.
//!
//! Extractors differ in what they write for the end of a page, the end of a paragraph, an empty cell and the columns of a table.

use crate::source::Flavour;

/// What is counted to tell flavours apart.
#[derive(Default)]
struct Counts {
    form_feeds: usize,
    blank: usize,
    filled: usize,
    /// Filled lines that end with a space.
    ended: usize,
    /// Filled lines that hold an inner space.
    spaced: usize,
    /// Filled lines of four words or more.
    crowded: usize,
    /// Filled lines with words three spaces or more apart.
    wide: usize,
    /// Of those: a word begins or ends where one does in one of the two lines before.
    lined_up: usize,
}

/// Tells the flavour of a text.
///
/// - `layout`: no end spaces, wide gaps in more lines than any other extractor writes, and words under words.
/// - With form feeds: `boxes` ends lines with spaces, `raw` has hardly a blank line, `blocks` has.
/// - Without: `lines` has end spaces, hardly a blank line and hardly a line of many words; all else is `stream`.
pub(crate) fn detect(text: &str) -> Flavour {
    let counts = count(text);
    let share = |part: usize, percent: usize| part > 0 && part * 100 >= counts.filled * percent;
    let lined_up = share(counts.wide, 5) && !share(counts.ended, 10);
    let few_blanks = counts.blank * 8 < counts.filled;
    match () {
        () if lined_up && (counts.lined_up >= 3 || counts.form_feeds > 0) => Flavour::Layout,
        () if counts.form_feeds == 0 => {
            let lines = few_blanks && share(counts.ended, 50) && !share(counts.crowded, 10);
            if lines { Flavour::Lines } else { Flavour::Stream }
        }
        () if share(counts.ended, 40) => Flavour::Boxes,
        () if few_blanks && share(counts.spaced, 40) => Flavour::Raw,
        () => Flavour::Blocks,
    }
}

fn count(text: &str) -> Counts {
    let mut counts = Counts { form_feeds: text.matches('\x0c').count(), ..Counts::default() };
    let mut before = [vec![], vec![]];
    for line in text.split(['\n', '\x0c']) {
        if line.trim().is_empty() {
            counts.blank += 1;
            continue;
        }
        let edges = far_words(line.trim_end());
        counts.filled += 1;
        counts.ended += usize::from(line.ends_with(' '));
        counts.spaced += usize::from(line.trim().contains(' '));
        counts.crowded += usize::from(line.split_whitespace().count() >= 4);
        counts.wide += usize::from(!edges.is_empty());
        let recurs = |edge: &Edge| before.iter().any(|edges: &Vec<Edge>| edges.contains(edge));
        counts.lined_up += usize::from(edges.iter().any(recurs));
        before.swap(0, 1);
        before[1] = edges;
    }
    counts
}

/// Where a word begins or ends, in characters: labels stand under labels by their beginnings, figures under figures by their ends.
#[derive(PartialEq)]
enum Edge {
    Start(usize),
    End(usize),
}

/// Edges of words that follow another after three spaces or more.
fn far_words(line: &str) -> Vec<Edge> {
    let (mut edges, mut spaces, mut inside) = (Vec::new(), 0, false);
    for (offset, c) in line.chars().enumerate() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        if spaces > 0 && matches!(edges.last(), Some(Edge::Start(_))) {
            edges.push(Edge::End(offset - spaces));
        }
        if inside && spaces >= 3 {
            edges.push(Edge::Start(offset));
        }
        (inside, spaces) = (true, 0);
    }
    if matches!(edges.last(), Some(Edge::Start(_))) {
        edges.push(Edge::End(line.chars().count()));
    }
    edges
}
