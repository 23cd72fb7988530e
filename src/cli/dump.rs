//! `fukkoku dump`: what a stage made of a report.

use super::asked::Asked;
use super::opening::Opening;
use super::plan::Plan;
use super::reading::{list, one_paper, one_reading, one_report, profile_flag};
use super::session::{Failure, show, show_json};
use crate::batch::{OutputRoot, write_whole};
use clap::{Args, ValueEnum};
use fukkoku::Report;
use fukkoku::document::Content;
use fukkoku::finding::render::visible;
use fukkoku::write::pretty;
use fukkoku_recover::page::{Gap, Page};
use fukkoku_recover::source::Source;
use fukkoku_recover::{Stretch, block::BlockKind};
use std::fmt::Write;
use std::path::PathBuf;

/// `fukkoku dump`.
#[derive(Debug, Args)]
pub(super) struct Dump {
    /// The stage.
    #[arg(long, value_enum)]
    stage: Stage,
    /// With --stage blocks: how the table was read, by its number in the report or its id; unrecognized-1 for what fits no layout.
    #[arg(long, value_name = "TABLE")]
    explain: Option<String>,
    /// A file, or '-'.
    #[arg(value_name = "INPUT")]
    input: PathBuf,
    /// With --stage pages: a drawing of each page of a PDF, with its words, rules and the cells that were found.
    #[arg(long, value_enum, default_value = "text", requires_if("svg", "output"))]
    format: Format,
    /// With --stage words: a record a line (the only form that it has).
    #[arg(long)]
    ndjson: bool,
    /// With --format svg: the folder for its files, page-1.svg and so on.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    opening: Opening,
    /// A profile: its id, a TOML file, or 'none'. Default: detect.
    #[arg(long, value_name = "ID|FILE|none")]
    profile: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Text,
    /// For looking at, one file a page.
    Svg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    /// Words of a PDF with their places, in points: a JSON record a line.
    Words,
    /// Pages, lines and what separates them.
    Pages,
    /// Blocks: headings, paragraphs, lists, tables.
    Blocks,
    /// The document, as in document.json.
    Document,
    /// Pages of the edition: what stands where.
    Layout,
}

impl Dump {
    /// What its flags ask for.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            inputs: Some(vec![self.input.clone()]),
            profile: profile_flag(self.profile.as_deref()),
            output: self.output.clone(),
            ..self.opening.asked()
        }
    }

    /// Prints; a report is read no further than the stage.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        if self.format == Format::Svg && !matches!(self.stage, Stage::Pages) {
            return Err(Failure::Usage("expected --stage pages with --format svg".to_owned()));
        }
        let text = match (self.stage, &self.explain) {
            (Stage::Words, _) => return show_json(words(&one_paper(plan, fukkoku_recover::words)?).as_bytes()),
            (Stage::Pages, _) if self.format == Format::Svg => self.drawings(plan)?,
            (Stage::Pages, _) => pages(&one_reading(plan)?),
            (Stage::Blocks, Some(table)) => explain(&one_report(plan)?, &one_reading(plan)?, table)?,
            (Stage::Blocks, None) => blocks(&one_reading(plan)?),
            (Stage::Document, _) => return show_json(&pretty::json(&one_report(plan)?.checked.document)),
            (Stage::Layout, _) => fukkoku::write::edition_layout(&one_report(plan)?.checked),
        };
        show(&text)
    }

    /// Writes a drawing of each page; returns what to say about them.
    fn drawings(&self, plan: &Plan) -> Result<String, Failure> {
        let drawings = one_paper(plan, fukkoku_recover::drawings)?;
        let root = OutputRoot::new(&plan.output, &list(plan)?.inputs);
        let mut told = String::new();
        for (page, svg) in drawings {
            let name = format!("page-{page}.svg");
            write_whole(&root, &name, svg.as_bytes()).map_err(|error| Failure::Output(error.to_string()))?;
            let _ = writeln!(told, "{}", visible(&root.shown(&name)));
        }
        Ok(told)
    }
}

fn words(words: &[fukkoku_recover::drawing::Word]) -> String {
    let record = |word| serde_json::to_string(word).unwrap_or_default() + "\n";
    words.iter().map(record).collect()
}

