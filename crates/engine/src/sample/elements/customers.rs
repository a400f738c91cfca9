//! Customers and their credit.

use super::{Content, Element};
use crate::sample::toolscript::{App, Kind, Query, Widget};

/// An app that is one release ahead on staging.
pub(in crate::sample) static CUSTOMER_360: Element = Element {
    folder: "apps/Customers/Customer 360",
    name: "Customer 360",
    uuid: "a8d15f3c-3a1c-11f1-8b27-1f6e9d0c7a42",
    content: Content::App(App {
        title: "Customer",
        queries: &[
            Query {
                since: 1,
                file: "customer.sql",
                text: include_str!("../files/customer360/customer.sql"),
            },
            Query {
                since: 1,
                file: "recentOrders.sql",
                text: include_str!("../files/customer360/recentOrders.sql"),
            },
            Query {
                since: 2,
                file: "lifetimeValue.sql",
                text: include_str!("../files/customer360/lifetimeValue.sql"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "customerSearch",
                kind: Kind::Input {
                    label: "Customer",
                    placeholder: "Name, e-mail or number",
                },
            },
            Widget {
                since: 1,
                id: "name",
                kind: Kind::Text("## {{ customer.data.name[0] }}"),
            },
            Widget {
                since: 2,
                id: "value",
                kind: Kind::Statistic {
                    label: "Lifetime value",
                    value: "{{ lifetimeValue.data.value[0] }}",
                },
            },
            Widget {
                since: 1,
                id: "ordersTable",
                kind: Kind::Table {
                    data: "{{ recentOrders.data }}",
                    columns: &["id", "status", "total", "placed_at"],
                },
            },
            Widget {
                since: 3,
                id: "segment",
                kind: Kind::Text("Segment: {{ customer.data.segment[0] }}"),
            },
        ],
        has_no_pages: false,
    }),
};

/// An app two folders deep.
pub(in crate::sample) static CREDIT_LIMITS: Element = Element {
    folder: "apps/Customers/Accounts/Credit limits",
    name: "Credit limits",
    uuid: "b94e2a70-3a1c-11f1-8b27-1f6e9d0c7a42",
    content: Content::App(App {
        title: "Credit limits",
        queries: &[
            Query {
                since: 1,
                file: "limits.sql",
                text: include_str!("../files/credit/limits.sql"),
            },
            Query {
                since: 1,
                file: "setLimit.sql",
                text: include_str!("../files/credit/setLimit.sql"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Credit limits"),
            },
            Widget {
                since: 1,
                id: "limitsTable",
                kind: Kind::Table {
                    data: "{{ limits.data }}",
                    columns: &["name", "credit_limit", "open_amount"],
                },
            },
            Widget {
                since: 1,
                id: "newLimit",
                kind: Kind::Input {
                    label: "New limit",
                    placeholder: "Whole currency units",
                },
            },
            Widget {
                since: 1,
                id: "saveButton",
                kind: Kind::Button {
                    text: "Save",
                    script: "setLimit.trigger()",
                },
            },
            Widget {
                since: 2,
                id: "title",
                kind: Kind::Text("## Credit limits and open amounts"),
            },
        ],
        has_no_pages: false,
    }),
};
