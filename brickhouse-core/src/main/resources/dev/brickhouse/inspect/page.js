function header() {
  const about = objects(data.about)[0];
  const name = `Database ${about.database_name}, schema ${data.schema}`;
  document.getElementById("title").textContent = name;
  document.title = `${name} · PostgreSQL ${about.server_version} · ${about.made_at.slice(0, 10)}`;
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
      fulfillment.length ? `half of them within ${withinShare(0.5)} hours` : "none yet"),
    figure("Open", whole.format(count("approved") + count("pending_review")),
      `${whole.format(count("approved"))} approved, ${whole.format(count("pending_review"))} in review`),
    figure("Low stock", whole.format(critical + low),
      positions ? `stock positions with 25 available cases or fewer, of the shops’ ${whole.format(positions)}` : "no stock positions"));
}

header();
document.getElementById("content").append(headline(), cards);
chapter("Orders");
ordersPerDay();
ordersPerMonth();
orderStatus();
weekdays();
hours();
chapter("Visits");
linesOfVisits();
timesOfVisits();
chapter("Backlog and deliveries");
weeklyFlow();
openByAge();
fulfillmentHours();
chapter("Sales and range");
shops("region", "Region", "Order value by region");
shops("type", "Type", "Order value by type of shop");
categoryMix();
topProducts();
topShops();
promotedWeeks();
strongestWeeks();
life();
chapter("Stock and space");
stockStatus();
cover();
inventory();
sizes();
drawOnEveryChange();
