function header() {
  const about = objects(data.about)[0];
  const name = `Database ${about.database_name}, schema ${data.schema}`;
  document.getElementById("title").textContent = name;
  document.title = name;
  const period = days.length ? `Orders from ${dayText(days[0].label)} to ${dayText(days.at(-1).label)} · ` : "";
  document.getElementById("subtitle").textContent =
    `${period}PostgreSQL ${about.server_version} · inspected on ${dayText(about.made_at.slice(0, 10))}, ${about.made_at.slice(11)}`;
}

function headline() {
  const count = (status) => statuses.find((row) => row.order_status === status)?.count ?? 0;
  const figure = (name, text, aside) => element("div", { class: "figure" },
    element("dt", {}, name), element("dd", { class: "value" }, text), element("dd", { class: "aside" }, aside));
  const perDay = days.length ? `${whole.format(orders / days.length)} per day over ${whole.format(days.length)} days` : "none yet";
  return element("dl", { class: "figures" },
    figure("Orders", whole.format(orders), perDay),
    figure("Order value", shortDollars.format(value), `${whole.format(cases)} cases, excluding cancelled orders`),
    figure("Fulfilled", orders ? percent.format(count("fulfilled") / orders) : "–",
      fulfilment.length ? `half of them within ${withinShare(0.5)} hours` : "none yet"),
    figure("Open", whole.format(count("approved") + count("pending_review")),
      `${whole.format(count("approved"))} approved, ${whole.format(count("pending_review"))} in review`),
    figure("Low stock", whole.format(critical + low),
      positions ? `${percent.format((critical + low) / positions)} of the shops’ ${whole.format(positions)} positions` : "no positions"));
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
inventory();
sizes();
drawOnEveryChange();
