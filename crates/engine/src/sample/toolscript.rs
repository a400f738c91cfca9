//! Classic apps of the sample, written the way Toolscript lays them out.

use std::iter;

use serde_json::Value;

/// A classic app. Its parts name the revision they come with; a later part of the same name replaces the earlier
/// one, so that every saved revision differs from the one before as a person's edit would.
pub(super) struct App {
    /// The title of its page.
    pub(super) title: &'static str,
    /// Its queries.
    pub(super) queries: &'static [Query],
    /// What is on its page, from top to bottom.
    pub(super) widgets: &'static [Widget],
    /// Whether positions are kept beside `main.rsx`, as apps without pages have them.
    pub(super) has_no_pages: bool,
}

/// A query, kept in `lib/`.
pub(super) struct Query {
    /// The revision it comes with.
    pub(super) since: u32,
    /// The file's name; the query's is its stem.
    pub(super) file: &'static str,
    /// The file's content.
    pub(super) text: &'static str,
}

/// Something on the page.
pub(super) struct Widget {
    /// The revision it comes with.
    pub(super) since: u32,
    /// Its name.
    pub(super) id: &'static str,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a widget is.
pub(super) enum Kind {
    /// Markdown.
    Text(&'static str),
    /// A number with a label.
    Statistic {
        label: &'static str,
        value: &'static str,
    },
    /// A field.
    Input {
        label: &'static str,
        placeholder: &'static str,
    },
    /// A list to choose from.
    Select {
        label: &'static str,
        values: &'static str,
    },
    /// Rows of a query.
    Table {
        data: &'static str,
        columns: &'static [&'static str],
    },
    /// A button that runs a script.
    Button {
        text: &'static str,
        script: &'static str,
    },
    /// A dialog of its own file: heading, label of its field, and the script of its button.
    Modal {
        heading: &'static str,
        field: &'static str,
        button: &'static str,
        script: &'static str,
    },
}

/// The files of a revision of an app, paths relative to its folder.
pub(super) fn files(app: &App, uuid: &str, revision: u32) -> Vec<(String, String)> {
    let queries = at_revision(app.queries, revision, |query| (query.since, query.file));
    let widgets = at_revision(app.widgets, revision, |widget| (widget.since, widget.id));
    let (modals, on_page): (Vec<&Widget>, Vec<&Widget>) = widgets
        .iter()
        .partition(|widget| matches!(widget.kind, Kind::Modal { .. }));

    let mut files = vec![
        ("metadata.json".to_owned(), metadata(app, uuid)),
        ("functions.rsx".to_owned(), functions(&queries)),
    ];
    for query in queries {
        files.push((format!("lib/{}", query.file), query.text.to_owned()));
    }
    let folder_of_modals = if app.has_no_pages { "./src" } else { "." };
    let mut body: Vec<Tag> = modals
        .iter()
        .map(|modal| Tag::include(&format!("{folder_of_modals}/{}.rsx", modal.id)))
        .collect();
    body.push(main_frame(&on_page));
    for modal in modals {
        files.push((format!("src/{}.rsx", modal.id), modal.tag().to_text()));
    }

    let root = Tag::new("App").child(Tag::include("./functions.rsx"));
    if app.has_no_pages {
        files.push(("main.rsx".to_owned(), root.children(body).to_text()));
        files.push((".positions.json".to_owned(), positions(&on_page, 12)));
        files.push((".mobile_positions.json".to_owned(), positions(&on_page, 6)));
    } else {
        files.push((
            "main.rsx".to_owned(),
            root.child(Tag::include("./src/page1.rsx")).to_text(),
        ));
        files.push((
            "src/page1.rsx".to_owned(),
            screen(app.title).children(body).to_text(),
        ));
        files.push((
            ".positions/.page1.positions.json".to_owned(),
            positions(&on_page, 12),
        ));
    }
    files
}

/// The parts that a revision has, each in its newest form, in the order of their first appearance.
fn at_revision<Part>(
    parts: &[Part],
    revision: u32,
    since_and_name: impl Fn(&Part) -> (u32, &'static str),
) -> Vec<&Part> {
    let mut chosen: Vec<&Part> = Vec::new();
    for part in parts {
        let (since, name) = since_and_name(part);
        if since > revision {
            continue;
        }
        match chosen.iter_mut().find(|known| since_and_name(known).1 == name) {
            Some(older) => *older = part,
            None => chosen.push(part),
        }
    }
    chosen
}

fn metadata(app: &App, uuid: &str) -> String {
    let template = if app.has_no_pages {
        r#"{ "version": "3.8.1" }"#
    } else {
        r#"{ "rootScreen": "page1", "version": "3.336.0" }"#
    };
    format!(
        r#"{{
  "toolscriptVersion": "1.0.0",
  "version": "43.0.9",
  "pageUuid": "{uuid}",
  "appTemplate": {template}
}}
"#
    )
}

