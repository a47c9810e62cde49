const LEVELS = [
  { level: "critical", title: "Critical (10 cases or fewer)", color: "critical" },
  { level: "low", title: "Low (11 to 25)", color: "low" },
  { level: "enough", title: "Sufficient (more than 25)", color: "accent" },
];

function stockStatus() {
  const shown = LEVELS.slice(0, 2);
  card("half", "Low stock in shops, by region",
    `Of ${plural(positions, "stock position")} (one product in one shop), ${whole.format(critical)} are critical and ${whole.format(low)} are low, by available cases.`,
    positions && drawing(90 + 30 * stock.length, "Stacked bars: critical and low stock positions by region", () => bars(
      stock.map((row) => row.region),
      shown.map((each) => ({ title: each.title, color: each.color, values: stock.map((row) => row[each.level]) })),
      { horizontal: true, format: whole.format, wholeTicks: true, unit: "stock positions" })),
    table("Stock status", [
      ["Region", (row) => row.region],
      ...LEVELS.map((each) => [each.title.split(" ")[0], (row) => whole.format(row[each.level]), true]),
    ], stock));
}

function cover() {
  const rows = objects(data.cover);
  const WIDTH = 5;
  const ordered = rows.filter((row) => row.days !== null);
  const silent = sum(rows.filter((row) => row.days === null).flatMap((row) => LEVELS.map((each) => row[each.level])));
  const last = Math.max(0, ...ordered.map((row) => row.days));
  const bins = Array.from({ length: ordered.length ? last / WIDTH + 1 : 0 }, (_, i) => ({
    label: i * WIDTH === 90 ? "90+" : `${i * WIDTH}–${(i + 1) * WIDTH}`,
    ...ordered.find((row) => row.days === i * WIDTH),
  }));
  const title = "Days of stock cover in shops";
  card("half", title,
    ordered.length && `Half of the stock positions last ${whole.format(ordered[0].median_days)} days or longer at the pace of their orders of the last eight weeks.`
      + (silent ? ` ${plural(silent, "position")} without such an order are left out.` : ""),
    ordered.length && drawing(90 + 30 * Math.max(stock.length, 6), `Stacked bars: ${title}, by level of stock`, () => bars(bins.map((bin) => bin.label),
      LEVELS.map((each) => ({ title: each.title, color: each.color, values: bins.map((bin) => bin[each.level] ?? 0) })),
      { format: whole.format, unit: "stock positions", labelUnit: "days until the shelf is empty", wholeTicks: true })),
    table(title, [["Days", (bin) => bin.label],
      ...LEVELS.map((each) => [each.title.split(" ")[0], (bin) => whole.format(bin[each.level] ?? 0), true])], bins),
    positions ? "Nothing in stock was ordered in the last eight weeks." : undefined);
}

function inventory() {
  const rows = objects(data["inventory-by-region"]);
  card("half", "Inventory by region",
    "All stock positions, those of the warehouse in its region. The last column is low_stock_count of the tables in the log, not the low stock above.",
    rows.length && scrolling(table("Inventory by region", [
      ["Region", (row) => row.region],
      ["Positions", (row) => whole.format(row.total_items), true],
      ["Average stock, cases", (row) => oneDecimal.format(row.avg_stock), true],
      ["With 50 cases or fewer", (row) => whole.format(row.low_stock_count), true],
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
