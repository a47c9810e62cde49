const timeline = data.timeline;
const refreshes = data.refreshes;
const operations = data.operations;
const millis = (value) => `${oneDecimal.format(value)} ms`;
const at = timeline.map((second) => `${whole.format(second.at)} s`);

function header() {
  const settings = data.settings;
  const pace = settings.rate > 0 ? `target rate: ${short.format(settings.rate)} steps per second` : "as fast as possible";
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
    figure("Steps", whole.format(data.done), `${oneDecimal.format(data.perSecond)} per second`),
    figure("Slowest operation", slowest ? slowest.operation : "–", slowest ? `p99 ${millis(slowest.p99Millis)}` : "none done"),
    figure("Retries", whole.format(data.retries), "conflicts, deadlocks, lost connections"),
    figure("Errors", whole.format(errors), "steps that were given up"),
    figure("Behind", whole.format(data.notBegun), "steps due at the end but not begun"));
}

/** For each second, whether a refresh was running, to explain dips. */
function refreshing() {
  return timeline.map((second, i) => {
    const from = i > 0 ? timeline[i - 1].at : 0;
    return refreshes.some((refresh) => refresh.at < second.at && refresh.at + refresh.seconds > from);
  });
}

/** A series that marks the seconds of a refresh on the line of another. */
function marked(values) {
  const during = refreshing();
  return { title: "Refreshing views", colour: "pending", values: values.map((value, i) => (during[i] ? value : null)) };
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
    ["Steps per second", (row) => oneDecimal.format(row.perSecond), true],
    ["p50 ms", (row) => oneDecimal.format(row.p50Millis), true],
    ["p99 ms", (row) => oneDecimal.format(row.p99Millis), true],
    ["Retries", (row) => whole.format(row.retries), true]], timeline));
}

function throughput() {
  const worst = timeline.length && timeline.reduce((least, row) => (row.perSecond < least.perSecond ? row : least));
  chart("half", "Throughput", worst && `Lowest: ${whole.format(worst.perSecond)} steps per second, ${whole.format(worst.at)} s after the start.`,
    "steps per second", oneDecimal.format, [{ title: "Steps per second", colour: "accent", values: timeline.map((row) => row.perSecond) }]);
}

function latency() {
  const worst = timeline.length && timeline.reduce((most, row) => (row.p99Millis > most.p99Millis ? row : most));
  chart("half", "Latency", worst && `Highest p99: ${millis(worst.p99Millis)}, ${whole.format(worst.at)} s after the start.`,
    "milliseconds", millis, [
      { title: "p50", colour: "accent", values: timeline.map((row) => row.p50Millis) },
      { title: "p99", colour: "contrast", values: timeline.map((row) => row.p99Millis) }]);
}

function refreshCosts() {
  if (!refreshes.length) {
    return;
  }
  const longest = Math.max(...refreshes.map((refresh) => refresh.seconds));
  card("", "Refreshes of the views", `${whole.format(refreshes.length)} under load; the longest took ${longest.toFixed(2)} s.`,
    drawing(200, "Bars: how long each refresh took", () => bars(
      refreshes.map((refresh) => `${oneDecimal.format(refresh.at)} s`),
      [{ title: "Seconds", colour: "pending", values: refreshes.map((refresh) => refresh.seconds) }],
      { format: (value) => `${value.toFixed(2)} s`, unit: "seconds", labelUnit: "start" })));
}

function latencies() {
  const number = (title, text) => [title, text, true];
  card("", "Latency by operation", data.settings.rate > 0
    ? "In milliseconds from the moment a step was due, so waiting for a worker counts."
    : "In milliseconds from the moment a worker began the step.",
  scrolling(table("Latency by operation", [
    ["Operation", (row) => row.operation],
    number("Done", (row) => whole.format(row.done)),
    number("Per second", (row) => oneDecimal.format(row.perSecond)),
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
    card("", "Errors", "Why steps failed, the most frequent reason first.", scrolling(table("Errors", [
      ["Operation", (row) => row.operation],
      ["Errors", (row) => whole.format(row.count), true],
      ["SQLSTATE", (row) => row.sqlState ?? "–"],
      ["Message", (row) => row.message],
    ], data.errorKinds), true));
  }
}

header();
document.getElementById("content").append(headline(), cards);
chapter("Load over time");
throughput();
latency();
chapter("Operations");
latencies();
errorKinds();
refreshCosts();
drawOnEveryChange();
