//! The filter itself: lines in, answers out, in order, with bounded memory.

use super::super::flag::shown;
use super::super::{Refusal, date, number, width};
use super::answer::{Contexts, DateAnswer, NumberAnswer, ends, words};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, BufRead, Write};

/// What the lines hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Dates and periods.
    Date,
    /// Numbers.
    Number,
    /// Prose, to be width-folded.
    Text,
    /// Data cells, to be width-folded.
    Value,
}

/// How lines and answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The value alone.
    Plain,
    /// One JSON object per line.
    Ndjson,
}

/// What the filter is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What the lines hold.
    pub kind: As,
    /// How they are written.
    pub form: Form,
    /// Refuse what is only answered with a flag.
    pub strict: bool,
    /// The context of lines that bring none: `era=平成`, `int_table`.
    pub context: String,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Lines read.
    pub lines: usize,
    /// Lines that could not be answered.
    pub refused: usize,
}

impl Outcome {
    /// 0 if every line was answered, else 1.
    pub fn exit_code(self) -> u8 {
        u8::from(self.refused > 0)
    }
}

/// Longer lines are refused unread.
pub const MAX_LINE: usize = 16 << 20;

/// Answers every line of `input` on `output`; messages about lines that cannot be read go to `messages`.
///
/// - **Order**: one answer per line, in the same order; a refused line gives an empty line, or an object with `status` `error`.
/// - **Errors**: only those of reading and writing. Text that is not UTF-8 is a refused line.
pub fn run(
    mut input: impl BufRead,
    mut output: impl Write,
    mut messages: impl Write,
    options: &Options,
) -> io::Result<Outcome> {
    let contexts = Contexts::read(&options.context);
    let mut outcome = Outcome::default();
    let mut answer = |line: &[u8], whole: bool| -> io::Result<()> {
        outcome.lines += 1;
        let text = std::str::from_utf8(without_end(line)).ok().filter(|_| whole);
        let refusal = match (text, options.form) {
            (Some(text), Form::Plain) => plain(text, options, &contexts, &mut output)?,
            (Some(text), Form::Ndjson) => ndjson(text, options, &contexts, &mut output)?,
            (None, _) => unreadable(whole, options, &mut output)?,
        };
        if let Some(message) = refusal {
            outcome.refused += 1;
            writeln!(messages, "line {}: {message}", outcome.lines)?;
        }
        Ok(())
    };
    each_line(&mut input, &mut answer)?;
    output.flush()?;
    Ok(outcome)
}

/// Hands on every line with its end; `false` with one that was too long. Most are answered where they lie in the
/// buffer of the input, only those over its edge are copied.
fn each_line(input: &mut impl BufRead, answer: &mut impl FnMut(&[u8], bool) -> io::Result<()>) -> io::Result<()> {
    let mut begun = Vec::new();
    let mut whole = true;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        let read = chunk.len();
        let mut rest = chunk;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, after) = rest.split_at(end + 1);
            if begun.is_empty() && whole {
                answer(line, line.len() <= MAX_LINE)?;
            } else {
                whole = whole && begun.len() + line.len() <= MAX_LINE;
                begun.extend_from_slice(if whole { line } else { &[] });
                answer(&begun, whole)?;
                begun.clear();
                whole = true;
            }
            rest = after;
        }
        whole = whole && begun.len() + rest.len() <= MAX_LINE;
        begun.extend_from_slice(if whole { rest } else { &[] });
        input.consume(read);
    }
    if begun.is_empty() && whole { Ok(()) } else { answer(&begun, whole) }
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Why a line was refused, if it was.
type Refused = Option<String>;

/// One line of text, one value; what is not asked for is not put into words.
fn plain(text: &str, options: &Options, contexts: &Contexts, output: &mut impl Write) -> io::Result<Refused> {
    let written = match options.kind {
        As::Text => Ok(width::text(text)),
        As::Value => Ok(width::value(text)),
        As::Date => plain_date(text, options, contexts).map(Cow::Owned),
        As::Number => plain_number(text, options, contexts).map(Cow::Owned),
    };
    let (line, refused) = match written {
        Ok(line) => (line, None),
        Err(refusal) => (Cow::Borrowed(""), Some(refusal.message)),
    };
    output.write_all(line.as_bytes())?;
    output.write_all(b"\n")?;
    Ok(refused)
}

/// EDTF; hours as `08:30` or `08:30/17:15`.
fn plain_date(text: &str, options: &Options, contexts: &Contexts) -> Result<String, Refusal> {
    let dated = date::read(text, contexts.date.as_ref().map_err(Refusal::clone)?)?;
    if options.strict && !dated.is_strict() {
        return Err(strict(&words(&dated.flags), ""));
    }
    if !dated.edtf.is_empty() {
        return Ok(dated.edtf);
    }
    let (start, end) = ends(&dated);
    Ok(if start == end { start } else { format!("{start}/{end}") })
}

