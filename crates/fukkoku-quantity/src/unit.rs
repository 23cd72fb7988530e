//! Units: their spellings, their scale, and where tables state them.

use super::Decimal;
use super::folded::fold_text;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A unit as data: `千円` is 円 times 1000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As printed, folded: `千円`.
    pub printed: String,
    /// What is counted: `円`, `人/km2`.
    pub base: Cow<'static, str>,
    /// How many of it one stands for.
    pub multiplier: i64,
    /// Printed with a character that not every machine has, such as ㌫.
    pub machine_dependent: bool,
}

/// Spellings and the base unit they stand for; the longest that fits is taken.
const UNITS: &[(&str, &str)] = &[
    ("円", "円"),
    ("圓", "円"),
    ("銭", "銭"),
    ("ドル", "ドル"),
    ("㌦", "ドル"),
    ("ユーロ", "ユーロ"),
    ("セント", "セント"),
    ("㌣", "セント"),
    ("%", "%"),
    ("㌫", "%"),
    ("パーセント", "%"),
    ("‰", "‰"),
    ("パーミル", "‰"),
    ("ポイント", "ポイント"),
    ("ポイント減", "ポイント"),
    ("ポイント増", "ポイント"),
    ("pt", "ポイント"),
    ("人", "人"),
    ("名", "人"),
    ("世帯", "世帯"),
    ("戸", "戸"),
    ("軒", "軒"),
    ("件", "件"),
    ("台", "台"),
    ("冊", "冊"),
    ("回", "回"),
    ("個", "個"),
    ("箇", "個"),
    ("本", "本"),
    ("枚", "枚"),
    ("点", "点"),
    ("棟", "棟"),
    ("室", "室"),
    ("校", "校"),
    ("園", "園"),
    ("館", "館"),
    ("店", "店"),
    ("社", "社"),
    ("団体", "団体"),
    ("課", "課"),
    ("部", "部"),
    ("係", "係"),
    ("局", "局"),
    ("床", "床"),
    ("歳", "歳"),
    ("才", "歳"),
    ("種", "種"),
    ("種類", "種類"),
    ("品目", "品目"),
    ("科目", "科目"),
    ("項目", "項目"),
    ("事業", "事業"),
    ("施設", "施設"),
    ("学級", "学級"),
    ("クラス", "学級"),
    ("か所", "箇所"),
    ("カ所", "箇所"),
    ("ヵ所", "箇所"),
    ("ヶ所", "箇所"),
    ("ケ所", "箇所"),
    ("箇所", "箇所"),
    ("個所", "箇所"),
    ("所", "所"),
    ("市", "市"),
    ("区", "区"),
    ("町", "町"),
    ("村", "村"),
    ("号", "号"),
    ("頭", "頭"),
    ("匹", "匹"),
    ("羽", "羽"),
    ("倍", "倍"),
    ("位", "位"),
    ("度", "度"),
    ("人日", "人日"),
    ("人月", "人月"),
    ("主査制", "主査制"),
    ("アカウント", "アカウント"),
    ("年", "年"),
    ("年間", "年"),
    ("か年", "年"),
    ("カ年", "年"),
    ("ヵ年", "年"),
    ("ヶ年", "年"),
    ("ケ年", "年"),
    ("箇年", "年"),
    ("か年間", "年"),
    ("か月", "月"),
    ("カ月", "月"),
    ("ヵ月", "月"),
    ("ヶ月", "月"),
    ("ケ月", "月"),
    ("箇月", "月"),
    ("個月", "月"),
    ("か月間", "月"),
    ("カ月間", "月"),
    ("ヵ月間", "月"),
    ("ヶ月間", "月"),
    ("箇月間", "月"),
    ("月", "月"),
    ("週間", "週"),
    ("週", "週"),
    ("日", "日"),
    ("日間", "日"),
    ("時間", "時間"),
    ("h", "時間"),
    ("分", "分"),
    ("分間", "分"),
    ("秒", "秒"),
    ("秒間", "秒"),
    ("m", "m"),
    ("メートル", "m"),
    ("㍍", "m"),
    ("km", "km"),
    ("㎞", "km"),
    ("キロメートル", "km"),
    ("㌖", "km"),
    ("キロ", "キロ"),
    ("㌔", "キロ"),
    ("cm", "cm"),
    ("㎝", "cm"),
    ("センチメートル", "cm"),
    ("センチ", "cm"),
    ("㌢", "cm"),
    ("mm", "mm"),
    ("㎜", "mm"),
    ("ミリメートル", "mm"),
    ("ミリ", "mm"),
    ("㍉", "mm"),
    ("m2", "m2"),
    ("m²", "m2"),
    ("㎡", "m2"),
    ("平方メートル", "m2"),
    ("平米", "m2"),
    ("km2", "km2"),
    ("km²", "km2"),
    ("㎢", "km2"),
    ("k㎡", "km2"),
    ("平方キロメートル", "km2"),
    ("平方キロ", "km2"),
    ("ha", "ha"),
    ("ヘクタール", "ha"),
    ("㌶", "ha"),
    ("㌃", "a"),
    ("アール", "a"),
    ("坪", "坪"),
    ("m3", "m3"),
    ("m³", "m3"),
    ("㎥", "m3"),
    ("立方メートル", "m3"),
    ("立米", "m3"),
    ("L", "L"),
    ("l", "L"),
    ("ℓ", "L"),
    ("リットル", "L"),
    ("㍑", "L"),
    ("kl", "kL"),
    ("kL", "kL"),
    ("キロリットル", "kL"),
    ("㎘", "kL"),
    ("ml", "mL"),
    ("mL", "mL"),
    ("㎖", "mL"),
    ("ミリリットル", "mL"),
    ("cc", "cc"),
    ("㏄", "cc"),
    ("g", "g"),
    ("グラム", "g"),
    ("㌘", "g"),
    ("kg", "kg"),
    ("㎏", "kg"),
    ("キログラム", "kg"),
    ("㌕", "kg"),
    ("mg", "mg"),
    ("㎎", "mg"),
    ("ミリグラム", "mg"),
    ("t", "t"),
    ("トン", "t"),
    ("㌧", "t"),
    ("W", "W"),
    ("ワット", "W"),
    ("㍗", "W"),
    ("kW", "kW"),
    ("kw", "kW"),
    ("kWh", "kWh"),
    ("kwh", "kWh"),
    ("MW", "MW"),
    ("V", "V"),
    ("ボルト", "V"),
    ("㌾", "V"),
    ("cal", "cal"),
    ("kcal", "kcal"),
    ("キロカロリー", "kcal"),
    ("㌍", "カロリー"),
    ("Hz", "Hz"),
    ("ヘルツ", "Hz"),
    ("hPa", "hPa"),
    ("㍱", "hPa"),
    ("ヘクトパスカル", "hPa"),
    ("dB", "dB"),
    ("ppm", "ppm"),
    ("μg", "μg"),
    ("℃", "℃"),
    ("°C", "℃"),
    ("B", "B"),
    ("バイト", "B"),
    ("KB", "KB"),
    ("kB", "KB"),
    ("Kバイト", "KB"),
    ("キロバイト", "KB"),
    ("MB", "MB"),
    ("Mバイト", "MB"),
    ("メガバイト", "MB"),
    ("GB", "GB"),
    ("Gバイト", "GB"),
    ("ギガバイト", "GB"),
    ("TB", "TB"),
    ("Tバイト", "TB"),
    ("テラバイト", "TB"),
    ("bps", "bps"),
    ("kbps", "kbps"),
    ("Mbps", "Mbps"),
    ("Gbps", "Gbps"),
    ("㌻", "ページ"),
    ("ページ", "ページ"),
    ("頁", "ページ"),
    ("行", "行"),
    ("文字", "文字"),
    ("字", "字"),
    ("語", "語"),
    ("票", "票"),
    ("議席", "議席"),
    ("組", "組"),
    ("歩", "歩"),
    ("食", "食"),
    ("隻", "隻"),
    ("便", "便"),
    ("講座", "講座"),
    ("駅", "駅"),
    ("路線", "路線"),
    ("地区", "地区"),
    ("自治体", "自治体"),
    ("分野", "分野"),
    ("人・日", "人日"),
    ("作品", "作品"),
];

