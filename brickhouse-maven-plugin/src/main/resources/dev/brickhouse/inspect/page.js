const data = JSON.parse(document.getElementById("data").textContent);
const cards = element("div", { class: "cards" });

/** One question with its answer: a sentence, a drawing, and the figures behind it. */
function card(width, title, takeaway, content, figures) {
  const parts = [element("h2", {}, title)];
  if (content) {
    parts.push(element("p", { class: "takeaway" }, takeaway), content);
  } else {
    parts.push(element("p", { class: "empty" }, "There is nothing to show yet."));
  }
  if (content && figures) {
    parts.push(element("details", {}, element("summary", {}, "Figures"), scrolling(figures)));
  }
  cards.append(element("section", { class: `card ${width}` }, ...parts));
}

const best = (rows, key) => rows.reduce((most, row) => (row[key] > most[key] ? row : most));

const rhythm = objects(data.rhythm);
const ofGrain = (grain) => rhythm.filter((row) => row.grain === grain);
const statuses = objects(data["order-status"]);
const orders = sum(statuses.map((row) => row.count));
const categories = objects(data["category-months"]);
const value = sum(categories.map((row) => row.value));
const cases = sum(categories.map((row) => row.cases));
const stock = objects(data.stock);
const critical = sum(stock.map((row) => row.critical));
const low = sum(stock.map((row) => row.low));
const positions = critical + low + sum(stock.map((row) => row.enough));
const fulfilment = objects(data.fulfilment);
const withinShare = (share) => fulfilment.find((row) => row.share_within >= share).hours + 1;

/** Days or months in order, each with its orders by status. */
function byStatus(grain) {
  const found = new Map();
  for (const row of ofGrain(grain)) {
    const entry = found.get(row.label) ?? { label: row.label, total: 0 };
    if (row.part !== null) {
      entry[row.part] = row.orders;
    }
    entry.total += row.orders;
    found.set(row.label, entry);
  }
  return [...found.values()];
}

const statusSeries = (entries) => STATUSES.map((each) => ({
  title: each.title, colour: each.colour, values: entries.map((entry) => entry[each.status] ?? 0),
}));
const statusColumns = (name, text) => [
  [name, (entry) => text(entry.label)],
  ...STATUSES.map((each) => [each.title, (entry) => whole.format(entry[each.status] ?? 0), true]),
  ["All", (entry) => whole.format(entry.total), true],
];

const days = byStatus("day");
const months = byStatus("month");

function header() {
  const about = objects(data.about)[0];
  const name = `${about.database_name}, schema ${data.schema}`;
  document.getElementById("title").textContent = name;
  document.title = `Retail database: ${name}`;
  const period = days.length ? `Orders of ${dayText(days[0].label)} to ${dayText(days.at(-1).label)} · ` : "";
  document.getElementById("subtitle").textContent =
    `${period}PostgreSQL ${about.server_version} · looked at on ${dayText(about.made_at.slice(0, 10))}, ${about.made_at.slice(11)}`;
}

function headline() {
  const count = (status) => statuses.find((row) => row.order_status === status)?.count ?? 0;
  const figure = (name, text, aside) => element("div", { class: "figure" },
    element("dt", {}, name), element("dd", { class: "value" }, text), element("dd", { class: "aside" }, aside));
  const perDay = days.length ? `${whole.format(orders / days.length)} a day over ${whole.format(days.length)} days` : "none yet";
  return element("dl", { class: "figures" },
    figure("Orders", whole.format(orders), perDay),
    figure("Order value", shortDollars.format(value), `${short.format(cases)} cases, cancelled ones left out`),
    figure("Fulfilled", orders ? percent.format(count("fulfilled") / orders) : "–",
      fulfilment.length ? `half of them within ${withinShare(0.5)} hours` : "none yet"),
    figure("Open", whole.format(count("approved") + count("pending_review")),
      `${whole.format(count("approved"))} approved, ${whole.format(count("pending_review"))} in review`),
    figure("Low stock", whole.format(critical + low),
      positions ? `${percent.format((critical + low) / positions)} of the shops’ ${whole.format(positions)} positions` : "no positions"));
}

