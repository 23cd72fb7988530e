//! Which of the inputs are meant: patterns as in `.gitignore`.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns of names, as in `.gitignore`: `*.pdf`, `towns/`, `/2024/**`; after `!` those that are not meant. The last that fits decides.
#[derive(Debug)]
pub(crate) struct Only {
    patterns: Gitignore,
    /// Whether only patterns after `!` are given: all others are meant.
    is_all: bool,
}

impl Only {
    /// - **Errors**: the pattern that is none, and why.
    pub(crate) fn new(patterns: &[String]) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            let is_one = !pattern.trim().is_empty() && !pattern.starts_with('#');
            if !is_one {
                return Err(refused(pattern, "it fits nothing"));
            }
            builder.add_line(None, pattern).map_err(|error| refused(pattern, &error.to_string()))?;
        }
        let is_all = patterns.iter().all(|pattern| pattern.starts_with('!'));
        let patterns = builder.build().map_err(|error| refused(&patterns.join(" "), &error.to_string()))?;
        Ok(Self { patterns, is_all })
    }

    /// Whether an input of this name is meant.
    pub(crate) fn means(&self, name: &str) -> bool {
        // A name without a root, as all are: this cannot panic.
        let matched = self.patterns.matched_path_or_any_parents(name, false);
        matched.is_ignore() || (self.is_all && !matched.is_whitelist())
    }
}

fn refused(pattern: &str, why: &str) -> String {
    format!("expected a pattern such as 'towns/*.pdf' in --only, found '{pattern}': {why}")
}

#[cfg(test)]
mod tests {
    use super::Only;

    #[test]
    fn patterns_are_those_of_gitignore() {
        for (patterns, name, expected, why) in [
            (&["*.pdf"][..], "a/b.pdf", true, "at any depth"),
            (&["*.pdf"], "a/b.txt", false, "another"),
            (&["towns/"], "towns/a.txt", true, "all of a folder"),
            (&["/a.txt"], "b/a.txt", false, "only at the top"),
            (&["towns", "!towns/b.txt"], "towns/a.txt", true, "all but one"),
            (&["towns/*", "!towns/b.txt"], "towns/b.txt", false, "that one"),
            (&["!*.pdf"], "a.txt", true, "all but these"),
            (&["!*.pdf"], "a.pdf", false, "these"),
            (&["町*"], "町の報告.txt", true, "any letters"),
            (&[], "a.txt", true, "nothing said"),
        ] {
            let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
            assert_eq!(Only::new(&patterns).map(|only| only.means(name)), Ok(expected), "{patterns:?} {name}: {why}");
        }
        for pattern in ["", " ", "#a", "{a", "[z-a]"] {
            assert!(Only::new(&[pattern.to_owned()]).is_err(), "{pattern:?}");
        }
    }
}
