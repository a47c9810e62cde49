const timeline = data.timeline;
const refreshes = data.refreshes;
const operations = data.operations;
const millis = (value) => `${oneDecimal.format(value)} ms`;
const precise = (value) => `${value.toFixed(2)} ms`;
const seconds = (value) => `${oneDecimal.format(value)} s`;

function header() {
  const { settings, measured } = data;
  const pace = settings.rate > 0
    ? `${short.format(settings.rate)} steps per second, ${settings.pattern === "history" ? "as in the history" : settings.pattern}`
    : "as fast as possible";
  const warmUp = settings.warmUp > 0 ? ` after ${plural(settings.warmUp, "second")} of warm-up` : "";
  const name = `Database ${measured.database} under load`;
  document.getElementById("title").textContent = name;
  document.title = `${name} · PostgreSQL ${measured.serverVersion} · ${measured.startedAt.slice(0, 10)}`;
  document.getElementById("subtitle").textContent =
    `PostgreSQL ${measured.serverVersion} · ${dayText(measured.startedAt.slice(0, 10))}, ${measured.startedAt.slice(11, 16)} UTC · `
    + `${plural(settings.workers, "worker")}, ${pace}, for ${oneDecimal.format(data.simulatedSeconds)} seconds${warmUp} · `
    + `mix: ${settings.mix.replaceAll(",", ", ")}`;
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
    figure("Errors", whole.format(errors), `steps given up; ${data.retries === 1 ? "1 retry" : `${whole.format(data.retries)} retries`} after conflicts or lost connections`),
    figure("Behind", whole.format(data.notBegun), "steps due at the end but not begun"),
    figure("Round trip", precise(data.measured.roundTripMillis), "median of a statement that does nothing"),
    figure("Getting a connection", precise(data.connectionWait.p50Millis), `from the pool; p99 ${precise(data.connectionWait.p99Millis)}`));
}

/** For each interval, whether a refresh was running, to explain dips. */
const duringRefresh = timeline.map((second, i) => {
  const from = i > 0 ? timeline[i - 1].at : 0;
  return refreshes.some((refresh) => refresh.at < second.at && refresh.at + refresh.seconds > from);
});

/** A series that marks the intervals with a refresh on the line of another. */
function marked(values) {
  return { title: "Refreshing views", color: "pending", values: values.map((value, i) => (duringRefresh[i] ? value : null)) };
}

/** How much larger than the other a value may be until only a logarithmic axis shows both. */
const LARGEST_RATIO = 20;

/** Lines over the seconds of the simulation. */
function overTime(description, unit, format, series, options = {}) {
  return drawing(220, description, () => {
    const shown = refreshes.length ? [...series, marked(series.at(-1).values)] : series;
    const made = lines([], shown, { format, axisFormat: short.format, unit, dense: timeline.length > 60 });
    made.data.datasets.forEach((dataset, i) => {
      dataset.data = shown[i].values.map((value, at) => ({ x: timeline[at].at, y: value }));
    });
    if (refreshes.length) {
      Object.assign(made.data.datasets.at(-1), { showLine: false, pointRadius: MOST_POINT_RADIUS, order: -1 });
    }
    made.options.scales.x = {
      ...made.options.scales.x, type: "linear", min: 0, max: data.simulatedSeconds, title: axisTitle("seconds"),
      ticks: { maxTicksLimit: 8, maxRotation: 0, includeBounds: false },
    };
    if (options.wholeTicks) {
      made.options.scales.y.ticks.precision = 0;
    }
    const values = series.flatMap((each) => each.values).filter((value) => value > 0);
    if (options.mayBeLogarithmic && Math.max(...values) > LARGEST_RATIO * Math.min(...values)) {
      Object.assign(made.options.scales.y, { type: "logarithmic", beginAtZero: false, title: axisTitle(`${unit} (log.)`) });
    }
    const tooltip = made.options.plugins.tooltip;
    tooltip.filter = (item) => item.raw.y !== null;
    tooltip.callbacks.title = (items) => (items.length ? seconds(items[0].raw.x) : "");
    tooltip.callbacks.label = (item) => ` ${item.dataset.label}: ${format(item.raw.y)}`;
    return made;
  });
}

