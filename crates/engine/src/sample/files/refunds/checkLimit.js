const amount = requestsTable.selectedRow.amount;
if (amount > 200 && !current_user.groups.some((group) => group.name === "Finance")) {
  throw new Error("Refunds above 200 need somebody from Finance.");
}
return amount;
