//! Support: tickets, notes and parcels.

use super::{Content, Element};
use crate::sample::toolscript::{App, Kind, Query, Widget};

/// The app whose release on prod changed last.
pub(in crate::sample) static TICKET_TRIAGE: Element = Element {
    folder: "apps/Support/Ticket triage",
    name: "Ticket triage",
    uuid: "c5a03e92-3a1d-11f1-a6d4-5b8c2e7f9013",
    content: Content::App(App {
        title: "Tickets",
        queries: &[
            Query {
                since: 1,
                file: "queue.sql",
                text: include_str!("../files/triage/queue.sql"),
            },
            Query {
                since: 1,
                file: "assign.sql",
                text: include_str!("../files/triage/assign.sql"),
            },
            Query {
                since: 3,
                file: "suggestPriority.js",
                text: include_str!("../files/triage/suggestPriority.js"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Open tickets"),
            },
            Widget {
                since: 1,
                id: "queueTable",
                kind: Kind::Table {
                    data: "{{ queue.data }}",
                    columns: &["subject", "requester", "opened_at"],
                },
            },
            Widget {
                since: 2,
                id: "queueTable",
                kind: Kind::Table {
                    data: "{{ queue.data }}",
                    columns: &["subject", "requester", "priority", "opened_at", "assignee"],
                },
            },
            Widget {
                since: 1,
                id: "assigneeSelect",
                kind: Kind::Select {
                    label: "Assign to",
                    values: "{{ agents.data.email }}",
                },
            },
            Widget {
                since: 1,
                id: "assignButton",
                kind: Kind::Button {
                    text: "Assign",
                    script: "assign.trigger()",
                },
            },
            Widget {
                since: 3,
                id: "priority",
                kind: Kind::Text("Suggested priority: **{{ suggestPriority.data }}**"),
            },
            Widget {
                since: 4,
                id: "openTickets",
                kind: Kind::Statistic {
                    label: "Open",
                    value: "{{ queue.data.id.length }}",
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// An app with an apostrophe in its name.
pub(in crate::sample) static AGENTS_NOTES: Element = Element {
    folder: "apps/Support/Agent's notes",
    name: "Agent's notes",
    uuid: "d70b91f4-3a1d-11f1-a6d4-5b8c2e7f9013",
    content: Content::App(App {
        title: "Notes",
        queries: &[
            Query {
                since: 1,
                file: "notes.sql",
                text: include_str!("../files/notes/notes.sql"),
            },
            Query {
                since: 2,
                file: "addNote.sql",
                text: include_str!("../files/notes/addNote.sql"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "ticketInput",
                kind: Kind::Input {
                    label: "Ticket",
                    placeholder: "Number",
                },
            },
            Widget {
                since: 1,
                id: "notesTable",
                kind: Kind::Table {
                    data: "{{ notes.data }}",
                    columns: &["body", "author", "written_at"],
                },
            },
            Widget {
                since: 2,
                id: "addButton",
                kind: Kind::Button {
                    text: "Add note",
                    script: "noteModal.show()",
                },
            },
            Widget {
                since: 2,
                id: "noteModal",
                kind: Kind::Modal {
                    heading: "### Add a note",
                    field: "Note",
                    button: "Save",
                    script: "addNote.trigger()",
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// An app with an emoji in its name.
pub(in crate::sample) static DELIVERY_TRACKER: Element = Element {
    folder: "apps/Support/🚚 Delivery tracker",
    name: "🚚 Delivery tracker",
    uuid: "e8c4d256-3a1d-11f1-a6d4-5b8c2e7f9013",
    content: Content::App(App {
        title: "Parcels on the way",
        queries: &[
            Query {
                since: 1,
                file: "parcels.sql",
                text: include_str!("../files/delivery/parcels.sql"),
            },
            Query {
                since: 2,
                file: "lateParcels.js",
                text: include_str!("../files/delivery/lateParcels.js"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## 🚚 Parcels on the way"),
            },
            Widget {
                since: 1,
                id: "parcelsTable",
                kind: Kind::Table {
                    data: "{{ parcels.data }}",
                    columns: &["tracking_number", "carrier", "order_id", "status", "last_seen_at"],
                },
            },
            Widget {
                since: 2,
                id: "late",
                kind: Kind::Statistic {
                    label: "Late",
                    value: "{{ lateParcels.data.length }}",
                },
            },
            Widget {
                since: 3,
                id: "parcelsTable",
                kind: Kind::Table {
                    data: "{{ parcels.data }}",
                    columns: &[
                        "tracking_number",
                        "carrier",
                        "order_id",
                        "status",
                        "last_place",
                        "last_seen_at",
                    ],
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// A workflow.
pub(in crate::sample) static ESCALATE: Element = Element {
    folder: "workflows/Support/Escalate overdue tickets",
    name: "Escalate overdue tickets",
    uuid: "c07b52e4-918d-4f6a-a3d7-1e65f09b28cd",
    content: Content::Workflow(&[
        include_str!("../files/escalate.1.yml"),
        include_str!("../files/escalate.2.yml"),
    ]),
};