fn plain_number(text: &str, options: &Options, contexts: &Contexts) -> Result<String, Refusal> {
    let number = number::read(text, contexts.number.as_ref().map_err(Refusal::clone)?)?;
    if options.strict && !number.is_strict() {
        return Err(strict(&words(&number.flags), number.reading.word()));
    }
    if number.reading == number::Reading::Ambiguous {
        return Err(Refusal::plain(format!("{} has more than one reading", shown(text))));
    }
    Ok(number.text)
}

fn strict(flags: &[&str], otherwise: &str) -> Refusal {
    let reason = if flags.is_empty() { otherwise.to_owned() } else { flags.join(" ") };
    Refusal::plain(format!("refused by --strict: {reason}"))
}

fn strict_date(answer: DateAnswer, options: &Options) -> DateAnswer {
    if !options.strict || answer.status == "error" || answer.is_strict() {
        return answer;
    }
    let message = strict(&answer.flags, "").message;
    DateAnswer::refused(answer.flags, message)
}

fn strict_number(answer: NumberAnswer, options: &Options) -> NumberAnswer {
    if !options.strict || answer.status == "error" || answer.is_strict() {
        return answer;
    }
    let message = strict(&answer.flags, answer.status).message;
    NumberAnswer::refused(answer.flags, message)
}

#[derive(Deserialize)]
struct Question {
    input: String,
    #[serde(default)]
    context: Option<String>,
}

#[derive(Serialize)]
struct DateLine<'a> {
    input: &'a str,
    status: &'a str,
    start: &'a str,
    end: &'a str,
    edtf: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    estat_time: &'a str,
    flags: &'a [&'static str],
}

#[derive(Serialize)]
struct NumberLine<'a> {
    input: &'a str,
    status: &'a str,
    value: &'a str,
    unit: &'a str,
    base_value: &'a str,
    flags: &'a [&'static str],
}

#[derive(Serialize)]
struct FoldedLine<'a> {
    input: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    input: &'a str,
    status: &'a str,
    flags: &'a [&'static str],
    message: &'a str,
}

/// Reads a line as an object; a list of the same values in order is none, though serde would take it.
fn question(line: &str) -> Result<Question, String> {
    if line.trim_start().starts_with('[') {
        return Err(", found a list".to_owned());
    }
    serde_json::from_str(line).map_err(|error| format!(": {error}"))
}

fn ndjson(line: &str, options: &Options, contexts: &Contexts, output: &mut impl Write) -> io::Result<Refused> {
    let question = match question(line) {
        Ok(question) => question,
        Err(why) => return refuse(line, &[], &format!("expected an object with \"input\"{why}"), output),
    };
    let input = question.input.as_str();
    let own = question.context.as_deref().filter(|context| !context.is_empty()).map(Contexts::read);
    let contexts = own.as_ref().unwrap_or(contexts);
    match options.kind {
        As::Text => write_line(&FoldedLine { input, value: &width::text(input) }, output),
        As::Value => write_line(&FoldedLine { input, value: &width::value(input) }, output),
        As::Date => {
            let DateAnswer { status, start, end, edtf, estat_time, flags, message, .. } =
                strict_date(contexts.date(input), options);
            if status == "error" {
                return refuse(input, &flags, &message, output);
            }
            write_line(
                &DateLine {
                    input,
                    status,
                    start: &start,
                    end: &end,
                    edtf: &edtf,
                    estat_time: &estat_time,
                    flags: &flags,
                },
                output,
            )
        }
        As::Number => {
            let NumberAnswer { status, value, unit, base_value, flags, message, .. } =
                strict_number(contexts.number(input), options);
            if status == "error" {
                return refuse(input, &flags, &message, output);
            }
            write_line(
                &NumberLine { input, status, value: &value, unit: &unit, base_value: &base_value, flags: &flags },
                output,
            )
        }
    }
}

fn write_line(line: &impl Serialize, output: &mut impl Write) -> io::Result<Refused> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")?;
    Ok(None)
}

fn refuse(input: &str, flags: &[&'static str], message: &str, output: &mut impl Write) -> io::Result<Refused> {
    write_line(&ErrorLine { input, status: "error", flags, message }, output)?;
    Ok(Some(message.to_owned()))
}

/// A line that is too long or not UTF-8.
fn unreadable(whole: bool, options: &Options, output: &mut impl Write) -> io::Result<Refused> {
    let message = if whole { "the line is not UTF-8" } else { "the line is longer than 16 MiB" };
    match options.form {
        Form::Plain => writeln!(output).map(|()| Some(message.to_owned())),
        Form::Ndjson => refuse("", &[], message, output),
    }
}
