function stockStatus() {
  card("half", "Low stock in shops, by region",
    `Of ${whole.format(positions)} positions, ${whole.format(critical)} are critical (10 cases or fewer) and ${whole.format(low)} are low (11 to 25).`,
    positions && drawing(80 + 30 * stock.length, "Stacked bars: critical and low positions by region", () => bars(
      stock.map((row) => row.region), [
        { title: "Critical", colour: "critical", values: stock.map((row) => row.critical) },
        { title: "Low", colour: "low", values: stock.map((row) => row.low) },
      ], { horizontal: true, format: whole.format, unit: "products in a shop" })),
    table("Stock status", [
      ["Region", (row) => row.region],
      ["Critical", (row) => whole.format(row.critical), true],
      ["Low", (row) => whole.format(row.low), true],
      ["Sufficient", (row) => whole.format(row.enough), true],
    ], stock));
}

function inventory() {
  const rows = objects(data["inventory-by-region"]);
  card("half", "Inventory by region", "The warehouse counts in its region.", rows.length && scrolling(table("Inventory by region", [
    ["Region", (row) => row.region],
    ["Positions", (row) => whole.format(row.total_items), true],
    ["Average stock, cases", (row) => oneDecimal.format(row.avg_stock), true],
    ["50 cases or fewer", (row) => whole.format(row.low_stock_count), true],
  ], rows), true));
}

function sizes() {
  const counts = new Map(objects(data.volumes).map((row) => [row.table_name, row.record_count]));
  const rows = objects(data.sizes).map((row) => ({ ...row, total: row.table_bytes + row.index_bytes }));
  const all = sum(rows.map((row) => row.total));
  card("half", "Tables: rows and space on disk", `${bytes(all)} in total, including indexes.`, scrolling(table("Tables", [
    ["Table", (row) => row.table_name],
    ["Rows", (row) => whole.format(counts.get(row.table_name)), true],
    ["Data", (row) => bytes(row.table_bytes), true],
    ["Indexes", (row) => bytes(row.index_bytes), true],
    ["Total", (row) => bytes(row.total), true],
    ["", (row) => meter(all ? row.total / all : 0)],
  ], rows), true));
}
