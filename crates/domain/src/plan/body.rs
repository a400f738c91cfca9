//! The text of a pull request.
//!
//! Markdown, into which names come from other people: they can show themselves and nothing else.

use super::Meaning;
use super::subject::Subject;
use crate::element::ElementKey;
use crate::manifest::ManifestName;
use crate::text::{code_span, markdown_name, shown};
use crate::version::Release;

/// The pull request's text where the connection sets no other.
pub const DEFAULT_TEMPLATE: &str = "{changes}";

/// The template with its `{title}` and `{changes}` filled in.
///
/// What was filled in is not read again, so a name such as `{changes}` stays one.
pub(super) fn pull_request(template: &str, subject: &Subject, why: &str, meaning: &[Meaning]) -> String {
    let title = subject.written(markdown_name);
    let changes = changes(why, meaning);
    let mut text = String::with_capacity(template.len() + changes.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, placeholder) = rest.split_at(start);
        text += before;
        let (filled, after) = if let Some(after) = placeholder.strip_prefix("{title}") {
            (title.as_str(), after)
        } else if let Some(after) = placeholder.strip_prefix("{changes}") {
            (changes.as_str(), after)
        } else {
            placeholder.split_at(1)
        };
        text += filled;
        rest = after;
    }
    text + rest
}

/// What the plan does, as paragraphs and lists; `why` first, where a person gave it.
fn changes(why: &str, meaning: &[Meaning]) -> String {
    let mut sections: Vec<String> = Vec::new();
    if !why.is_empty() {
        sections.push(why.to_owned());
    }
    let releases: Vec<String> = meaning.iter().filter_map(release_line).collect();
    if !releases.is_empty() {
        sections.push(format!("New releases:\n\n{}", releases.join("\n")));
    }
    sections.extend(meaning.iter().filter_map(whole_manifest));
    let mut entries = meaning.iter().filter_map(entry_line).peekable();
    while let Some((manifest, line)) = entries.next() {
        let mut section = format!("Manifest {}:\n\n{line}", markdown(manifest.as_str()));
        while let Some((_, line)) = entries.next_if(|(next, _)| *next == manifest) {
            section += "\n";
            section += &line;
        }
        sections.push(section);
    }
    sections.join("\n\n")
}

fn markdown(name: &str) -> String {
    markdown_name(&shown(name))
}

fn release_line(meaning: &Meaning) -> Option<String> {
    let Meaning::ReleaseCreated {
        name,
        folder,
        version,
        ..
    } = meaning
    else {
        return None;
    };
    Some(format!(
        "- {} {version} ({})",
        markdown(name),
        code_span(&shown(&folder.to_string()))
    ))
}

fn whole_manifest(meaning: &Meaning) -> Option<String> {
    match meaning {
        Meaning::ManifestCreated { manifest, entries } => Some(format!(
            "New manifest {} with {}.",
            markdown(manifest.as_str()),
            count(*entries)
        )),
        Meaning::ManifestDeleted { manifest, entries } => Some(format!(
            "Deletes manifest {}, which has {}.",
            markdown(manifest.as_str()),
            count(*entries)
        )),
        Meaning::ReleaseCreated { .. } | Meaning::EntryChanged { .. } => None,
    }
}

fn count(entries: usize) -> String {
    match entries {
        0 => "no entries".to_owned(),
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}

fn entry_line(meaning: &Meaning) -> Option<(&ManifestName, String)> {
    let Meaning::EntryChanged {
        manifest,
        element,
        name,
        from,
        to,
    } = meaning
    else {
        return None;
    };
    let name = name.as_deref().map_or_else(|| unknown(element), markdown);
    Some((
        manifest,
        format!(
            "- {name}: {} → {}",
            in_words(from.as_ref()),
            in_words(to.as_ref())
        ),
    ))
}

/// How an element that the repository does not have is named.
fn unknown(element: &ElementKey) -> String {
    format!(
        "{} (no {} here has this uuid)",
        code_span(element.id.as_str()),
        element.kind.word()
    )
}

fn in_words(release: Option<&Release>) -> String {
    release.map_or_else(|| "not listed".to_owned(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::app;

    fn entry(manifest: &str, name: Option<&str>, from: Option<&str>, to: Option<&str>) -> Meaning {
        let release = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        Meaning::EntryChanged {
            manifest: ManifestName::existing(manifest),
            element: app(1),
            name: name.map(str::to_owned),
            from: release(from),
            to: release(to),
        }
    }

    fn release(name: &str) -> Meaning {
        Meaning::ReleaseCreated {
            element: app(1),
            name: name.to_owned(),
            folder: format!("apps/{name}").parse().unwrap(),
            version: crate::version::ReleaseVersion::new(1, 0, 3),
        }
    }

    #[test]
    fn changes_are_listed_below_why_by_releases_and_manifest() {
        let meaning = [
            release("Dashboard"),
            entry("prod", Some("Dashboard"), Some("1.0.2"), Some("1.0.3")),
            entry("prod", None, Some("latest"), None),
            entry("qa", Some("Refunds"), None, Some("latest")),
        ];
        let expected = "The dogs are ready.\n\n\
            New releases:\n\n\
            - Dashboard 1.0.3 (`apps/Dashboard`)\n\n\
            Manifest prod:\n\n\
            - Dashboard: 1.0.2 → 1.0.3\n\
            - `00000000-0000-4000-8000-000000000001` (no app here has this uuid): latest → not listed\n\n\
            Manifest qa:\n\n\
            - Refunds: not listed → latest";
        assert_eq!(changes("The dogs are ready.", &meaning), expected);
    }

    #[test]
    fn a_new_or_deleted_manifest_is_one_sentence() {
        let manifest = ManifestName::existing("qa");
        let created = Meaning::ManifestCreated {
            manifest: manifest.clone(),
            entries: 1,
        };
        assert_eq!(changes("", &[created]), "New manifest qa with 1 entry.");
        let deleted = Meaning::ManifestDeleted { manifest, entries: 0 };
        assert_eq!(
            changes("", &[deleted]),
            "Deletes manifest qa, which has no entries."
        );
    }

    #[test]
    fn the_template_is_filled_once_and_what_it_holds_besides_is_kept() {
        let subject = Subject::create_manifest("qa");
        let text = pull_request("## {title}\n{changes}\n{other} {", &subject, "{title}", &[]);
        assert_eq!(text, "## Create 'qa' release manifest\n{title}\n{other} {");
    }

    #[test]
    fn a_hostile_name_is_only_text() {
        let hostile = "</b>[x](javascript:1) @owner\n\u{202e}`{changes}";
        let subject = Subject::delete_manifest(hostile);
        let text = pull_request(
            "{title}\n\n{changes}",
            &subject,
            "",
            &[
                release(hostile),
                entry(hostile, Some(hostile), None, Some("latest")),
            ],
        );
        let span = r"``</b>[x](javascript:1) @owner\n\u{202e}`{changes}``";
        assert!(
            text.starts_with(&format!(
                "Delete '{span}' release manifest\n\nNew releases:\n\n- {span} 1.0.3"
            )),
            "{text}"
        );
        assert!(
            text.contains(&format!("Manifest {span}:\n\n- {span}: not listed → latest")),
            "{text}"
        );
    }
}