function throughput() {
  const worst = timeline.length && timeline.reduce((least, row) => (row.perSecond < least.perSecond ? row : least));
  card("half", "Throughput", worst && `Lowest: ${whole.format(worst.perSecond)} steps per second, ${seconds(worst.at)} after the start.`,
    timeline.length && overTime("Throughput", "steps per second", oneDecimal.format,
      [{ title: "Steps per second", color: "accent", values: timeline.map((row) => row.perSecond) }]),
    table("Throughput", [["Second", (row) => oneDecimal.format(row.at), true],
      ["Steps per second", (row) => oneDecimal.format(row.perSecond), true]], timeline));
}

function failures() {
  const retries = sum(timeline.map((row) => row.retries));
  const errors = sum(timeline.map((row) => row.errors));
  card("half", "Retries and errors", `${plural(errors, "step")} given up; ${whole.format(retries)} repeated after a conflict or a lost connection.`,
    timeline.length && overTime("Retries and errors", "in each interval", whole.format, [
      { title: "Retries", color: "accent", values: timeline.map((row) => row.retries) },
      { title: "Errors", color: "contrast", values: timeline.map((row) => row.errors) }], { wholeTicks: true }),
    table("Retries and errors", [["Second", (row) => oneDecimal.format(row.at), true],
      ["Retries", (row) => whole.format(row.retries), true],
      ["Errors", (row) => whole.format(row.errors), true]], timeline));
}

/** A chart for each operation, since they differ by factors of a hundred. */
function latencyOf(operation) {
  const rows = timeline.filter((row) => row.operations[operation.operation])
    .map((row) => ({ at: row.at, ...row.operations[operation.operation] }));
  const values = (name) => timeline.map((row) => row.operations[operation.operation]?.[name] ?? null);
  const worst = rows.length && rows.reduce((most, row) => (row.p99Millis > most.p99Millis ? row : most));
  const title = `Latency of ${operation.operation}`;
  card("half", title, worst && `Highest p99: ${millis(worst.p99Millis)}, ${seconds(worst.at)} after the start.`,
    rows.length && overTime(title, "milliseconds", millis, [
      { title: "p50", color: "accent", values: values("p50Millis") },
      { title: "p99", color: "contrast", values: values("p99Millis") }], { mayBeLogarithmic: true }),
    table(title, [["Second", (row) => oneDecimal.format(row.at), true],
      ["Per second", (row) => oneDecimal.format(row.perSecond), true],
      ["p50 ms", (row) => oneDecimal.format(row.p50Millis), true],
      ["p99 ms", (row) => oneDecimal.format(row.p99Millis), true]], rows),
    "None was done.");
}

function refreshCosts() {
  if (!refreshes.length) {
    return;
  }
  const longest = Math.max(...refreshes.map((refresh) => refresh.seconds));
  card("", "Refreshes of the views", `${whole.format(refreshes.length)} under load; the longest took ${longest.toFixed(2)} s.`,
    drawing(200, "Bars: how long each refresh took", () => bars(
      refreshes.map((refresh) => seconds(refresh.at)),
      [{ title: "Seconds", color: "pending", values: refreshes.map((refresh) => refresh.seconds) }],
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
    number("Connection p99", (row) => row.connectionWait.p99Millis.toFixed(2)),
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
document.getElementById("content").append(
  ...data.problems.map((problem) => element("p", { class: "notice" }, `The goal failed. ${problem}.`)), headline(), cards);
chapter("Load over time");
throughput();
failures();
chapter("Latency of each operation");
operations.forEach(latencyOf);
chapter("Totals");
latencies();
errorKinds();
refreshCosts();
drawOnEveryChange();
