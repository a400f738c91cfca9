const rows = openOrders.data.id.map((id, index) => ({
  id,
  customer: openOrders.data.customer_name[index],
  total: openOrders.data.total[index],
}));
utils.exportData(rows, "open-orders", "csv");
return rows.length;
