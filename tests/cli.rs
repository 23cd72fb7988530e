//! The command line: every command, every exit code, refusals that write nothing.

use crate::support::{root, scratch};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fukkoku")).args(arguments).current_dir(folder).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn report(name: &str) -> String {
    root().join(format!("fixtures/reports/{name}/report.txt")).display().to_string()
}

fn hard(name: &str) -> String {
    root().join(format!("fixtures/hard/{name}.txt")).display().to_string()
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    let folder = scratch("refused");
    for (input, says) in [
        (hard("empty"), "an empty file"),
        (hard("blank"), "blanks only"),
        (hard("binary"), "a ZIP archive"),
        (hard("english"), "expected a Japanese report"),
        (hard("undecodable"), "name the encoding"),
        ("missing.txt".to_owned(), "found nothing there"),
        (root().join("docs").display().to_string(), "expected *.pdf or *.txt files"),
        ("/dev/null".to_owned(), "expected a regular file"),
    ] {
        let output = run(&folder, &["convert", &input, "-o", "out"]);
        assert_eq!(code(&output), 3, "{input}: {}", stderr(&output));
        assert!(stderr(&output).contains(says), "{input}: {}", stderr(&output));
        assert!(!folder.join("out").exists(), "{input}: something was written");
    }
}

#[test]
fn usage_errors_are_told_with_exit_code_2() {
    let folder = scratch("usage");
    fs::create_dir_all(folder.join("in")).unwrap();
    fs::copy(report("108"), folder.join("in/a.txt")).unwrap();
    fs::write(folder.join("bad.toml"), "id = \"x\"\ntitle = \"t\"\ncolour = 1\n").unwrap();
    for (arguments, says) in [
        (vec!["convert", "--formats", "docx"], "docx"),
        (vec!["convert", "in", "--profile", "nobody"], "expected a profile among"),
        (vec!["convert", "in", "--profile", "bad.toml"], "bad.toml:3:1"),
        (vec!["convert", "in", "-o", "in/out"], "outside the input folder"),
        (vec!["explain", "FK999"], "expected a code"),
        (vec!["--config", "none.toml", "explain"], "none.toml"),
        (vec!["frobnicate"], "unrecognized subcommand"),
    ] {
        let output = run(&folder, &arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(says), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_batch_writes_the_good_and_names_the_bad() {
    let folder = scratch("batch");
    fs::create_dir_all(folder.join("in/sub")).unwrap();
    fs::copy(report("108"), folder.join("in/sub/good.txt")).unwrap();
    fs::write(folder.join("in/bad.txt"), b"%PDF-1.4").unwrap();
    let output = run(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert!(stderr(&output).contains("bad.txt: expected a PDF, found one whose pages cannot be found"));
    assert!(folder.join("out/sub/good/document.json").exists());
    let manifest = fs::read_to_string(folder.join("out/manifest.jsonl")).unwrap();
    let status: Vec<&str> =
        manifest.lines().map(|line| if line.contains("\"status\":\"ok\"") { "ok" } else { "failed" }).collect();
    assert_eq!(status, ["failed", "ok"]);
    assert!(!manifest.contains(&folder.display().to_string()), "a path of this machine in the manifest");
}

#[test]
fn check_tells_stale_outputs_and_writes_nothing() {
    let folder = scratch("stale");
    fs::create_dir_all(folder.join("input")).unwrap();
    fs::copy(report("108"), folder.join("input/a.txt")).unwrap();
    assert_eq!(code(&run(&folder, &["convert"])), 0);
    assert_eq!(code(&run(&folder, &["convert", "--check"])), 0);
    let csv = folder.join("output/a/tables/table-2.csv");
    let before = fs::read(&csv).unwrap();
    fs::write(&csv, [before.as_slice(), b"x\n"].concat()).unwrap();
    let output = run(&folder, &["convert", "--check"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("table-2.csv: differs"), "{}", stderr(&output));
    assert!(fs::read(&csv).unwrap().ends_with(b"x\n"), "--check wrote");
    assert_eq!(code(&run(&folder, &["convert"])), 0, "a changed output is made again");
    assert_eq!(fs::read(&csv).unwrap(), before);
    fs::write(folder.join("input/b.txt"), fs::read(report("102")).unwrap()).unwrap();
    assert_eq!(code(&run(&folder, &["convert", "--check"])), 1, "a new input");
    assert_eq!(code(&run(&folder, &["convert"])), 0);
    fs::remove_file(folder.join("input/b.txt")).unwrap();
    assert_eq!(code(&run(&folder, &["convert", "--check"])), 1, "an input is gone");
    assert_eq!(code(&run(&folder, &["convert", "--prune"])), 0);
    assert!(!folder.join("output/b").exists(), "its outputs are gone too");
    assert_eq!(code(&run(&folder, &["convert", "--check"])), 0);
}

#[test]
fn outputs_do_not_depend_on_jobs_or_company() {
    let folder = scratch("jobs");
    fs::create_dir_all(folder.join("in")).unwrap();
    for name in ["102", "108", "109"] {
        fs::copy(report(name), folder.join(format!("in/{name}.txt"))).unwrap();
    }
    assert_eq!(code(&run(&folder, &["convert", "in", "-o", "one", "--jobs", "1"])), 0);
    assert_eq!(code(&run(&folder, &["convert", "in", "-o", "two", "--jobs", "2"])), 0);
    assert_eq!(code(&run(&folder, &["convert", "in/108.txt", "-o", "alone"])), 0);
    let same = |a: &str, b: &str| {
        let diff = Command::new("diff").args(["-r", a, b]).current_dir(&folder).output().unwrap();
        assert!(diff.status.success(), "{a} {b}: {}", String::from_utf8_lossy(&diff.stdout));
    };
    same("one", "two");
    same("one/108", "alone/108");
}

#[test]
fn findings_decide_the_exit_code_if_asked() {
    let folder = scratch("fail-on");
    let clean = report("102");
    let wrong = report("110");
    for (arguments, expected) in [
        (vec!["check", &clean, "--fail-on", "error"], 0),
        (vec!["check", &wrong, "--fail-on", "error"], 1),
        (vec!["check", &wrong, "--fail-on", "never"], 0),
        (vec!["check", &wrong], 0),
        (vec!["convert", &wrong, "-o", "out", "--fail-on", "warning"], 1),
        (vec!["convert", &wrong, "-o", "out", "--fail-on", "warning"], 1),
    ] {
        let output = run(&folder, &arguments);
        assert_eq!(code(&output), expected, "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn findings_for_machines_are_sound() {
    let folder = scratch("reports");
    let wrong = report("110");
    let json = run(&folder, &["check", &wrong, "--report", "json", "-q"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stderr).unwrap();
    assert_eq!(
        value["reports"][0]["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "error").count(),
        1
    );
    let sarif = run(&folder, &["check", &wrong, "--report", "sarif", "-q"]);
    let value: serde_json::Value = serde_json::from_slice(&sarif.stderr).unwrap();
    assert_eq!(value["runs"][0]["results"][0]["level"], "error");
    let github = run(&folder, &["check", &wrong, "--report", "github", "-q"]);
    assert!(stderr(&github).starts_with("::error file="), "{}", stderr(&github));
}

#[test]
fn standard_input_and_output() {
    let folder = scratch("stdin");
    let mut child = Command::new(env!("CARGO_BIN_EXE_fukkoku"))
        .args(["convert", "-", "--formats", "json"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = fs::read(report("108")).unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(code(&output), 0);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["source"]["name"], "stdin.txt");
    assert!(!folder.join("output").exists());
}

#[test]
fn every_command_that_shows_something_shows_it() {
    let folder = scratch("shows");
    let sample = report("108");
    for (arguments, says) in [
        (vec!["dump", "--stage", "pages", &sample], "page 1"),
        (vec!["dump", "--stage", "blocks", &sample], "table: "),
        (vec!["dump", "--stage", "document", &sample], "\"schema_version\""),
        (vec!["dump", "--stage", "layout", &sample], "page"),
        (vec!["explain"], "FK303"),
        (vec!["explain", "fk303"], "Example:"),
        (vec!["profile", "list"], "johoka"),
        (vec!["profile", "show", "johoka"], "recognise"),
        (vec!["schema", "document"], "\"$schema\""),
        (vec!["schema", "findings"], "\"$schema\""),
        (vec!["schema", "tidy"], "row_group"),
        (vec!["schema", "manifest"], "blake3"),
        (vec!["completions", "bash"], "fukkoku"),
        (vec!["man"], ".TH"),
        (vec!["--help"], "Exit codes"),
        (vec!["--version"], "fukkoku"),
    ] {
        let output = run(&folder, &arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        assert!(String::from_utf8_lossy(&output.stdout).contains(says), "{arguments:?}");
    }
}

#[test]
fn a_report_steers_no_terminal() {
    let folder = scratch("terminal");
    let output = run(&folder, &["check", &hard("controls"), "-v", "--color", "never"]);
    assert!(!output.stderr.contains(&0x1b) && !output.stdout.contains(&0x1b));
}

#[test]
fn settings_stand_in_for_flags() {
    let folder = scratch("settings");
    fs::write(folder.join("fukkoku.toml"), "output = \"results\"\nformats = [\"tables\"]\n").unwrap();
    assert_eq!(code(&run(&folder, &["convert", &report("108")])), 0);
    assert!(folder.join("results/report/tables/table-1.csv").exists());
    assert!(!folder.join("results/report/document.json").exists());
    fs::write(folder.join("fukkoku.toml"), "outputs = 1\n").unwrap();
    let output = run(&folder, &["explain"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("fukkoku.toml:1:1"), "{}", stderr(&output));
}

#[test]
fn a_setting_that_is_wrong_is_refused_where_it_stands() {
    let folder = scratch("wrong-settings");
    for (settings, place, expected) in [
        ("fail-on = \"eror\"\n", "fukkoku.toml:1:", "error"),
        ("paper = \"a5\"\njobs = 0\n", "fukkoku.toml:2:", "1"),
        ("jobs = 1025\n", "fukkoku.toml:1:", "1024"),
        ("formats = [\"tables\", \"cvs\"]\n", "fukkoku.toml:1:", "tidy"),
        ("charts = \"no\"\n", "fukkoku.toml:1:", "true"),
        ("\nencoding = \"cp9932\"\n", "fukkoku.toml:2:12", "CP932"),
        ("output =\n", "fukkoku.toml:1:", ""),
    ] {
        fs::write(folder.join("fukkoku.toml"), settings).unwrap();
        let output = run(&folder, &["convert", &report("108"), "-o", "out"]);
        assert_eq!(code(&output), 2, "{settings}: {}", stderr(&output));
        let told = stderr(&output);
        assert!(told.contains(place) && told.contains(expected), "{settings}: {told}");
        assert!(!folder.join("out").exists(), "{settings}");
    }
    for jobs in ["0", "1025", "many"] {
        fs::write(folder.join("fukkoku.toml"), "").unwrap();
        assert_eq!(code(&run(&folder, &["convert", &report("108"), "-o", "out", "--jobs", jobs])), 2, "{jobs}");
    }
}

#[test]
fn nothing_outside_the_output_folder_is_written_or_removed() {
    let folder = scratch("outside");
    let text = fs::read(root().join("fixtures/reports/108/report.txt")).unwrap();
    for at in ["in/...txt", "in/..txt", "in/r.txt"] {
        fs::create_dir_all(folder.join("in")).unwrap();
        fs::write(folder.join(at), &text).unwrap();
    }
    fs::write(folder.join("kept.txt"), "mine").unwrap();
    let convert: &[&str] = &["convert", "in", "-o", "o/out", "--formats", "json", "--fail-on", "never"];
    assert_eq!(code(&run(&folder, convert)), 0);
    let names = |at: &str| {
        let mut names: Vec<String> = fs::read_dir(folder.join(at))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("o"), ["out"], "a report called .. stays below");
    assert_eq!(names("o/out").len(), 4);
    // A manifest is a list of what a run has written, and no order to remove what stands elsewhere.
    let manifest = folder.join("o/out/manifest.jsonl");
    let listed = fs::read_to_string(&manifest).unwrap();
    let line = listed.lines().last().unwrap();
    let forged = line.replace("r.txt", "gone.txt").replace("r/document.json", "../../kept.txt");
    assert!(forged.contains("../../kept.txt"), "{forged}");
    fs::write(&manifest, format!("{listed}{forged}\n")).unwrap();
    let output = run(&folder, convert);
    assert!(stderr(&output).contains("the line is left out"), "{}", stderr(&output));
    assert_eq!(code(&output), 0);
    assert_eq!(fs::read(folder.join("kept.txt")).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = scratch("links");
    fs::create_dir_all(folder.join("elsewhere")).unwrap();
    fs::create_dir_all(folder.join("out")).unwrap();
    std::os::unix::fs::symlink(folder.join("elsewhere"), folder.join("out/report")).unwrap();
    let output = run(&folder, &["convert", &report("108"), "-o", "out"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("link"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(folder.join("elsewhere")).unwrap().count(), 0);
}

#[test]
fn paper_of_the_edition_is_a_flag_or_a_setting() {
    let folder = scratch("paper");
    fs::write(folder.join("fukkoku.toml"), "paper = \"a5\"\nbinding = \"facing\"\ncharts = false\n").unwrap();
    let pdf = |arguments: &[&str]| {
        let input = report("108");
        let all = [&["convert", &input, "-o", "out", "--formats", "pdf"], arguments].concat();
        assert_eq!(code(&run(&folder, &all)), 0);
        fs::read(folder.join("out/report/report.pdf")).unwrap()
    };
    // A second run with other options does not take the first for fresh.
    let (small, large) = (pdf(&[]), pdf(&["--paper", "a4"]));
    assert_ne!(small, large);
    fs::write(folder.join("fukkoku.toml"), "paper = \"a3\"\n").unwrap();
    let output = run(&folder, &["convert", &report("108")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("a4, a5, b5"), "{}", stderr(&output));
}
