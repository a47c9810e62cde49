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
  title: each.title, color: each.color, values: entries.map((entry) => entry[each.status] ?? 0),
}));
const statusColumns = (name, text) => [
  [name, (entry) => text(entry.label)],
  ...STATUSES.map((each) => [each.title, (entry) => whole.format(entry[each.status] ?? 0), true]),
  ["Total", (entry) => whole.format(entry.total), true],
];

/** The width of the name of a month, in pixels. */
const MONTH_WIDTH = 56;

/** Ticks of an axis of days or weeks, given as "2026-03-09", that name the months only, as many as fit. */
function monthTicks(dates) {
  const firsts = dates.map((_, i) => i).filter((i) => i > 0 && dates[i].slice(0, 7) !== dates[i - 1].slice(0, 7));
  if (firsts.length < 2) {
    return { maxTicksLimit: 3 };
  }
  return {
    autoSkip: false,
    callback(_, i) {
      const step = Math.ceil((firsts.length * MONTH_WIDTH) / Math.max(MONTH_WIDTH, this.chart.width - MONTH_WIDTH));
      const at = firsts.indexOf(i);
      return at >= 0 && at % step === 0 ? monthText(dates[i]) : null;
    },
  };
}

const days = byStatus("day");
const months = byStatus("month");

function ordersPerDay() {
  const mean = days.map((_, i) => {
    const week = days.slice(Math.max(0, i - 3), i + 4);
    return sum(week.map((day) => day.total)) / week.length;
  });
  const top = days.length && best(days, "total");
  card("", "Orders per day, by status",
    top && `The busiest day was ${weekdayText(top.label)}, with ${whole.format(top.total)} orders.`,
    days.length && drawing(300, "Stacked bars: orders per day by status", () => bars(days.map((day) => weekdayText(day.label)),
      statusSeries(days), {
        format: whole.format, dense: true, unit: "orders per day", ticks: monthTicks(days.map((day) => day.label)),
        line: { title: "7-day average", color: "contrast", values: mean },
      })),
    table("Orders per day", statusColumns("Day", dayText), days));
}

function ordersPerMonth() {
  const top = months.length && best(months, "total");
  card("two-thirds", "Orders per month, by status",
    top && `The busiest month was ${monthText(top.label)}, with ${whole.format(top.total)} orders. The first and last months may be incomplete.`,
    months.length && drawing(260, "Stacked bars: orders per month by status", () => bars(
      months.map((month) => monthText(month.label)), statusSeries(months), { format: whole.format, axisFormat: short.format, unit: "orders per month" })),
    table("Orders per month", statusColumns("Month", monthText), months));
}

function orderStatus() {
  const known = (row) => STATUSES.find((each) => each.status === row.order_status);
  const content = orders && table("Order status", [
    ["Status", (row) => element("span", {},
      element("span", { class: "swatch", "--swatch": `var(--${known(row)?.color ?? "muted"})` }), known(row)?.title ?? row.order_status)],
    ["Orders", (row) => whole.format(row.count), true],
    ["Share", (row) => `${row.percentage.toFixed(2)}%`, true],
    ["", (row) => meter(row.count / orders, known(row)?.color)],
  ], statuses);
  card("third", "Order status", `${whole.format(orders)} orders in total.`, content && scrolling(content, true));
}

function weekdays() {
  const rows = ofGrain("weekday");
  const name = (row) => WEEKDAYS[row.label - 1];
  const top = rows.length && best(rows, "orders");
  card("third", "Average orders by weekday",
    top && `${name(top)} is the busiest day.`,
    rows.length && drawing(240, "Bars: average orders on each weekday", () => bars(rows.map((row) => name(row).slice(0, 3)),
      [{ title: "Orders per day", color: "accent", values: rows.map((row) => row.orders) }],
      { format: whole.format, unit: "orders per day" })),
    table("Average orders by weekday", [["Weekday", name], ["Orders per day", (row) => oneDecimal.format(row.orders), true]], rows));
}

function hours() {
  const rows = ofGrain("hour");
  const parts = ["business day", "weekend"];
  const title = (part) => (part === "weekend" ? "Saturday and Sunday" : "Monday to Friday");
  const at = [...new Set(rows.map((row) => row.label))];
  const present = parts.filter((part) => rows.some((row) => row.part === part));
  const valueAt = (label, part) => rows.find((row) => row.label === label && row.part === part)?.orders ?? 0;
  const top = rows.length && best(rows, "orders");
  card("two-thirds", "Average orders by hour",
    top && `Most orders are placed between ${top.label}:00 and ${String(Number(top.label) + 1).padStart(2, "0")}:00.`,
    rows.length && drawing(240, "Lines: average orders in each hour of business days and weekends", () => lines(
      at.map((label) => clock(Number(label))),
      present.map((part) => ({
        title: title(part), color: part === "weekend" ? "contrast" : "accent", values: at.map((label) => valueAt(label, part)),
      })), { format: oneDecimal.format, axisFormat: short.format, unit: "orders per hour" })),
    table("Average orders by hour", [
      ["From", (label) => `${label}:00`],
      ...present.map((part) => [title(part), (label) => oneDecimal.format(valueAt(label, part)), true]),
    ], at));
}

function fulfillmentHours() {
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
  for (const row of fulfillment) {
    if (row.hours < 0) {
      put(0, "before the order", row.orders);
    } else if (row.hours >= LAST) {
      put(1 + LAST / WIDTH, `${LAST} and more`, row.orders);
    } else {
      put(1 + Math.floor(row.hours / WIDTH), "", row.orders);
    }
  }
  const last = bins.findLastIndex((bin) => bin?.orders > 0);
  const shown = bins.slice(0, last + 1).filter((bin) => bin !== undefined);
  card("half", "Hours from order to fulfillment",
    fulfillment.length && `Half of the orders are fulfilled within ${withinShare(0.5)} hours, 95% within ${withinShare(0.95)} hours.`,
    fulfillment.length && drawing(320, "Bars: fulfilled orders by hours from order to fulfillment", () => bars(
      shown.map((bin) => bin.label), [{ title: "Orders", color: "accent", values: shown.map((bin) => bin.orders) }],
      { format: whole.format, axisFormat: short.format, unit: "orders", labelUnit: "hours from order to fulfillment" })),
    table("Hours from order to fulfillment", [
      ["Hours", (bin) => bin.label], ["Orders", (bin) => whole.format(bin.orders), true],
    ], shown));
}
