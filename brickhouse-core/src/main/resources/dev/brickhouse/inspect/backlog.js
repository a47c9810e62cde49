const backlog = objects(data.backlog);

function weeklyFlow() {
  const rows = backlog.filter((row) => row.grain === "week" && row.whole);
  const last = rows.at(-1);
  const top = rows.length && best(rows, "open");
  const title = "Orders, deliveries and open orders, per week";
  card("", title,
    rows.length && `${plural(last.open, "order")} open at the end of the last week; the most were ${whole.format(top.open)} in the week to ${dayText(top.label)}. `
      + "Cancelled orders are excluded. Weeks count back from the last day.",
    rows.length && drawing(280, `Lines: ${title}`, () => lines(rows.map((row) => `Week to ${dayText(row.label)}`), [
      { title: "Open at the end", color: "pending", values: rows.map((row) => row.open) },
      { title: "Ordered", color: "accent", values: rows.map((row) => row.ordered) },
      { title: "Delivered", color: "contrast", values: rows.map((row) => row.delivered) },
    ], { format: whole.format, axisFormat: short.format, unit: "orders", dense: true, ticks: monthTicks(rows.map((row) => row.label)) })),
    table(title, [["Week to", (row) => dayText(row.label)], ["Ordered", (row) => whole.format(row.ordered), true],
      ["Delivered", (row) => whole.format(row.delivered), true], ["Open at the end", (row) => whole.format(row.open), true]], rows),
    backlog.length ? "The orders span less than a week." : undefined);
}

function openByAge() {
  const ages = backlog.filter((row) => row.grain === "age").map((row) => ({ ...row, age: Number(row.label) }));
  const oldest = Math.max(0, ...ages.map((row) => row.age));
  const width = niceWidth(oldest + 1, 16);
  const rows = Array.from({ length: ages.length ? Math.floor(oldest / width) + 1 : 0 }, (_, i) => {
    const of = (status) => sum(ages.filter((row) => row.status === status && Math.floor(row.age / width) === i).map((row) => row.open));
    return {
      label: width === 1 ? String(i) : `${i * width}–${(i + 1) * width - 1}`, approved: of("approved"), pending_review: of("pending_review"),
    };
  });
  const shown = STATUSES.filter((each) => each.status === "approved" || each.status === "pending_review");
  const title = "Open orders by age";
  card("half", title,
    rows.length && `${plural(sum(ages.map((row) => row.open)), "order")} open; the oldest is from ${plural(oldest, "day")} before the last day.`,
    rows.length && drawing(320, `Stacked bars: ${title}, in days`, () => bars(rows.map((row) => row.label),
      shown.map((each) => ({ title: each.title, color: each.color, values: rows.map((row) => row[each.status]) })),
      { format: whole.format, axisFormat: short.format, unit: "open orders", labelUnit: "days since the order" })),
    table(title, [["Days", (row) => row.label], ...shown.map((each) => [each.title, (row) => whole.format(row[each.status]), true])], rows),
    "No order is open.");
}
