const LIFE = [
  { kind: "product", event: "came", title: "Products launched", color: "accent" },
  { kind: "product", event: "went", title: "Products delisted", color: "contrast" },
  { kind: "shop", event: "came", title: "Shops opened", color: "accent-soft" },
  { kind: "shop", event: "went", title: "Shops closed", color: "cancelled" },
];

function life() {
  const found = objects(data.life);
  const count = (each, month) => sum(found.filter((row) =>
    row.kind === each.kind && row.event === each.event && (month === undefined || row.month === month)).map((row) => row.count));
  const labels = months.map((month) => month.label);
  const total = (each) => `${whole.format(count(each))} ${each.title.split(" ")[1]}`;
  const series = LIFE.filter((each) => each.event === "came" || each.kind === "product" || count(each) > 0);
  const title = "Products and shops that came and went, per month";
  card("", title,
    found.length && `Products: ${total(LIFE[0])}, ${total(LIFE[1])}. Shops: ${total(LIFE[2])}, ${total(LIFE[3])}. By first and last orders: `
      + "before or after them is a silence of at least four weeks and six times the usual time between orders.",
    found.length && drawing(220, `Stacked bars: ${title}`, () => bars(labels.map(monthText),
      series.map((each) => ({ title: each.title, color: each.color, values: labels.map((month) => count(each, month)) })),
      { format: whole.format, wholeTicks: true, unit: "products or shops", maxBarWidth: 48 })),
    table(title, [["Month", monthText], ...series.map((each) => [each.title, (month) => whole.format(count(each, month)), true])], labels),
    orders ? "All products and shops are ordered from the first weeks to the last." : undefined);
}
