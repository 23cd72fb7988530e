//! harness
use fukkoku::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&args[1]).unwrap();
    let choice = if args.get(3).is_some() { ProfileChoice::Detect(profile::builtin()) } else { ProfileChoice::None };
    let r = read_report("x.txt", &bytes, &Options { encoding: None, profile: choice }).unwrap();
    use write::Format::*;
    for a in write::write(&r.checked, &[Json, Tables, Tidy, Package, Findings]) {
        let p = std::path::Path::new(&args[2]).join(&a.path);
        std::fs::create_dir_all(p.parent().unwrap()).unwrap();
        std::fs::write(p, a.bytes).unwrap();
    }
}
