const promotions = objects(data.promotions);
const promotionFigure = (grain) => promotions.find((row) => row.grain === grain)?.orders ?? 0;
const TOO_FEW = "No product is ordered 20 times a week for two months, so weeks of promotion do not stand out from chance.";

function promotedWeeks() {
  const rows = promotions.filter((row) => row.grain === "around").sort((a, b) => a.label - b.label);
  const ratio = (row) => row.orders / row.usual;
  const weekName = (row) => (Number(row.label) > 0 ? `+${row.label}` : row.label);
  const raised = promotionFigure("raised");
  const first = rows.find((row) => row.label === "0");
  const title = "Promoted products: orders around the first raised week";
  card("half", title,
    rows.length && `${plural(raised, "week")} of a product stand out (at least 1.4 times its usual orders and beyond chance), `
      + `${oneDecimal.format((52 * raised) / promotionFigure("looked at"))} a year for each of the ${whole.format(promotionFigure("products"))} `
      + `products ordered 20 times a week or more. The first has ${twoDigits.format(ratio(first))} times the usual orders.`,
    rows.length && drawing(260, `Bars: ${title}, in per cent of the usual`, () => bars(rows.map(weekName),
      [{ title: "Orders compared with the usual", color: "accent", values: rows.map((row) => 100 * ratio(row)) }],
      { format: (value) => `${whole.format(value)}%`, unit: "% of usual orders", labelUnit: "weeks from the first raised week" })),
    table(title, [["Week", weekName], ["Orders", (row) => whole.format(row.orders), true],
      ["Usual orders", (row) => whole.format(row.usual), true],
      ["Orders, % of usual", (row) => percent.format(ratio(row)), true]], rows),
    promotionFigure("looked at") ? "No week of a product stands out." : TOO_FEW);
}

function strongestWeeks() {
  const rows = promotions.filter((row) => row.grain === "strongest").sort((a, b) => b.orders / b.usual - a.orders / a.usual);
  card("half", "Strongest weeks of a product",
    "Usual is the product’s share of all orders in the eight weeks before and after, times the orders of the week.",
    rows.length && scrolling(table("Strongest weeks of a product", [
      ["Product", (row) => row.label],
      ["Week from", (row) => dayText(row.week), true],
      ["Orders", (row) => whole.format(row.orders), true],
      ["Usual", (row) => whole.format(row.usual), true],
      ["Times", (row) => twoDigits.format(row.orders / row.usual), true],
    ], rows), true), null, promotionFigure("looked at") ? "No week of a product stands out." : TOO_FEW);
}
