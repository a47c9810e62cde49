const visits = objects(data.visits);
const hoursWithVisits = [...new Set(visits.filter((row) => row.grain === "week").map((row) => row.upto))].sort((a, b) => a - b);

/** The hours of a day with shops that are open round the clock need all of the page. */
const widthOfVisits = () => (hoursWithVisits.length > 12 ? "" : "half");

function linesOfVisits() {
  const rows = visits.filter((row) => row.grain === "lines");
  const all = sum(rows.map((row) => row.visits));
  const label = (row) => {
    if (row.upto === null) {
      return `${row.place} and more`;
    }
    return row.upto > row.place ? `${row.place}–${row.upto}` : String(row.place);
  };
  const shopCount = visits.find((row) => row.grain === "shop").visits;
  const most = rows.length && best(rows, "visits");
  const title = "Visits by number of order lines";
  card(widthOfVisits(), title,
    all && `${whole.format(all)} visits of ${plural(shopCount, "shop")}, ${oneDecimal.format(orders / all)} lines each on average. `
      + "All orders of a shop on one day count as one visit.",
    all && drawing(260, `Bars: ${title}; most frequent are ${label(most)} lines`, () => bars(
      rows.map(label), [{ title: "Visits", color: "accent", values: rows.map((row) => row.visits) }],
      { format: whole.format, axisFormat: short.format, unit: "visits", labelUnit: "order lines in a visit" })),
    table(title, [["Lines", label], ["Visits", (row) => whole.format(row.visits), true],
      ["Share", (row) => percent.format(row.visits / all), true]], rows));
}

function timesOfVisits() {
  const rows = visits.filter((row) => row.grain === "week");
  const at = (weekday, hour) => rows.find((row) => row.place === weekday && row.upto === hour)?.visits ?? 0;
  const most = rows.length && best(rows, "visits");
  const cell = (weekday, hour) => element("td", {
    class: "above", "--strength": `${(at(weekday, hour) / most.visits) * 80}%`,
  }, oneDecimal.format(at(weekday, hour)));
  card(widthOfVisits(), "Visits a week, by weekday and hour of the first line",
    rows.length && `Most begin on ${WEEKDAYS[most.place - 1]} between ${clock(most.upto)} and ${clock(most.upto + 1)}. `
      + "The more visits, the stronger the color.",
    rows.length && scrolling(heatTable("Visits a week by weekday and hour", "Hour", hoursWithVisits.map(String),
      WEEKDAYS.map((name, i) => [name, hoursWithVisits.map((hour) => cell(i + 1, hour))])), true));
}