function ordersPerDay() {
  const mean = days.map((_, i) => {
    const week = days.slice(Math.max(0, i - 3), i + 4);
    return sum(week.map((day) => day.total)) / week.length;
  });
  const top = days.length && best(days, "total");
  card("", "Orders per day, by status",
    top && `The busiest day was ${weekdayText(top.label)} with ${whole.format(top.total)} orders.`,
    days.length && drawing(300, "Stacked bars: orders per day by status", () => bars(days.map((day) => dayText(day.label)),
      statusSeries(days), {
        format: whole.format, dense: true, ticks: { maxTicksLimit: 13 },
        line: { title: "7-day average", colour: "contrast", values: mean },
      })),
    table("Orders per day", statusColumns("Day", dayText), days));
}

function ordersPerMonth() {
  const top = months.length && best(months, "total");
  card("two-thirds", "Orders per month, by status",
    top && `${monthText(top.label)} had the most, ${whole.format(top.total)}. The first and the last month may be incomplete.`,
    months.length && drawing(260, "Stacked bars: orders per month by status", () => bars(
      months.map((month) => monthText(month.label)), statusSeries(months), { format: whole.format, axisFormat: short.format })),
    table("Orders per month", statusColumns("Month", monthText), months));
}

function orderStatus() {
  const known = (row) => STATUSES.find((each) => each.status === row.order_status);
  const content = orders && table("Order status", [
    ["Status", (row) => element("span", {},
      element("span", { class: "swatch", "--swatch": `var(--${known(row)?.colour ?? "muted"})` }), known(row)?.title ?? row.order_status)],
    ["Orders", (row) => whole.format(row.count), true],
    ["Share", (row) => `${row.percentage.toFixed(2)}%`, true],
  ], statuses);
  card("third", "Where the orders stand", `Of ${whole.format(orders)} orders in all.`, content);
}

function weekdays() {
  const rows = ofGrain("weekday");
  const name = (row) => WEEKDAYS[row.label - 1];
  const top = rows.length && best(rows, "orders");
  card("third", "A week: average orders by weekday",
    top && `${name(top)} is the strongest day.`,
    rows.length && drawing(240, "Bars: average orders on each weekday", () => bars(rows.map((row) => name(row).slice(0, 3)),
      [{ title: "Orders a day", colour: "accent", values: rows.map((row) => row.orders) }],
      { format: whole.format, unit: "orders a day" })),
    table("Average orders by weekday", [["Weekday", name], ["Orders a day", (row) => oneDecimal.format(row.orders), true]], rows));
}

function hours() {
  const rows = ofGrain("hour");
  const parts = ["business day", "weekend"];
  const title = (part) => (part === "weekend" ? "Saturday and Sunday" : "Monday to Friday");
  const at = [...new Set(rows.map((row) => row.label))];
  const present = parts.filter((part) => rows.some((row) => row.part === part));
  const valueAt = (label, part) => rows.find((row) => row.label === label && row.part === part)?.orders ?? 0;
  const top = rows.length && best(rows, "orders");
  card("two-thirds", "A day: average orders by hour",
    top && `Most orders come between ${top.label}:00 and ${String(Number(top.label) + 1).padStart(2, "0")}:00.`,
    rows.length && drawing(240, "Lines: average orders in each hour of business days and weekends", () => lines(
      at.map((label) => `${label}:00`),
      present.map((part) => ({
        title: title(part), colour: part === "weekend" ? "contrast" : "accent", values: at.map((label) => valueAt(label, part)),
      })), { format: oneDecimal.format, unit: "orders an hour" })),
    table("Average orders by hour", [
      ["From", (label) => `${label}:00`],
      ...present.map((part) => [title(part), (label) => oneDecimal.format(valueAt(label, part)), true]),
    ], at));
}

