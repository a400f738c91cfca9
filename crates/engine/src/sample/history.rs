//! What happened in the sample, oldest first.

use super::elements::Element;
use super::elements::customers::{CREDIT_LIMITS, CUSTOMER_360};
use super::elements::operations::{
    BIN_LABELS, FEATURE_FLAGS, FLEET_MAP, INVOICE_RUN, RETURNS_DESK, STOCK_COUNT,
};
use super::elements::orders::{DASHBOARD, INVOICES, REFUNDS};
use super::elements::support::{AGENTS_NOTES, DELIVERY_TRACKER, ESCALATE, TICKET_TRIAGE};

/// Somebody who works on the sample, named by role.
#[derive(Clone, Copy)]
pub(super) enum Person {
    Builder,
    Admin,
    Reviewer,
}

impl Person {
    /// The name and the e-mail address.
    pub(super) const fn identity(self) -> (&'static str, &'static str) {
        match self {
            Self::Builder => ("Sample builder", "builder@example.com"),
            Self::Admin => ("Sample admin", "admin@example.com"),
            Self::Reviewer => ("Sample reviewer", "reviewer@example.com"),
        }
    }

    /// Who merges this person's pull requests.
    pub(super) const fn merger(self) -> Self {
        match self {
            Self::Builder => Self::Reviewer,
            Self::Admin | Self::Reviewer => Self::Admin,
        }
    }
}

/// One pull request.
pub(super) struct PullRequest {
    /// How many minutes ago its first commit was made.
    pub(super) minutes_ago: i64,
    /// Who made it.
    pub(super) by: Person,
    /// Its commits, oldest first.
    pub(super) changes: &'static [Change],
}