/// The spellings by their first character, longest first.
static BY_FIRST: LazyLock<Vec<(char, &str, &str)>> = LazyLock::new(|| {
    let first = |spelling: &str| spelling.chars().next().unwrap_or_default();
    let mut index: Vec<_> = UNITS.iter().map(|(spelling, base)| (first(spelling), *spelling, *base)).collect();
    index.sort_by_key(|(first, spelling, _)| (*first, std::cmp::Reverse(spelling.len())));
    index
});

/// Scales that statistics print before a unit.
const SCALES: &[(&str, i64)] = &[
    ("百億", 10_000_000_000),
    ("十億", 1_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("兆", 1_000_000_000_000),
    ("億", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("十", 10),
];

impl Unit {
    /// The unit of a count: `人`.
    pub fn plain(base: &str) -> Self {
        Self { printed: base.to_owned(), base: Cow::Owned(base.to_owned()), multiplier: 1, machine_dependent: false }
    }

    /// Reads a whole text as a unit: `千円`, `百万円`, `㎡`, `人/㎢`, `％`.
    ///
    /// - **Errors**: `None` if any character is left over.
    pub fn read(text: &str) -> Option<Self> {
        let folded = fold_text(text);
        let text = folded.trim_matches([' ', '\n', ':', '、', '・']);
        let (unit, rest) = Self::at_start(text)?;
        rest.is_empty().then_some(unit)
    }

    /// The longest unit at the start of a folded text, and what follows it.
    pub fn at_start(text: &str) -> Option<(Self, &str)> {
        let (found, rest) = Self::spelling(text)?;
        let printed = text[..text.len() - rest.len()].to_owned();
        let base = found.per.map_or(Cow::Borrowed(found.base), |per| Cow::Owned(format!("{}/{per}", found.base)));
        Some((Self { printed, base, multiplier: found.multiplier, machine_dependent: found.machine_dependent }, rest))
    }

    /// The same, for those who only ask how far it goes.
    pub(super) fn spelling(text: &str) -> Option<(Spelling, &str)> {
        let lead = text.chars().next()?;
        let scaled = matches!(lead, '百' | '十' | '千' | '兆' | '億' | '万')
            .then(|| SCALES.iter().find_map(|(scale, factor)| Some((text.strip_prefix(scale)?, *factor))))
            .flatten();
        let found = scaled
            .and_then(|(rest, multiplier)| compound(rest).map(|(found, rest)| (Spelling { multiplier, ..found }, rest)))
            .filter(|(found, _)| found.per.is_some() || !matches!(found.base, "月" | "日"));
        found.or_else(|| compound(text))
    }

    /// A value in this unit, in the base unit; `None` on overflow.
    pub fn to_base(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(Decimal::from(self.multiplier))
    }
}

/// What a spelling says.
pub(super) struct Spelling {
    base: &'static str,
    /// What stands after the slash.
    per: Option<&'static str>,
    multiplier: i64,
    machine_dependent: bool,
}

/// `人`, `人/㎢`, `円／人`.
fn compound(text: &str) -> Option<(Spelling, &str)> {
    let (base, machine, rest) = simple(text)?;
    let other = rest.strip_prefix(['/', '／']).and_then(simple);
    let per = other.map(|(base, _, _)| base);
    let machine_dependent = machine || other.is_some_and(|(_, machine, _)| machine);
    Some((Spelling { base, per, multiplier: 1, machine_dependent }, other.map_or(rest, |(_, _, rest)| rest)))
}

fn simple(text: &str) -> Option<(&'static str, bool, &str)> {
    let first = text.chars().next()?;
    let rows = &BY_FIRST[BY_FIRST.partition_point(|row| row.0 < first)..];
    let mut rows = rows.iter().take_while(|row| row.0 == first);
    let (_, spelling, base) = rows.find(|(_, spelling, _)| text.starts_with(spelling))?;
    let rest = &text[spelling.len()..];
    let latin = |c: char| c.is_ascii_alphabetic();
    if spelling.ends_with(latin) && rest.starts_with(latin) {
        return None;
    }
    Some((base, spelling.contains(|c| ('\u{3300}'..='\u{33FF}').contains(&c)), rest))
}

/// The unit that a note or header states: `（単位：千円）`, `人口（人）`, `面積(㎢)`, `構成比 ％`.
///
/// - **Several**: `（単位：百万円、％）` gives both, in order; which column has which is the caller's question.
/// - **None**: a header without brackets or 単位 states no unit, even if it ends in one (`職員`).
pub fn stated(text: &str) -> Vec<Unit> {
    let folded = fold_text(text);
    if let Some((_, after)) = folded.split_once("単位") {
        let after = after.split([')', ']', '\n']).next().unwrap_or_default();
        return list(after);
    }
    let mut groups = folded.split(['(', '[']).skip(1).filter_map(|group| group.split([')', ']']).next());
    let found = groups.find_map(|group| Some(list(group)).filter(|units| !units.is_empty()));
    found.or_else(|| symbol_at_end(&folded)).unwrap_or_default()
}

fn list(text: &str) -> Vec<Unit> {
    let text = text.trim_matches([' ', '\n', ':', '=']);
    let parts: Vec<_> = text
        .split(['、', ',', ' ', '・', ';'])
        .map(|part| part.trim_matches([' ', ':']))
        .filter(|part| !part.is_empty())
        .collect();
    let units: Vec<_> = parts.iter().filter_map(|part| Unit::read(part)).collect();
    if units.len() == parts.len() { units } else { Vec::new() }
}

/// `構成比％`, `面積㎡`: symbols that are no part of a word.
fn symbol_at_end(text: &str) -> Option<Vec<Unit>> {
    let last = text.trim_end().chars().next_back().filter(|c| "%‰℃㎡㎢㎥㎞㎏㌫".contains(*c))?;
    Unit::read(&last.to_string()).map(|unit| vec![unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stated() {
        for (text, expected, why) in [
            ("（職員人件費を除く） （単位 千円）", vec![("円", 1000)], "the note above the original's budget table"),
            ("（単位：百万円、％）", vec![("円", 1_000_000), ("%", 1)], "two units in one note"),
            ("人口（人）", vec![("人", 1)], "header with its unit in brackets"),
            ("面積(㎢)", vec![("km2", 1)], ""),
            ("人口密度（人／㎢）", vec![("人/km2", 1)], "a compound"),
            ("構成比％", vec![("%", 1)], "a symbol at the end"),
            ("６年度（参考）", vec![], "a remark is no unit"),
            ("計（Ａ）", vec![], "a letter is no unit"),
            ("職員", vec![], "no brackets, no unit"),
        ] {
            let units = stated(text);
            let found: Vec<_> = units.iter().map(|unit| (unit.base.as_ref(), unit.multiplier)).collect();
            assert_eq!(found, expected, "{text}: {why}");
        }
    }
}