function shops(grain, name, title) {
  const rows = objects(data.shops).filter((row) => row.grain === grain);
  const all = sum(rows.map((row) => row.value));
  card("half", title,
    all > 0 && `${rows[0].label} leads with ${percent.format(rows[0].value / all)} of the value. Cancelled orders are left out.`,
    all > 0 && drawing(60 + 30 * rows.length, `Bars: ${title}`, () => bars(
      rows.map((row) => `${row.label} (${row.shops})`),
      [{ title: "Order value", colour: "accent", values: rows.map((row) => row.value) }],
      { horizontal: true, format: dollars.format, axisFormat: shortDollars.format })),
    table(title, [
      [name, (row) => row.label],
      ["Shops", (row) => whole.format(row.shops), true],
      ["Orders", (row) => whole.format(row.orders), true],
      ["Cases", (row) => whole.format(row.cases), true],
      ["Value", (row) => dollars.format(row.value), true],
      ["Value a shop", (row) => dollars.format(row.value / row.shops), true],
    ], rows));
}

function categoryMix() {
  const names = [...new Set(categories.map((row) => row.category))];
  const labels = [...new Set(categories.map((row) => row.month).filter((month) => month !== null))].sort();
  const of = (filter) => sum(categories.filter(filter).map((row) => row.value));
  const monthTotals = new Map(labels.map((month) => [month, of((row) => row.month === month)]));
  const mean = new Map(names.map((name) => [name, of((row) => row.category === name) / value]));
  names.sort((a, b) => mean.get(b) - mean.get(a));
  const cell = (name, month) => {
    const share = of((row) => row.category === name && row.month === month) / monthTotals.get(month);
    const off = share / mean.get(name) - 1;
    return element("td", {
      class: off >= 0 ? "above" : "below", "--strength": `${Math.min(1, Math.abs(off) / 0.6) * 70}%`,
    }, percent.format(share));
  };
  const heat = value > 0 && element("table", { class: "heat", "aria-label": "Share of each category in each month’s order value" },
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Category"),
      ...labels.map((month) => element("th", { scope: "col", class: "number" }, monthText(month))))),
    element("tbody", {}, ...names.map((name) => element("tr", {}, element("th", { scope: "row" }, name),
      ...labels.map((month) => cell(name, month))))));
  card("", "Category mix: share of each month’s order value",
    "Blue: more than the category’s share of the whole period; orange: less. Read a row from left to right to see its season.",
    heat && scrolling(heat, true));
}

function topProducts() {
  const rows = objects(data["top-products"]);
  card("half", "Top 10 products by cases delivered",
    rows.length && `${rows[0].product_name} leads with ${whole.format(rows[0].total_cases_ordered)} cases.`,
    rows.length && drawing(60 + 30 * rows.length, "Bars: cases delivered of the ten top products", () => bars(
      rows.map((row) => row.product_name),
      [{ title: "Cases", colour: "accent", values: rows.map((row) => row.total_cases_ordered) }],
      { horizontal: true, format: whole.format, axisFormat: short.format })),
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
    placed > 0 && `${rows[0].store_name} leads; these ${rows.length} of ${whole.format(all.length)} shops place `
      + `${percent.format(sum(rows.map((row) => row.orders_placed)) / placed)} of all orders.`,
    placed > 0 && drawing(60 + 30 * rows.length, "Bars: orders placed by the ten top shops", () => bars(
      rows.map((row) => row.store_name),
      [{ title: "Orders", colour: "accent", values: rows.map((row) => row.orders_placed) }],
      { horizontal: true, format: whole.format, axisFormat: short.format })),
    table("Shops", [
      ["Shop", (row) => row.store_name],
      ["Region", (row) => row.region],
      ["Orders", (row) => whole.format(row.orders_placed), true],
      ["Fulfilled", (row) => whole.format(row.fulfilled_orders), true],
      ["Average stock, cases", (row) => (row.avg_inventory_level === null ? "–" : oneDecimal.format(row.avg_inventory_level)), true],
    ], all));
}

