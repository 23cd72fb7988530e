//! Tables of the flow: caption, unit, grid, notes, the file with the data, and a chart.

use super::pieces::{Flow, squeezed};
use super::setting::Setting;
use crate::length::Length;
use crate::line::{Align, Measure, compose};
use crate::manuscript::{Remark, Table};
use crate::page::{Area, Link, Mark, Owner, Shape, Target};
use crate::pager::{Keep, Slab, line_marks};
use crate::pages::Piece;
use crate::sheet::{BODY, CAPTION, NOTE, TABLE_NOTE};
use crate::structure::{NodeId, Role, Structure};
use crate::table::Grid;

impl Flow {
    /// A table, with what there is to say about it.
    pub(crate) fn data_table(&mut self, table: &Table) {
        if !self.table(table) {
            return;
        }
        let foot = self.pieces.len();
        if let Some(file) = &table.data {
            self.data_file(&table.id, file);
        }
        for remark in &table.remarks {
            self.remark(remark);
        }
        self.hang_below(foot);
        self.chart = table.figure.clone();
    }

    /// Title, unit and grid; what stands above the table already is not said again. Whether there was anything to set.
    fn table(&mut self, table: &Table) -> bool {
        let unit = table.unit_note.as_deref().filter(|note| !self.has_said(note));
        let unit = unit.map(|note| (note, self.structure.add(Structure::ROOT, Role::Note)));
        let node = self.structure.add_table(Structure::ROOT, &table.id);
        let title = table.title.as_deref().filter(|title| !self.has_said(title));
        let title = title.map(|title| (title, self.structure.add(node, Role::Caption)));
        let grid = Grid::new(table, node, self.sheet, &mut self.structure);
        let made = grid.is_some();
        let width = grid.as_ref().map_or(self.sheet.measure(), |grid| grid.frame.width);
        if let Some((title, caption)) = title {
            let lines = compose(title, CAPTION, Measure::all(width), Align::Left);
            let setting = Setting { before: 8_000, keep: Keep::WithNext, ..Setting::new(CAPTION, caption) };
            self.lines(&lines, setting);
        }
        if let Some((note, node)) = unit {
            let setting = Setting { before: 3_000, keep: Keep::WithNext, ..Setting::new(NOTE, node) };
            self.flush_right(note, setting, width);
        }
        self.said.clear();
        self.pieces.extend(grid.map(|grid| Piece::Table(Box::new(grid))));
        made
    }

    /// Width of the table that was set last.
    fn table_width(&self) -> Length {
        match self.pieces.last() {
            Some(Piece::Table(grid)) => grid.frame.width,
            Some(Piece::Slab(_)) | None => self.sheet.measure(),
        }
    }

    /// Which attached file holds the data of a table; a click opens it.
    fn data_file(&mut self, id: &str, file: &str) {
        let node = self.structure.add(Structure::ROOT, Role::Attachment);
        let text = format!("データ {file}");
        let lines = compose(&text, TABLE_NOTE, Measure::all(self.sheet.measure()), Align::Left);
        let Some(line) = lines.first() else { return };
        let x = self.table_width() - line.width;
        let mut marks = line_marks(line, Owner::Node(node), TABLE_NOTE, x, 0);
        let area = Area { x, y: 0, width: line.width, height: TABLE_NOTE.leading };
        let target = Target::Data(id.to_owned());
        marks.push(Mark { owner: Owner::Node(node), shape: Shape::Link(Link { area, target, text }) });
        self.slab(Slab { before: 3_000, height: TABLE_NOTE.leading, marks, keep: Keep::Free, heading: None });
    }

    /// A remark on cells: its sign, then the text beside it.
    fn remark(&mut self, remark: &Remark) {
        let node = self.structure.add(Structure::ROOT, Role::Note);
        let hang = 3 * TABLE_NOTE.size;
        let measure = self.sheet.measure() - hang;
        let first = self.pieces.len();
        let lines = compose(&remark.text, TABLE_NOTE, Measure::all(measure), self.justified);
        self.lines(&lines, Setting { x: hang, ..Setting::new(TABLE_NOTE, node) });
        let sign = self.sign(remark.flag.sign(), node);
        if let Some(Piece::Slab(slab)) = self.pieces.get_mut(first) {
            slab.marks.splice(0..0, sign);
        }
    }

    /// Makes the pieces from `first` on the foot of the table before them.
    fn hang_below(&mut self, first: usize) {
        let slab = |piece| match piece {
            Piece::Slab(slab) => Some(slab),
            Piece::Table(_) => None,
        };
        let foot = self.pieces.split_off(first).into_iter().filter_map(slab).collect();
        if let Some(Piece::Table(grid)) = self.pieces.last_mut() {
            grid.set_foot(foot);
        }
    }

    fn sign(&self, sign: &str, node: NodeId) -> Vec<Mark> {
        let lines = compose(sign, TABLE_NOTE, Measure::all(self.sheet.measure()), Align::Left);
        lines.iter().flat_map(|line| line_marks(line, Owner::Node(node), TABLE_NOTE, 0, 0)).collect()
    }

    /// The chart that waits, if there is one, under a title of its own.
    pub(crate) fn drawing(&mut self) {
        let measure = self.sheet.measure();
        let Some(chart) = self.chart.take() else { return };
        let node = self.structure.add_figure(Structure::ROOT, chart.text);
        let lines = compose(&chart.title, CAPTION, Measure::all(measure), Align::Left);
        let caption = self.structure.add(node, Role::Caption);
        let setting = Setting { before: 12_000, keep: Keep::WithNext, ..Setting::new(CAPTION, caption) };
        self.lines(&lines, setting);
        let owner = Owner::Node(node);
        let marks = chart.shapes.into_iter().map(|shape| Mark { owner, shape }).collect();
        self.slab(Slab { before: 4_000, height: chart.height + BODY.leading, marks, keep: Keep::Free, heading: None });
    }

    fn has_said(&self, text: &str) -> bool {
        let text = squeezed(text);
        self.said.iter().any(|said| said.contains(&text))
    }
}
