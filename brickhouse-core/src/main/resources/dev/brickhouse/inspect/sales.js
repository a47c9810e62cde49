function shops(grain, name, title) {
  const rows = objects(data.shops).filter((row) => row.grain === grain);
  const all = sum(rows.map((row) => row.value));
  card("half", title,
    all > 0 && `${rows[0].label} leads with ${percent.format(rows[0].value / all)} of the value. The number of shops is in brackets. Cancelled orders are excluded.`,
    all > 0 && drawing(70 + 30 * rows.length, `Bars: ${title}`, () => bars(
      rows.map((row) => `${row.label} (${row.shops})`),
      [{ title: "Order value", color: "accent", values: rows.map((row) => row.value) }],
      { horizontal: true, format: dollars.format, axisFormat: shortDollars.format, unit: "order value, US dollars" })),
    table(title, [
      [name, (row) => row.label],
      ["Shops", (row) => whole.format(row.shops), true],
      ["Orders", (row) => whole.format(row.orders), true],
      ["Cases", (row) => whole.format(row.cases), true],
      ["Value", (row) => dollars.format(row.value), true],
      ["Value per shop", (row) => dollars.format(row.value / row.shops), true],
    ], rows));
}

/** As many as a printed page has room for. */
const MOST_COLUMNS = 14;
const SPANS = [
  { name: "month", of: (month) => month, text: monthText },
  {
    name: "quarter", of: (month) => `${month.slice(0, -3)}-Q${Math.ceil(Number(month.slice(-2)) / 3)}`,
    text: (label) => `Q${label.at(-1)} ’${label.slice(-5, -3)}`,
  },
  { name: "year", of: (month) => month.slice(0, -3), text: (label) => label },
];

function categoryMix() {
  const names = [...new Set(categories.map((row) => row.category))];
  const dated = categories.filter((row) => row.month !== null);
  const span = SPANS.find((each) => new Set(dated.map((row) => each.of(row.month))).size <= MOST_COLUMNS) ?? SPANS.at(-1);
  const labels = [...new Set(dated.map((row) => span.of(row.month)))].sort();
  const of = (filter) => sum(categories.filter(filter).map((row) => row.value));
  const within = (row, label) => row.month !== null && span.of(row.month) === label;
  const totals = new Map(labels.map((label) => [label, of((row) => within(row, label))]));
  const mean = new Map(names.map((name) => [name, of((row) => row.category === name) / value]));
  names.sort((a, b) => mean.get(b) - mean.get(a));
  const cell = (name, label) => {
    const share = of((row) => row.category === name && within(row, label)) / totals.get(label);
    const off = share / mean.get(name) - 1;
    return element("td", {
      class: off >= 0 ? "above" : "below", "--strength": `${Math.min(1, Math.abs(off) / 0.5) * 80}%`,
    }, percent.format(share));
  };
  const title = `Category mix: share of each ${span.name}’s order value`;
  const heat = value > 0 && heatTable(title, "Category", labels.map(span.text),
    names.map((name) => [name, labels.map((label) => cell(name, label))]));
  card("", title,
    "Blue: above the category’s share of the whole period; orange: below. Each row, read from left to right, shows a season.",
    heat && scrolling(heat, true));
}

function topProducts() {
  const rows = objects(data["top-products"]);
  card("half", "Top 10 products by cases delivered",
    rows.length && `${rows[0].product_name} leads with ${whole.format(rows[0].total_cases_ordered)} cases.`,
    rows.length && drawing(70 + 34 * rows.length, "Bars: cases delivered of the top ten products", () => bars(
      rows.map((row) => row.product_name),
      [{ title: "Cases", color: "accent", values: rows.map((row) => row.total_cases_ordered) }],
      { horizontal: true, format: whole.format, axisFormat: short.format, unit: "cases" })),
    table("Top products", [
      ["Product", (row) => row.product_name],
      ["Brand", (row) => row.brand],
      ["Category", (row) => row.category],
      ["Orders", (row) => whole.format(row.total_orders), true],
      ["Cases", (row) => whole.format(row.total_cases_ordered), true],
      ["Value", (row) => dollars.format(row.total_value), true],
    ], rows));
}

function topShops() {
  const all = objects(data["store-performance"]);
  const rows = all.slice(0, 10);
  const placed = sum(all.map((row) => row.orders_placed));
  card("half", "Top 10 shops by orders placed",
    placed > 0 && `${rows[0].store_name} leads; the top ${rows.length} of ${whole.format(all.length)} shops place `
      + `${percent.format(sum(rows.map((row) => row.orders_placed)) / placed)} of all orders.`,
    placed > 0 && drawing(70 + 34 * rows.length, "Bars: orders placed by the top ten shops", () => bars(
      rows.map((row) => row.store_name),
      [{ title: "Orders", color: "accent", values: rows.map((row) => row.orders_placed) }],
      { horizontal: true, format: whole.format, axisFormat: short.format, unit: "orders" })),
    table("Shops", [
      ["Shop", (row) => row.store_name],
      ["Region", (row) => row.region],
      ["Orders", (row) => whole.format(row.orders_placed), true],
      ["Fulfilled", (row) => whole.format(row.fulfilled_orders), true],
      ["Average stock, cases", (row) => (row.avg_inventory_level === null ? "–" : oneDecimal.format(row.avg_inventory_level)), true],
    ], all));
}