fn functions(queries: &[&Query]) -> String {
    let tags = queries.iter().map(|query| {
        let (stem, extension) = query.file.split_once('.').unwrap_or((query.file, ""));
        let include = format!(r#"include("./lib/{}", "string")"#, query.file);
        let tag = if extension == "sql" {
            Tag::new("SqlQueryUnified")
                .text("id", stem)
                .code("query", &include)
                .text("resourceDisplayName", "Orders database")
                .text("resourceName", "9b1f4c52-6a7e-4d0e-8f3d-2c5a7e9b1f4c")
        } else {
            Tag::new("JavascriptQuery")
                .text("id", stem)
                .code("query", &include)
                .text("resourceName", "JavascriptQuery")
        };
        tag.code("warningCodes", "[]")
    });
    Tag::new("GlobalFunctions").children(tags).to_text()
}

fn screen(title: &str) -> Tag {
    Tag::new("Screen")
        .text("id", "page1")
        .code("_order", "0")
        .text("browserTitle", "")
        .text("title", title)
        .text("urlSlug", "")
}

fn main_frame(widgets: &[&Widget]) -> Tag {
    Tag::new("Frame")
        .text("id", "$main")
        .code("enableFullBleed", "false")
        .text("padding", "8px 12px")
        .text("type", "main")
        .children(widgets.iter().map(|widget| widget.tag()))
}

/// One widget below another, in units of the grid; sorted by name, as Retool writes them.
fn positions(widgets: &[&Widget], columns: u32) -> String {
    let mut tenths = 2;
    let mut lines = Vec::new();
    for widget in widgets {
        let (height, width) = match widget.kind {
            Kind::Table { .. } => (120, columns),
            Kind::Text(_) => (6, columns),
            Kind::Statistic { .. } => (16, columns / 3),
            _ => (10, columns / 3),
        };
        lines.push(format!(
            r#"  "{}": {{ "row": {}.{}, "height": {}.{}, "width": {width} }}"#,
            widget.id,
            tenths / 10,
            tenths % 10,
            height / 10,
            height % 10,
        ));
        tenths += height + 4;
    }
    lines.sort();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

impl Widget {
    fn tag(&self) -> Tag {
        match &self.kind {
            Kind::Text(text) => Tag::named("Text", self.id)
                .text("value", text)
                .text("verticalAlign", "center"),
            Kind::Statistic { label, value } => Tag::named("Statistic", self.id)
                .text("label", label)
                .text("value", value)
                .code("showSeparators", "true"),
            Kind::Input { label, placeholder } => Tag::named("TextInput", self.id)
                .text("label", label)
                .text("labelPosition", "top")
                .text("placeholder", placeholder),
            Kind::Select { label, values } => Tag::named("Select", self.id)
                .text("label", label)
                .text("labelPosition", "top")
                .text("values", values)
                .code("showSelectionIndicator", "true"),
            Kind::Table { data, columns } => Tag::named("Table", self.id)
                .text("data", data)
                .text("rowHeight", "medium")
                .code("showBorder", "true")
                .children(columns.iter().map(|column| {
                    Tag::named("Column", column)
                        .text("alignment", "left")
                        .text("key", column)
                        .text("label", &column.replace('_', " "))
                })),
            Kind::Button { text, script } => button(self.id, text, script),
            Kind::Modal {
                heading,
                field,
                button: text,
                script,
            } => Tag::named("ModalFrame", self.id)
                .code("hidden", "true")
                .code("showFooter", "true")
                .text("size", "medium")
                .child(
                    Tag::new("Header")
                        .child(Tag::named("Text", &format!("{}Heading", self.id)).text("value", heading)),
                )
                .child(
                    Tag::new("Body").child(
                        Tag::named("TextArea", &format!("{}Field", self.id))
                            .text("label", field)
                            .code("minLines", "2"),
                    ),
                )
                .child(Tag::new("Footer").child(button(&format!("{}Button", self.id), text, script))),
        }
    }
}

fn button(id: &str, text: &str, script: &str) -> Tag {
    Tag::named("Button", id).text("text", text).child(
        Tag::new("Event")
            .text("event", "click")
            .text("method", "run")
            .code(
                "params",
                &format!("{{ map: {{ src: {} }} }}", Value::from(script)),
            )
            .text("pluginId", "")
            .text("type", "script")
            .text("waitMs", "0")
            .text("waitType", "debounce"),
    )
}

/// A tag of Toolscript.
struct Tag {
    name: &'static str,
    /// Each as it is written: `id="orders"`, `showBorder={true}`.
    attributes: Vec<String>,
    children: Vec<Tag>,
}

impl Tag {
    /// The widest line that keeps all attributes of a tag.
    const WIDEST: usize = 80;

    fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    fn named(name: &'static str, id: &str) -> Self {
        Self::new(name).text("id", id)
    }

    fn include(file: &str) -> Self {
        Self::new("Include").text("src", file)
    }

    fn text(mut self, key: &str, value: &str) -> Self {
        self.attributes.push(format!("{key}=\"{value}\""));
        self
    }

    fn code(mut self, key: &str, value: &str) -> Self {
        self.attributes.push(format!("{key}={{{value}}}"));
        self
    }

    fn child(mut self, child: Tag) -> Self {
        self.children.push(child);
        self
    }

    fn children(mut self, children: impl IntoIterator<Item = Tag>) -> Self {
        self.children.extend(children);
        self
    }

    fn to_text(&self) -> String {
        self.lines(0).join("\n") + "\n"
    }

    fn lines(&self, depth: usize) -> Vec<String> {
        let indent = "  ".repeat(depth);
        let (separator, end) = if self.children.is_empty() {
            (" ", "/>")
        } else {
            ("", ">")
        };
        let opening = [&[self.name.to_owned()], self.attributes.as_slice()]
            .concat()
            .join(" ");
        let on_one_line = format!("{indent}<{opening}{separator}{end}");
        let mut lines = if on_one_line.len() <= Self::WIDEST {
            vec![on_one_line]
        } else {
            let attributes = self
                .attributes
                .iter()
                .map(|attribute| format!("{indent}  {attribute}"));
            iter::once(format!("{indent}<{}", self.name))
                .chain(attributes)
                .chain([format!("{indent}{end}")])
                .collect()
        };
        if !self.children.is_empty() {
            lines.extend(self.children.iter().flat_map(|child| child.lines(depth + 1)));
            lines.push(format!("{indent}</{}>", self.name));
        }
        lines
    }
}
