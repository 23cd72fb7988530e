//! Runs in odd surroundings come to the same, and are told the right way when they cannot.

use super::{Place, ran};
use std::fs;
use std::process::Command;

#[cfg(unix)]
#[test]
fn surroundings_change_no_byte() {
    let at = Place::new("surroundings", &["a.txt", "b.txt"]);
    let binary = env!("CARGO_BIN_EXE_fukkoku");
    at.convert(&[]).is(0, "", "first");
    fs::rename(at.path("out"), at.path("kept")).unwrap();
    let inputs = at.path("in").display().to_string();
    for line in [
        "TZ=Asia/Tokyo LANG=ja_JP.UTF-8 exec $B convert in -o out --formats json",
        "LC_ALL=C exec env -i $B convert in -o out --formats json",
        "HOME=/nowhere TMPDIR=/nowhere exec $B convert in -o out --formats json",
        "umask 077; exec $B convert in -o out --formats json --jobs 7",
        "ulimit -n 32; exec $B convert in -o out --formats json --jobs 4",
        "mkdir -p elsewhere; cd elsewhere; exec $B convert $IN -o ../out --formats json",
        "exec $B convert in/b.txt in/a.txt -o out --formats json",
        "exec $B convert in -o out --formats json >&- 2>&-",
        "exec $B convert in -o out --formats json 2>/dev/full",
    ] {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(at.path(".")).env("B", binary).env("IN", &inputs);
        assert_eq!(ran(command).code, 0, "{line}");
        let mut diff = Command::new("diff");
        diff.args(["-r", "kept", "out"]).current_dir(at.path("."));
        assert_eq!(ran(diff).code, 0, "{line}");
        fs::remove_dir_all(at.path("out")).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_written_whole_are_not_there() {
    let at = Place::new("full", &["a.txt", "b.txt"]);
    // No file may grow beyond a block: writing fails, and the signal for it is ignored.
    let line = "trap '' XFSZ; ulimit -f 1; exec $B convert in -o out --formats json";
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(at.path(".")).env("B", env!("CARGO_BIN_EXE_fukkoku"));
    let full = ran(command);
    assert_eq!(full.code, 4, "{}", full.stderr);
    assert!(full.stderr.contains("document.json: cannot be written"), "{}", full.stderr);
    assert!(at.tree("out").iter().all(|path| !path.contains('.')), "{:?}", at.tree("out"));
    at.convert(&[]).is(0, "", "with room");
    at.convert(&["--check"]).is(0, "up to date", "with room");
}

#[test]
fn outputs_among_inputs_are_refused() {
    let at = Place::new("among", &["a.txt"]);
    fs::rename(at.path("in"), at.path("input")).unwrap();
    for arguments in [
        &["convert", "-o", "input"][..],
        &["convert", "input", "-o", "input"],
        &["convert", "-o", "input/out"],
        &["convert", "input", "-o", "./input/../input"],
        &["convert", "input/../input", "-o", "input"],
        &["convert", "input/a.txt", "-o", "input"],
        &["convert", "input/a.txt", "-o", "input/out"],
    ] {
        at.run(arguments).is(2, "expected an output folder outside the input folder", &arguments.join(" "));
    }
    at.write("elsewhere/a.txt", super::REPORT);
    at.run(&["convert", "elsewhere/a.txt", "-o", "elsewhere"]).is(
        2,
        "found elsewhere, which holds elsewhere/a.txt",
        "beside",
    );
    at.write("fukkoku.toml", "output = \"input\"\n");
    at.run(&["convert"]).is(2, "outside the input folder", "by a setting");
    assert_eq!(at.tree("input"), ["a.txt"]);
}