/// One commit.
pub(super) enum Change {
    /// An element comes under source control.
    Protect(&'static Element),
    /// The next revision of an element is saved, with this message.
    Save(&'static Element, &'static str),
    /// An element is deleted.
    Delete(&'static Element),
    /// A release: version and description.
    Release(&'static Element, &'static str, &'static str),
    /// A new manifest.
    CreateManifest(&'static str),
    /// Entries of a manifest.
    Set(&'static str, &'static [(&'static Element, &'static str)]),
}

use Change::{CreateManifest, Delete, Protect, Release, Save, Set};
use Person::{Admin, Builder, Reviewer};

const fn request(days: i64, hours: i64, by: Person, changes: &'static [Change]) -> PullRequest {
    PullRequest {
        minutes_ago: (days * 24 + hours) * 60,
        by,
        changes,
    }
}

/// How many minutes ago the repository was made.
pub(super) const BEGINNING: i64 = 73 * 24 * 60;

/// The pull requests that were merged.
#[rustfmt::skip] // one line, one pull request
pub(super) static MERGED: &[PullRequest] = &[
    request(72, 7, Builder, &[Protect(&DASHBOARD)]),
    request(72, 5, Builder, &[Protect(&REFUNDS)]),
    request(71, 8, Builder, &[Protect(&INVOICES)]),
    request(71, 3, Admin, &[CreateManifest("dev")]),
    request(70, 8, Admin, &[CreateManifest("staging")]),
    request(70, 7, Admin, &[CreateManifest("prod")]),
    request(69, 6, Builder, &[Protect(&CUSTOMER_360)]),
    request(68, 4, Builder, &[Protect(&TICKET_TRIAGE)]),
    request(67, 9, Admin, &[Set("dev", &[(&DASHBOARD, "latest"), (&REFUNDS, "latest"), (&INVOICES, "latest"), (&CUSTOMER_360, "latest"), (&TICKET_TRIAGE, "latest")])]),
    request(65, 5, Builder, &[Release(&DASHBOARD, "1.0.0", "First release")]),
    request(65, 4, Builder, &[Release(&REFUNDS, "1.0.0", "First release")]),
    request(64, 6, Admin, &[Release(&INVOICES, "1.0.0", "First release"), Set("prod", &[(&INVOICES, "1.0.0")])]),
    request(63, 8, Admin, &[Set("prod", &[(&DASHBOARD, "1.0.0"), (&REFUNDS, "1.0.0")])]),
    request(62, 3, Builder, &[Save(&REFUNDS, "Ask for a reason when a refund is rejected")]),
    request(60, 7, Builder, &[Release(&REFUNDS, "2.0.0", "Refunds can be rejected, with a reason")]),
    request(58, 5, Builder, &[Protect(&STOCK_COUNT)]),
    request(57, 6, Builder, &[Protect(&RETURNS_DESK)]),
    request(56, 4, Builder, &[Protect(&BIN_LABELS)]),
    request(55, 8, Builder, &[Protect(&INVOICE_RUN)]),
    request(54, 7, Admin, &[Release(&STOCK_COUNT, "0.1.0", "For the count in the north warehouse"), Set("staging", &[(&STOCK_COUNT, "0.1.0")])]),
    request(53, 6, Builder, &[Release(&BIN_LABELS, "1.0.0", "")]),
    request(52, 9, Admin, &[Set("staging", &[(&BIN_LABELS, "1.0.0"), (&DASHBOARD, "1.0.0"), (&REFUNDS, "2.0.0")])]),
    request(50, 5, Builder, &[Save(&DASHBOARD, "Show today's revenue")]),
    request(49, 4, Builder, &[Release(&DASHBOARD, "1.0.1", "Today's revenue")]),
    request(47, 6, Builder, &[Release(&CUSTOMER_360, "1.0.0", "First release")]),
    request(46, 5, Builder, &[Release(&TICKET_TRIAGE, "1.0.0", "First release")]),
    request(45, 8, Admin, &[Set("prod", &[(&CUSTOMER_360, "1.0.0"), (&TICKET_TRIAGE, "1.0.0"), (&REFUNDS, "2.0.0")])]),
    request(43, 7, Builder, &[Protect(&ESCALATE)]),
    request(42, 6, Admin, &[Release(&INVOICE_RUN, "1.0.0", "Invoices are created every night"), Set("staging", &[(&INVOICE_RUN, "1.0.0")]), Set("prod", &[(&INVOICE_RUN, "1.0.0")])]),
    request(41, 5, Builder, &[Save(&STOCK_COUNT, "List the differences")]),
    request(40, 8, Builder, &[Release(&STOCK_COUNT, "0.2.0", "Differences to what the books say")]),
    request(39, 6, Builder, &[Protect(&DELIVERY_TRACKER)]),
    request(38, 4, Builder, &[Protect(&AGENTS_NOTES)]),
    request(36, 7, Builder, &[Save(&INVOICES, "Show what is overdue")]),
    request(35, 6, Builder, &[Release(&INVOICES, "1.3.0", "Overdue amounts")]),
    request(34, 5, Admin, &[Set("staging", &[(&INVOICES, "1.3.0"), (&CUSTOMER_360, "1.0.0")]), Set("prod", &[(&STOCK_COUNT, "0.1.0"), (&DASHBOARD, "1.0.1")])]),
    request(33, 6, Builder, &[Save(&RETURNS_DESK, "Say what the list is")]),
    request(32, 8, Builder, &[Save(&TICKET_TRIAGE, "Show priority and assignee")]),
    request(31, 7, Reviewer, &[Release(&TICKET_TRIAGE, "1.1.0", "Priority and assignee in the queue")]),
    request(30, 6, Builder, &[Delete(&BIN_LABELS)]),
    request(29, 5, Builder, &[Release(&DELIVERY_TRACKER, "1.0.0", "🚚 First release")]),
    request(28, 4, Builder, &[Release(&AGENTS_NOTES, "1.0.0", "Read what colleagues wrote")]),
    request(27, 8, Admin, &[Set("prod", &[(&TICKET_TRIAGE, "1.1.0"), (&DELIVERY_TRACKER, "1.0.0")])]),
    request(25, 6, Builder, &[Save(&DASHBOARD, "Add the order date")]),
    request(24, 7, Builder, &[Release(&DASHBOARD, "1.0.2", "Order date in the table")]),
    request(23, 5, Admin, &[Set("staging", &[(&DASHBOARD, "1.0.2"), (&TICKET_TRIAGE, "1.1.0"), (&DELIVERY_TRACKER, "1.0.0"), (&AGENTS_NOTES, "1.0.0")])]),
    request(22, 8, Builder, &[Protect(&CREDIT_LIMITS)]),
    request(21, 6, Reviewer, &[Release(&CREDIT_LIMITS, "1.0.0", "First release")]),
    request(20, 7, Builder, &[Save(&STOCK_COUNT, "Show when a bin was counted")]),
    request(19, 5, Builder, &[Release(&STOCK_COUNT, "0.3.0", "Date of the last count"), Set("staging", &[(&STOCK_COUNT, "0.3.0")])]),
    request(18, 8, Admin, &[Set("prod", &[(&DASHBOARD, "1.0.2"), (&CREDIT_LIMITS, "1.0.0")])]),
    request(17, 6, Builder, &[Protect(&FLEET_MAP)]),
    request(16, 4, Builder, &[Save(&REFUNDS, "Mark refunds that need a second person")]),
    request(15, 7, Builder, &[Release(&REFUNDS, "2.0.4", "Refunds above 200 are marked")]),
    request(14, 6, Admin, &[Set("prod", &[(&REFUNDS, "2.0.4")]), Set("dev", &[(&STOCK_COUNT, "latest"), (&DELIVERY_TRACKER, "latest"), (&AGENTS_NOTES, "latest"), (&CREDIT_LIMITS, "latest"), (&RETURNS_DESK, "latest"), (&INVOICE_RUN, "latest"), (&ESCALATE, "latest"), (&FLEET_MAP, "latest")])]),
    request(13, 5, Builder, &[Save(&CUSTOMER_360, "Show the lifetime value")]),
    request(12, 8, Builder, &[Release(&CUSTOMER_360, "1.1.0", "Lifetime value")]),
    request(12, 3, Builder, &[Save(&REFUNDS, "Check the limit before a refund is approved")]),
    request(11, 6, Reviewer, &[Release(&ESCALATE, "1.0.0", "Tickets nobody took are posted"), Set("staging", &[(&ESCALATE, "1.0.0")])]),
    request(10, 7, Builder, &[Release(&REFUNDS, "2.1.0", "Refunds above 200 need somebody from Finance")]),
    request(9, 6, Admin, &[Set("staging", &[(&REFUNDS, "2.1.0"), (&CUSTOMER_360, "1.1.0"), (&CREDIT_LIMITS, "1.0.0")])]),
    request(8, 5, Builder, &[Save(&DELIVERY_TRACKER, "Count late parcels")]),
    request(8, 2, Builder, &[Save(&INVOICES, "Send reminders")]),
    request(7, 7, Builder, &[Release(&INVOICES, "1.5.0", "Reminders")]),
    request(7, 4, Admin, &[Set("staging", &[(&INVOICES, "1.4.0")])]),
    request(6, 6, Builder, &[Save(&TICKET_TRIAGE, "Suggest a priority")]),
    request(6, 3, Builder, &[Save(&DASHBOARD, "Choose the number of days")]),
    request(5, 7, Builder, &[Release(&TICKET_TRIAGE, "1.2.0", "Suggested priority"), Set("staging", &[(&TICKET_TRIAGE, "1.2.0")])]),
    request(5, 2, Builder, &[Release(&DASHBOARD, "1.0.3", "Choose how many days are shown"), Set("staging", &[(&DASHBOARD, "1.0.3")])]),
    request(4, 6, Builder, &[Save(&AGENTS_NOTES, "Write notes")]),
    request(4, 3, Builder, &[Protect(&FEATURE_FLAGS)]),
    request(3, 7, Builder, &[Save(&ESCALATE, "Escalate after two hours")]),
    request(3, 4, Builder, &[Save(&FLEET_MAP, "Show how many stops are left")]),
    request(2, 6, Admin, &[Set("prod", &[(&TICKET_TRIAGE, "1.2.0"), (&INVOICES, "1.3.0")])]),
    request(2, 4, Builder, &[Save(&CUSTOMER_360, "Show the segment")]),
    request(2, 3, Builder, &[Save(&CREDIT_LIMITS, "Say in the title that amounts are open")]),
    request(2, 1, Builder, &[Save(&DELIVERY_TRACKER, "Show where a parcel was last seen")]),
    request(1, 8, Builder, &[Save(&DASHBOARD, "Show cancelled orders and leave test orders out"), Save(&DASHBOARD, "Export open orders")]),
    request(1, 3, Builder, &[Save(&DASHBOARD, "Say in the title how many days are shown")]),
    request(0, 10, Builder, &[Save(&TICKET_TRIAGE, "Count open tickets")]),
    request(0, 9, Builder, &[Save(&INVOICE_RUN, "Report how many invoices were created")]),
];

/// The pull requests that wait, oldest first: one that nobody looked after while the default branch went on, an entry
/// that is thereby on its way, and a version that is thereby taken.
#[rustfmt::skip]
pub(super) static OPEN: &[PullRequest] = &[
    request(44, 2, Reviewer, &[Set("staging", &[(&RETURNS_DESK, "latest"), (&INVOICE_RUN, "latest")])]),
    request(0, 3, Reviewer, &[Set("prod", &[(&DASHBOARD, "1.0.3")])]),
    PullRequest { minutes_ago: 20, by: Reviewer, changes: &[Release(&DASHBOARD, "1.0.4", "Cancelled orders and an export")] },
];
