use super::filter::*;

fn filter(input: &[u8], kind: As, form: Form, strict: bool) -> (String, String, Outcome) {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let options = Options { kind, form, strict, context: String::new() };
    let outcome = run(input, &mut output, &mut messages, &options).unwrap();
    (String::from_utf8(output).unwrap(), String::from_utf8(messages).unwrap(), outcome)
}

#[test]
fn one_answer_per_line() {
    for (input, kind, strict, expected, refused, why) in [
        ("昭和37年9月1日\nabc\n\u{FF28}21", As::Date, false, "1962-09-01\n\n2009\n", 1, "a refused line is empty"),
        ("平成32年度", As::Date, false, "2020-04/2021-03\n", 0, "answered with a flag"),
        ("平成32年度", As::Date, true, "\n", 1, "refused by --strict"),
        ("8:30～17:15", As::Date, false, "08:30/17:15\n", 0, "hours"),
        ("１，２３４\r\n△5", As::Number, false, "1234\n-5\n", 0, "line ends of both kinds"),
        ("－", As::Number, false, "\n", 0, "nothing is an answer"),
        ("ｶﾞ①", As::Text, false, "ガ①\n", 0, ""),
        ("ｶﾞ①", As::Value, false, "ガ(1)\n", 0, ""),
        ("", As::Date, false, "", 0, "no lines, no answers"),
    ] {
        let (output, _, outcome) = filter(input.as_bytes(), kind, Form::Plain, strict);
        assert_eq!(output, expected, "{input:?}: {why}");
        assert_eq!(outcome.refused, refused, "{input:?}: {why}");
    }
}

#[test]
fn objects_in_and_out() {
    let input = "{\"input\":\"38.2\",\"context\":\"era=昭和\"}\n{\"input\":\"1,547\",\"context\":\"header_unit=千円\"}\nnonsense\n".as_bytes();
    let (dates, messages, outcome) = filter(input, As::Date, Form::Ndjson, false);
    let first = r#"{"input":"38.2","status":"ok","start":"1963-02-01","end":"1963-02-28","edtf":"1963-02","estat_time":"1963000202","flags":[]}"#;
    assert_eq!(dates.lines().next(), Some(first));
    assert!(messages.contains("line 3"), "the message names the line");
    assert_eq!(outcome.exit_code(), 1);
    let (numbers, _, _) = filter(input, As::Number, Form::Ndjson, false);
    let second = r#"{"input":"1,547","status":"number","value":"1547","unit":"円","base_value":"1547000","flags":[]}"#;
    assert_eq!(numbers.lines().nth(1), Some(second));
}

#[test]
fn text_that_is_not_utf8_is_a_refused_line() {
    let (output, _, outcome) = filter(b"\xFF\n37\n", As::Number, Form::Plain, false);
    assert_eq!((output.as_str(), outcome.refused), ("\n37\n", 1));
}

#[test]
fn bad_lines_are_named_and_the_rest_is_answered() {
    for (input, expected, why) in [
        (&b"{\"input\":\"37\"}\r\n"[..], "number", "a line end of two bytes"),
        (b"\n", "error", "an empty line is no object"),
        (b"{\"input\":37}\n", "error", "a number is no text"),
        (b"{\"context\":\"int_table\"}\n", "error", "nothing is asked"),
        (b"{\"input\":\"37\",\"context\":\"column\"}\n", "error", "no such kind of column"),
        (b"[\"37\"]\n", "error", "a list is no object"),
        (b"{\"input\":\"37\n", "error", "cut short"),
        (b"{\"input\":\"\xFF\"}\n", "error", "not UTF-8"),
    ] {
        let lines = [input, b"{\"input\":\"8\"}\n"].concat();
        let (output, messages, outcome) = filter(&lines, As::Number, Form::Ndjson, false);
        let answers: Vec<serde_json::Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), 2, "one answer per line: {why}");
        assert_eq!(answers[0]["status"], expected, "{why}");
        assert_eq!(answers[1]["value"], "8", "the next line is answered: {why}");
        assert_eq!(messages.starts_with("line 1: "), expected == "error", "{why}: {messages}");
        assert_eq!(outcome.exit_code(), u8::from(expected == "error"), "{why}");
    }
}
