//! Orders, refunds and invoices.

use super::{Content, Element};
use crate::sample::toolscript::{App, Kind, Query, Widget};

/// The app with the most releases, and edits since.
pub(in crate::sample) static DASHBOARD: Element = Element {
    folder: "apps/Orders/Dashboard",
    name: "Dashboard",
    uuid: "6f2c1d80-3a1b-11f1-9c4e-8d7a5b2e4f10",
    content: Content::App(App {
        title: "Orders",
        queries: &[
            Query {
                since: 1,
                file: "ordersByDay.sql",
                text: include_str!("../files/dashboard/ordersByDay.sql"),
            },
            Query {
                since: 1,
                file: "openOrders.sql",
                text: include_str!("../files/dashboard/openOrders.sql"),
            },
            Query {
                since: 5,
                file: "ordersByDay.sql",
                text: include_str!("../files/dashboard/ordersByDay.2.sql"),
            },
            Query {
                since: 6,
                file: "exportOrders.js",
                text: include_str!("../files/dashboard/exportOrders.js"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Orders"),
            },
            Widget {
                since: 1,
                id: "ordersToday",
                kind: Kind::Statistic {
                    label: "Orders today",
                    value: "{{ ordersByDay.data.orders[0] }}",
                },
            },
            Widget {
                since: 2,
                id: "revenueToday",
                kind: Kind::Statistic {
                    label: "Revenue today",
                    value: "{{ ordersByDay.data.revenue[0] }}",
                },
            },
            Widget {
                since: 1,
                id: "ordersTable",
                kind: Kind::Table {
                    data: "{{ openOrders.data }}",
                    columns: &["id", "customer_name", "status", "total"],
                },
            },
            Widget {
                since: 3,
                id: "ordersTable",
                kind: Kind::Table {
                    data: "{{ openOrders.data }}",
                    columns: &["id", "customer_name", "status", "total", "placed_at"],
                },
            },
            Widget {
                since: 4,
                id: "rangeSelect",
                kind: Kind::Select {
                    label: "Days",
                    values: "{{ [7, 14, 30, 90] }}",
                },
            },
            Widget {
                since: 5,
                id: "cancelledToday",
                kind: Kind::Statistic {
                    label: "Cancelled today",
                    value: "{{ ordersByDay.data.cancelled[0] }}",
                },
            },
            Widget {
                since: 6,
                id: "exportButton",
                kind: Kind::Button {
                    text: "Export",
                    script: "exportOrders.trigger()",
                },
            },
            Widget {
                since: 7,
                id: "title",
                kind: Kind::Text("## Orders of the last {{ rangeSelect.value }} days"),
            },
        ],
        has_no_pages: false,
    }),
};

/// An app whose newest release is on staging and not yet on prod.
pub(in crate::sample) static REFUNDS: Element = Element {
    folder: "apps/Orders/Refunds",
    name: "Refunds",
    uuid: "81e4a2b6-3a1b-11f1-9c4e-8d7a5b2e4f10",
    content: Content::App(App {
        title: "Refunds",
        queries: &[
            Query {
                since: 1,
                file: "refundRequests.sql",
                text: include_str!("../files/refunds/refundRequests.sql"),
            },
            Query {
                since: 1,
                file: "decideRefund.sql",
                text: include_str!("../files/refunds/decideRefund.sql"),
            },
            Query {
                since: 3,
                file: "refundRequests.sql",
                text: include_str!("../files/refunds/refundRequests.2.sql"),
            },
            Query {
                since: 4,
                file: "checkLimit.js",
                text: include_str!("../files/refunds/checkLimit.js"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Refund requests"),
            },
            Widget {
                since: 1,
                id: "requestsTable",
                kind: Kind::Table {
                    data: "{{ refundRequests.data }}",
                    columns: &["id", "order_id", "customer_name", "amount", "reason"],
                },
            },
            Widget {
                since: 3,
                id: "requestsTable",
                kind: Kind::Table {
                    data: "{{ refundRequests.data }}",
                    columns: &[
                        "id",
                        "order_id",
                        "customer_name",
                        "amount",
                        "reason",
                        "needs_second_person",
                    ],
                },
            },
            Widget {
                since: 1,
                id: "approveButton",
                kind: Kind::Button {
                    text: "Approve",
                    script: "decideRefund.trigger()",
                },
            },
            Widget {
                since: 4,
                id: "approveButton",
                kind: Kind::Button {
                    text: "Approve",
                    script: "checkLimit.trigger().then(() => decideRefund.trigger())",
                },
            },
            Widget {
                since: 2,
                id: "rejectButton",
                kind: Kind::Button {
                    text: "Reject",
                    script: "rejectModal.show()",
                },
            },
            Widget {
                since: 2,
                id: "rejectModal",
                kind: Kind::Modal {
                    heading: "### Reject this refund",
                    field: "Reason, for the customer",
                    button: "Reject",
                    script: "decideRefund.trigger()",
                },
            },
        ],
        has_no_pages: false,
    }),
};

/// An app of which staging names a release that has no artifact.
pub(in crate::sample) static INVOICES: Element = Element {
    folder: "apps/Orders/Invoices",
    name: "Invoices",
    uuid: "93b7c4e8-3a1b-11f1-9c4e-8d7a5b2e4f10",
    content: Content::App(App {
        title: "Invoices",
        queries: &[
            Query {
                since: 1,
                file: "invoices.sql",
                text: include_str!("../files/invoices/invoices.sql"),
            },
            Query {
                since: 2,
                file: "overdue.sql",
                text: include_str!("../files/invoices/overdue.sql"),
            },
            Query {
                since: 3,
                file: "sendReminder.js",
                text: include_str!("../files/invoices/sendReminder.js"),
            },
        ],
        widgets: &[
            Widget {
                since: 1,
                id: "title",
                kind: Kind::Text("## Invoices"),
            },
            Widget {
                since: 2,
                id: "overdueAmount",
                kind: Kind::Statistic {
                    label: "Overdue",
                    value: "{{ overdue.data.amount[0] }}",
                },
            },
            Widget {
                since: 1,
                id: "invoicesTable",
                kind: Kind::Table {
                    data: "{{ invoices.data }}",
                    columns: &["number", "order_id", "issued_on", "due_on", "total", "paid_on"],
                },
            },
            Widget {
                since: 3,
                id: "reminderButton",
                kind: Kind::Button {
                    text: "Send reminder",
                    script: "sendReminder.trigger()",
                },
            },
        ],
        has_no_pages: false,
    }),
};
