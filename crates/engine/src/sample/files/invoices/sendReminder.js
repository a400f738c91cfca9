const invoice = invoicesTable.selectedRow;
await reminderMail.trigger({
  additionalScope: { number: invoice.number, total: invoice.total, due: invoice.due_on },
});
utils.showNotification({ title: `Reminder for ${invoice.number} sent`, notificationType: "success" });