/// How the table of this number or id was read.
fn explain(report: &Report, (source, pages): &(Source, Vec<Page>), table: &str) -> Result<String, Failure> {
    let tables = report.checked.document.elements.iter().filter_map(|element| match &element.content {
        Content::Table(table) => Some(table.id.as_str()),
        _ => None,
    });
    let ids: Vec<&str> = tables.collect();
    let number = ids.iter().position(|id| *id == table).map(|at| at + 1).or_else(|| table.parse().ok());
    let hopeless = table.strip_prefix("unrecognized-").and_then(|number| number.parse().ok());
    let stretch = number.map(Stretch::Table).or(hopeless.map(Stretch::Hopeless));
    stretch.and_then(|stretch| fukkoku_recover::explain(source, pages, stretch)).ok_or_else(|| {
        let known = if ids.is_empty() {
            "this report has none".to_owned()
        } else {
            format!("expected one of {}", ids.join(", "))
        };
        Failure::Usage(format!(
            "no table {table:?}: {known}, or its number; 'unrecognized-1' is the first stretch that fits no layout"
        ))
    })
}

fn pages((source, pages): &(Source, Vec<Page>)) -> String {
    let mut out = String::new();
    for page in pages {
        let _ = writeln!(out, "page {}", page.number);
        for (what, line) in [("running head", page.running_head), ("page number", page.page_number)] {
            if let Some(line) = line {
                let _ = writeln!(out, "  {what}: {}", source.slice(line.span).trim());
            }
        }
        for line in &page.lines {
            let gap = match line.gap {
                Gap::Same => "",
                Gap::Line => "⏎",
                Gap::Paragraph => "⏎⏎",
                Gap::Page => "⏏",
            };
            let _ = writeln!(
                out,
                "{:>6} {}{gap}",
                source.line_of(line.span.start),
                source.slice(line.span).replace(' ', "␣")
            );
        }
    }
    out
}

fn blocks((source, pages): &(Source, Vec<Page>)) -> String {
    let mut out = String::new();
    for block in fukkoku_recover::recover(source, pages) {
        let _ = writeln!(out, "{:>6} {}", source.line_of(block.start()), describe(&block.kind));
    }
    out
}

fn describe(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level, text, subtitle, .. } => {
            let under = subtitle.as_ref().map(|text| format!(" / {}", text.printed)).unwrap_or_default();
            format!("heading {level}: {}{under}", text.printed)
        }
        BlockKind::Paragraph { caption, text, .. } => match caption {
            Some(caption) => format!("quotation {}: {}", caption.printed, text.printed),
            None => format!("paragraph: {}", text.printed),
        },
        BlockKind::List(items) => {
            let items: Vec<String> =
                items.iter().map(|item| format!("\n         {} {}", item.marker, item.text.printed)).collect();
            format!("list:{}", items.concat())
        }
        BlockKind::Table(raw) => {
            let mut out = format!("table: {} rows, {} columns", raw.rows.len(), raw.columns);
            for row in &raw.rows {
                let cells: Vec<String> = row
                    .cells
                    .iter()
                    .map(|cell| match cell {
                        None => "↑".to_owned(),
                        Some(cell) => {
                            let texts: Vec<&str> = cell.paragraphs.iter().map(|text| text.printed.as_str()).collect();
                            format!("{} {:.2}", texts.join("¶"), cell.confidence)
                        }
                    })
                    .collect();
                let _ = write!(out, "\n         {}", cells.join(" | "));
            }
            out
        }
        BlockKind::Note { text, .. } => format!("note: {}", text.printed),
        BlockKind::Contact(lines) => {
            let lines: Vec<&str> = lines.iter().map(|line| line.printed.as_str()).collect();
            format!("contact: {}", lines.join(" / "))
        }
        BlockKind::Contents { entries, .. } => format!("contents: {} lines", entries.len()),
        BlockKind::Furniture { role, text } => format!("furniture {role:?}: {}", text.printed),
        BlockKind::Unrecognized(lines) => format!("unrecognized: {} lines", lines.len()),
    }
}
