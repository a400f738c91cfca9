return stock.data.map((row) => `${row.bin} ${row.sku}`);
