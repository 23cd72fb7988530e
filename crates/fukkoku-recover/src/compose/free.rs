//! What stands outside tables: its lines in reading order, and what recurs in the margins.

use super::line::{FreeLine, Role};
use super::order;
use super::settled::Settled;
use crate::look;
use crate::sheet::{Area, Glyph, Length, Sheet};
use crate::table::grid::lines;
use std::collections::BTreeMap;

/// What stands outside the tables of a sheet: above the first table, between it and the second, and so on; lines in reading order.
pub(super) type FreeText = Vec<Vec<FreeLine>>;

/// The free text of each sheet; `tops` are the upper sides of the tables that stand on it.
pub(super) fn free(sheets: &[Sheet], found: &[Settled], tops: &[Vec<Length>]) -> Vec<FreeText> {
    let mut taken: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.glyphs.len()]).collect();
    for at in found.iter().flat_map(Settled::glyphs) {
        taken[at.sheet()][at.index()] = true;
    }
    let sheet = |((sheet, taken), tops): ((&Sheet, Vec<bool>), &Vec<Length>)| of_sheet(sheet, &taken, tops);
    let mut texts: Vec<FreeText> = sheets.iter().zip(taken).zip(tops).map(sheet).collect();
    find_roles(sheets, &mut texts);
    texts
}

fn of_sheet(sheet: &Sheet, taken: &[bool], tops: &[Length]) -> FreeText {
    let own: Vec<u32> = (0..).zip(taken).filter(|(_, taken)| !**taken).map(|(at, _)| at).collect();
    let glyphs: Vec<Glyph> = own.iter().map(|&at| sheet.glyphs[at as usize]).collect();
    let mut bands: Vec<Vec<(Vec<usize>, Area)>> = vec![vec![]; tops.len() + 1];
    for line in lines::lines(&glyphs) {
        let Some(area) = lines::area_of(&glyphs, &line) else { continue };
        bands[tops.iter().filter(|top| **top <= area.top).count()].push((line, area));
    }
    let right = bands.iter().flatten().map(|(_, area)| area.x1).max().unwrap_or_default();
    let mut bands: FreeText = bands.into_iter().map(|band| order::ordered(&glyphs, band, right)).collect();
    for line in bands.iter_mut().flatten() {
        line.glyphs.iter_mut().for_each(|at| *at = own[*at as usize]);
    }
    bands
}

/// Share of a page's height, in hundredths, in which running heads and page numbers stand.
const MARGIN: Length = 10;
/// Lines of several pages whose heights differ so little stand at one height.
const SAME_HEIGHT: Length = 300;

/// A line in the upper or lower margin.
struct Marginal {
    /// Sheet, band and place in it.
    place: (usize, usize, usize),
    height: Length,
    text: String,
    /// No other line is close to it.
    apart: bool,
}

fn find_roles(sheets: &[Sheet], texts: &mut [FreeText]) {
    let mut heads: Vec<Marginal> = Vec::new();
    for (at, (sheet, text)) in sheets.iter().zip(texts.iter_mut()).enumerate() {
        let areas: Vec<Area> = text.iter().flatten().map(|line| line.area).collect();
        for (band, lines) in text.iter_mut().enumerate() {
            for (place, line) in lines.iter_mut().enumerate() {
                let area = line.area;
                let upper = area.y() * 100 < sheet.height * MARGIN;
                if !upper && area.y() * 100 < sheet.height * (100 - MARGIN) {
                    continue;
                }
                let text: String = line.glyphs(sheet).iter().map(|glyph| glyph.c).collect();
                if is_page_number(&text) {
                    line.role = Some(Role::Number);
                    continue;
                }
                let gap = |other: &Area| if upper { other.top - area.bottom } else { area.top - other.bottom };
                let apart = areas.iter().filter(|other| **other != area).all(|other| {
                    let gap = gap(other);
                    gap > area.height() || gap < -area.height()
                });
                heads.push(Marginal { place: (at, band, place), height: area.y() / SAME_HEIGHT, text, apart });
            }
        }
    }
    // Heights by steps: neighbouring steps count too.
    let mut same: BTreeMap<(&str, Length), usize> = BTreeMap::new();
    let mut alike: BTreeMap<Length, usize> = BTreeMap::new();
    for head in &heads {
        *same.entry((&head.text, head.height)).or_default() += 1;
        *alike.entry(head.height).or_default() += usize::from(head.apart);
    }
    let around = |height: Length| height - 1..=height + 1;
    for head in &heads {
        let same: usize = around(head.height).filter_map(|height| same.get(&(head.text.as_str(), height))).sum();
        let alike: usize = around(head.height).filter_map(|height| alike.get(&height)).sum();
        let most = alike >= 3 && alike * 10 >= sheets.len() * 6;
        if same >= 2 || head.apart && most {
            let (sheet, band, place) = head.place;
            texts[sheet][band][place].role = Some(Role::Head);
        }
    }
}

/// `- 12 -`, `（３）`, `iv`: one to four digits between dashes or brackets, or a Roman number, as the pages before the first have.
fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| "-－―‐−–—()（）・".contains(c));
    let all = |is_part: fn(char) -> bool| bare.chars().all(is_part);
    (1..=4).contains(&bare.chars().count()) && (all(look::is_digit) || all(|c| "ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ".contains(c)))
}
