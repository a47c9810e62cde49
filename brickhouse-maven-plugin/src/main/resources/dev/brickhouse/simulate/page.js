const timeline = data.timeline;
const refreshes = data.refreshes;
const operations = data.operations;
const millis = (value) => `${oneDecimal.format(value)} ms`;
const at = timeline.map((second) => `${whole.format(second.at)} s`);

function header() {
  const settings = data.settings;
  const pace = settings.rate > 0 ? `${short.format(settings.rate)} steps a second wanted` : "as fast as it goes";
  document.getElementById("subtitle").textContent =
    `${whole.format(settings.workers)} workers · ${pace} · ${oneDecimal.format(data.simulatedSeconds)} seconds`;
}

function headline() {
  const figure = (name, text, aside) => element("div", { class: "figure" },
    element("dt", {}, name), element("dd", { class: "value" }, text), element("dd", { class: "aside" }, aside));
  const slowest = operations.filter((each) => each.done > 0).reduce((most, each) =>
    (most && most.p99Millis >= each.p99Millis ? most : each), null);
  const errors = sum(operations.map((each) => each.errors));
  return element("dl", { class: "figures" },
    figure("Steps", whole.format(data.done), `${oneDecimal.format(data.perSecond)} a second`),
    figure("Slowest operation", slowest ? slowest.operation : "–", slowest ? `p99 ${millis(slowest.p99Millis)}` : "none done"),
    figure("Retries", whole.format(data.retries), "conflicts, deadlocks and lost connections"),
    figure("Errors", whole.format(errors), "steps that were given up"),
    figure("Behind", whole.format(data.notBegun), "steps that were due at the end and had not begun"));
}

/** How much of each second a refresh was under way, so that a dip can be told from a refresh. */
function refreshing() {
  return timeline.map((second, i) => {
    const from = i > 0 ? timeline[i - 1].at : 0;
    return refreshes.some((refresh) => refresh.at < second.at && refresh.at + refresh.seconds > from);
  });
}

/** Marks the seconds of a refresh on a series' own line. */
function marked(values) {
  const during = refreshing();
  return { title: "Views refreshed", colour: "pending", values: values.map((value, i) => (during[i] ? value : null)) };
}

function chart(width, title, takeaway, unit, format, series) {
  const shown = refreshes.length ? [...series, marked(series.at(-1).values)] : series;
  card(width, title, takeaway, timeline.length && drawing(260, title, () => {
    const made = lines(at, shown, { format, axisFormat: short.format, unit });
    if (refreshes.length) {
      Object.assign(made.data.datasets.at(-1), { showLine: false, pointRadius: 4, order: -1 });
    }
    return made;
  }), table(title, [["Second", (row) => oneDecimal.format(row.at), true],
    ["Steps a second", (row) => oneDecimal.format(row.perSecond), true],
    ["p50 ms", (row) => oneDecimal.format(row.p50Millis), true],
    ["p99 ms", (row) => oneDecimal.format(row.p99Millis), true],
    ["Retries", (row) => whole.format(row.retries), true]], timeline));
}

function throughput() {
  const worst = timeline.length && timeline.reduce((least, row) => (row.perSecond < least.perSecond ? row : least));
  chart("half", "Throughput", worst && `The slowest second did ${whole.format(worst.perSecond)} steps, ${whole.format(worst.at)} s after the start.`,
    "steps a second", oneDecimal.format, [{ title: "Steps a second", colour: "accent", values: timeline.map((row) => row.perSecond) }]);
}

function latency() {
  const worst = timeline.length && timeline.reduce((most, row) => (row.p99Millis > most.p99Millis ? row : most));
  chart("half", "Latency", worst && `The worst second had a p99 of ${millis(worst.p99Millis)}, ${whole.format(worst.at)} s after the start.`,
    "milliseconds", millis, [
      { title: "p50", colour: "accent", values: timeline.map((row) => row.p50Millis) },
      { title: "p99", colour: "contrast", values: timeline.map((row) => row.p99Millis) }]);
}

function refreshCosts() {
  if (!refreshes.length) {
    return;
  }
  const longest = Math.max(...refreshes.map((refresh) => refresh.seconds));
  card("", "Refreshes of the views", `${whole.format(refreshes.length)} beside the load, the longest took ${longest.toFixed(2)} s.`,
    drawing(200, "Bars: how long each refresh took", () => bars(
      refreshes.map((refresh) => `${oneDecimal.format(refresh.at)} s`),
      [{ title: "Seconds", colour: "pending", values: refreshes.map((refresh) => refresh.seconds) }],
      { format: (value) => `${value.toFixed(2)} s`, unit: "seconds", labelUnit: "begun after" })));
}

function latencies() {
  const number = (title, text) => [title, text, true];
  card("", "Latency by operation", data.settings.rate > 0
    ? "In milliseconds, counted from the instant at which a step was due: what had to wait is slow."
    : "In milliseconds, counted from the instant at which a worker began a step.",
  scrolling(table("Latency by operation", [
    ["Operation", (row) => row.operation],
    number("Done", (row) => whole.format(row.done)),
    number("A second", (row) => oneDecimal.format(row.perSecond)),
    number("p50", (row) => oneDecimal.format(row.p50Millis)),
    number("p95", (row) => oneDecimal.format(row.p95Millis)),
    number("p99", (row) => oneDecimal.format(row.p99Millis)),
    number("Max", (row) => oneDecimal.format(row.maxMillis)),
    number("Retries", (row) => whole.format(row.retries)),
    number("No order", (row) => whole.format(row.noOrder)),
    number("No stock", (row) => whole.format(row.noStock)),
    number("Errors", (row) => whole.format(row.errors)),
  ], operations), true));
}

function errorKinds() {
  if (data.errorKinds.length) {
    card("", "Errors", "Why steps were given up, the commonest first.", scrolling(table("Errors", [
      ["Operation", (row) => row.operation],
      ["Errors", (row) => whole.format(row.count), true],
      ["SQLSTATE", (row) => row.sqlState ?? "–"],
      ["Message", (row) => row.message],
    ], data.errorKinds), true));
  }
}

header();
document.getElementById("content").append(headline(), cards);
throughput();
latency();
latencies();
errorKinds();
refreshCosts();
drawOnEveryChange();
