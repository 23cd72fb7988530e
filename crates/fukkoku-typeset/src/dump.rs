//! Placed pages as text, for golden files and for `fukkoku dump --stage layout`.

use super::page::{Direction, Layout, Mark, Owner, Run, Shape};
use std::fmt::Write;

/// One line per mark: what it belongs to, where it stands, what it shows. Lengths in points.
pub fn dump(layout: &Layout) -> String {
    let mut text = format!("title {}\n", layout.title);
    for (number, page) in layout.pages.iter().enumerate() {
        let _ = writeln!(text, "\npage {} {}×{}", number + 1, points(page.width), points(page.height));
        for mark in &page.marks {
            let _ = writeln!(text, "{}", line(layout, mark));
        }
    }
    for entry in &layout.outline {
        let _ = writeln!(text, "outline {} page {} y {} {}", entry.level, entry.page + 1, points(entry.y), entry.title);
    }
    text
}

fn line(layout: &Layout, mark: &Mark) -> String {
    let owner = match mark.owner {
        Owner::Node(id) => {
            layout.structure.nodes.get(id.0).map_or_else(String::new, |node| format!("{:?}#{}", node.role, id.0))
        }
        Owner::Pagination => "pagination".to_owned(),
        Owner::Decoration => "decoration".to_owned(),
    };
    match &mark.shape {
        Shape::Run(run) => format!("  {owner} {}", run_line(run)),
        Shape::Fill(fill) => {
            let area = fill.area;
            let place = [area.x, area.y, area.width, area.height].map(points).join(" ");
            format!("  {owner} fill {place} grey {}", fill.grey)
        }
        Shape::Link(link) => {
            let area = link.area;
            let place = [area.x, area.y, area.width, area.height].map(points).join(" ");
            format!("  {owner} link {place} {:?}", link.target)
        }
    }
}

fn run_line(run: &Run) -> String {
    let direction = match run.direction {
        Direction::Horizontal => "→",
        Direction::Vertical => "↓",
    };
    let place = [run.x, run.y, run.extent].map(points).join(" ");
    let text: String = run.glyphs.iter().map(|glyph| glyph.means).collect();
    format!("{:?} {} {direction} {place} {text}", run.face, points(run.size))
}

fn points(length: i64) -> String {
    let (sign, length) = if length < 0 { ("-", -length) } else { ("", length) };
    format!("{sign}{}.{:03}", length / 1000, length % 1000)
}