function stockStatus() {
  card("half", "Shop positions that run low, by region",
    `${whole.format(critical)} are critical (10 cases or fewer) and ${whole.format(low)} low (up to 25), out of ${whole.format(positions)}.`,
    positions && drawing(80 + 30 * stock.length, "Stacked bars: critical and low positions by region", () => bars(
      stock.map((row) => row.region), [
        { title: "Critical", colour: "critical", values: stock.map((row) => row.critical) },
        { title: "Low", colour: "low", values: stock.map((row) => row.low) },
      ], { horizontal: true, format: whole.format, unit: "products in a shop" })),
    table("Stock status", [
      ["Region", (row) => row.region],
      ["Critical", (row) => whole.format(row.critical), true],
      ["Low", (row) => whole.format(row.low), true],
      ["Enough", (row) => whole.format(row.enough), true],
    ], stock));
}

function fulfilmentHours() {
  const WIDTH = 6;
  const LAST = 168;
  const bins = [];
  const put = (index, label, count) => {
    bins[index] ??= { label, orders: 0 };
    bins[index].orders += count;
  };
  for (let from = 0; from < LAST; from += WIDTH) {
    put(1 + from / WIDTH, `${from}–${from + WIDTH}`, 0);
  }
  for (const row of fulfilment) {
    if (row.hours < 0) {
      put(0, "before the order", row.orders);
    } else if (row.hours >= LAST) {
      put(1 + LAST / WIDTH, `${LAST} and more`, row.orders);
    } else {
      put(1 + Math.floor(row.hours / WIDTH), "", row.orders);
    }
  }
  const shown = bins.filter((bin) => bin !== undefined);
  card("half", "Hours from order to fulfilment",
    fulfilment.length && `Half of the fulfilled orders arrive within ${withinShare(0.5)} hours, 95% within ${withinShare(0.95)}.`,
    fulfilment.length && drawing(320, "Bars: fulfilled orders by hours from order to fulfilment", () => bars(
      shown.map((bin) => bin.label), [{ title: "Orders", colour: "accent", values: shown.map((bin) => bin.orders) }],
      { format: whole.format, axisFormat: short.format, dense: false, ticks: { maxTicksLimit: 8 } })),
    table("Hours from order to fulfilment", [
      ["Hours", (bin) => bin.label], ["Orders", (bin) => whole.format(bin.orders), true],
    ], shown));
}

function sizes() {
  const counts = new Map(objects(data.volumes).map((row) => [row.table_name, row.record_count]));
  const rows = objects(data.sizes).map((row) => ({ ...row, total: row.table_bytes + row.index_bytes }));
  const all = sum(rows.map((row) => row.total));
  card("", "Tables: rows and space on disk", `${bytes(all)} in all, indexes included.`, scrolling(table("Tables", [
    ["Table", (row) => row.table_name],
    ["Rows", (row) => whole.format(counts.get(row.table_name)), true],
    ["Data", (row) => bytes(row.table_bytes), true],
    ["Indexes", (row) => bytes(row.index_bytes), true],
    ["Total", (row) => bytes(row.total), true],
    ["Share of the space", (row) => meter(all ? row.total / all : 0)],
  ], rows), true));
}

function inventory() {
  const rows = objects(data["inventory-by-region"]);
  card("half", "Inventory by region", "The warehouse counts in its own region.", rows.length && scrolling(table("Inventory by region", [
    ["Region", (row) => row.region],
    ["Positions", (row) => whole.format(row.total_items), true],
    ["Average stock, cases", (row) => oneDecimal.format(row.avg_stock), true],
    ["50 cases or fewer", (row) => whole.format(row.low_stock_count), true],
  ], rows), true));
}

header();
document.getElementById("content").append(headline(), cards);
ordersPerDay();
ordersPerMonth();
orderStatus();
weekdays();
hours();
shops("region", "Region", "Order value by region");
shops("type", "Type", "Order value by type of shop");
categoryMix();
topProducts();
topShops();
stockStatus();
fulfilmentHours();
sizes();
drawAll();

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
addEventListener("beforeprint", () => {
  document.documentElement.setAttribute("data-print", "");
  drawAll();
});
addEventListener("afterprint", () => {
  document.documentElement.removeAttribute("data-print");
  drawAll();
});
