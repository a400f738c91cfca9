//! Warehouse and fleet.

use super::{Content, Element};
use crate::sample::toolscript::{App, Kind, Query, Widget};

/// An app that is behind on prod by more than one release.
pub(in crate::sample) static STOCK_COUNT: Element = Element {
    folder: "apps/Operations/Warehouse/Stock count",
    name: "Stock count",
    uuid: "f1d6a3b8-3a1e-11f1-b3f9-7c4d1a8e6205",
    content: Content::App(App {
        title: "Stock count",
        queries: &[
            Query {
                since: 1,
                file: "stock.sql",
                text: include_str!("../files/stock/stock.sql"),
            },
            Query {
                since: 1,
                file: "saveCount.sql",
                text: include_str!("../files/stock/saveCount.sql"),
            },
            Query {
                since: 2,
                file: "differences.sql",
                text: include_str!("../files/stock/differences.sql"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "warehouseSelect",
                kind: Kind::Select {
                    label: "Warehouse",
                    values: "{{ warehouses.data.name }}",
                },
            },
            Widget {
                since: 1,
                id: "stockTable",
                kind: Kind::Table {
                    data: "{{ stock.data }}",
                    columns: &["bin", "sku", "name", "quantity"],
                },
            },
            Widget {
                since: 1,
                id: "countInput",
                kind: Kind::Input {
                    label: "Counted",
                    placeholder: "Pieces",
                },
            },
            Widget {
                since: 1,
                id: "saveButton",
                kind: Kind::Button {
                    text: "Save",
                    script: "saveCount.trigger()",
                },
            },
            Widget {
                since: 2,
                id: "differencesTable",
                kind: Kind::Table {
                    data: "{{ differences.data }}",
                    columns: &["sku", "name", "missing"],
                },
            },
            Widget {
                since: 3,
                id: "stockTable",
                kind: Kind::Table {
                    data: "{{ stock.data }}",
                    columns: &["bin", "sku", "name", "quantity", "counted_at"],
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// An app from before pages, with its positions beside `main.rsx`.
pub(in crate::sample) static RETURNS_DESK: Element = Element {
    folder: "apps/Operations/Warehouse/Returns desk (old)",
    name: "Returns desk (old)",
    uuid: "0a3f7c14-3a1e-11f1-b3f9-7c4d1a8e6205",
    content: Content::App(App {
        title: "Returns",
        queries: &[
            Query {
                since: 1,
                file: "returns.sql",
                text: include_str!("../files/returns/returns.sql"),
            },
            Query {
                since: 1,
                file: "bookReturn.sql",
                text: include_str!("../files/returns/bookReturn.sql"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "returnsTable",
                kind: Kind::Table {
                    data: "{{ returns.data }}",
                    columns: &["order_id", "sku", "condition", "arrived_at"],
                },
            },
            Widget {
                since: 1,
                id: "conditionSelect",
                kind: Kind::Select {
                    label: "Condition",
                    values: "{{ ['new', 'opened', 'damaged'] }}",
                },
            },
            Widget {
                since: 1,
                id: "bookButton",
                kind: Kind::Button {
                    text: "Book",
                    script: "bookReturn.trigger()",
                },
            },
            Widget {
                since: 2,
                id: "title",
                kind: Kind::Text("Returns that wait to be booked"),
            },
        ],
        has_no_pages: true,
    }),
};

/// An app that was deleted while an instance still lists it.
pub(in crate::sample) static BIN_LABELS: Element = Element {
    folder: "apps/Operations/Bin labels",
    name: "Bin labels",
    uuid: "1c8e5d70-3a1e-11f1-b3f9-7c4d1a8e6205",
    content: Content::App(App {
        title: "Labels",
        queries: &[Query {
            since: 1,
            file: "labels.js",
            text: include_str!("../files/labels/labels.js"),
        }],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Labels"),
            },
            Widget {
                since: 1,
                id: "printButton",
                kind: Kind::Button {
                    text: "Print",
                    script: "labels.trigger()",
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// An app outside of every folder that was never released.
pub(in crate::sample) static FEATURE_FLAGS: Element = Element {
    folder: "apps/Feature flags",
    name: "Feature flags",
    uuid: "2b5d8f36-3a1e-11f1-b3f9-7c4d1a8e6205",
    content: Content::App(App {
        title: "Feature flags",
        queries: &[],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Feature flags"),
            },
            Widget {
                since: 1,
                id: "flagInput",
                kind: Kind::Input {
                    label: "Flag",
                    placeholder: "checkout.express",
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// A workflow.
pub(in crate::sample) static INVOICE_RUN: Element = Element {
    folder: "workflows/Nightly invoice run",
    name: "Nightly invoice run",
    uuid: "5d1f7a90-3c84-4be2-9f16-7b0e2d4c8a35",
    content: Content::Workflow(&[
        include_str!("../files/invoiceRun.1.yml"),
        include_str!("../files/invoiceRun.2.yml"),
    ]),
};

/// A new-style app.
pub(in crate::sample) static FLEET_MAP: Element = Element {
    folder: "apps-v2/Operations/Fleet map",
    name: "Fleet map",
    uuid: "7e92c6b1-0f4d-4a83-8c25-d61b3f7a9e04",
    content: Content::NewStyleApp(&[
        include_str!("../files/fleet/App.1.tsx"),
        include_str!("../files/fleet/App.2.tsx"),
    ]),
};
