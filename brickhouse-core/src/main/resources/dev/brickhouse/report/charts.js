const data = JSON.parse(document.getElementById("data").textContent);
const cards = element("div", { class: "cards" });

/** A card of the page: a title, a sentence, a drawing, and the figures behind it. */
function card(width, title, takeaway, content, figures) {
  const parts = [element("h2", {}, title)];
  if (content) {
    parts.push(element("p", { class: "takeaway" }, takeaway), content);
  } else {
    parts.push(element("p", { class: "empty" }, "No data yet."));
  }
  if (content && figures) {
    parts.push(element("details", {}, element("summary", {}, "Figures"), scrolling(figures)));
  }
  cards.append(element("section", { class: `card ${width}` }, ...parts));
}

/** Every drawing on the page, to redraw when the colours change. */
const drawings = [];

const STATUSES = [
  { status: "fulfilled", title: "Fulfilled", colour: "fulfilled" },
  { status: "approved", title: "Approved", colour: "approved" },
  { status: "pending_review", title: "In review", colour: "pending" },
  { status: "cancelled", title: "Cancelled", colour: "cancelled" },
];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A canvas whose chart is made by a function, which reads the current colours. */
function drawing(height, description, configuration) {
  const canvas = element("canvas", { role: "img", "aria-label": description });
  drawings.push({ canvas, configuration, chart: null });
  const frame = element("div", { class: "drawing" }, canvas);
  frame.style.height = `${height}px`;
  return frame;
}

function drawAll() {
  const style = getComputedStyle(document.body);
  Chart.defaults.font.family = style.fontFamily;
  Chart.defaults.font.size = 12;
  Chart.defaults.color = colour("muted");
  Chart.defaults.borderColor = colour("grid");
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  for (const each of drawings) {
    if (each.chart) {
      each.chart.destroy();
    }
    each.chart = new Chart(each.canvas, each.configuration());
  }
}

/** Draws everything now and whenever the colours change. */
function drawOnEveryChange() {
  drawAll();

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => {
    document.documentElement.setAttribute("data-print", "");
    drawAll();
  });
  addEventListener("afterprint", () => {
    document.documentElement.removeAttribute("data-print");
    drawAll();
  });
}

function plugins(format, legend) {
  return {
    legend: {
      display: legend, position: "top", align: "start",
      labels: { boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 2, padding: 14 },
    },
    tooltip: {
      mode: "index", intersect: false, padding: 10, boxPadding: 4,
      backgroundColor: colour("text"), titleColor: colour("card"), bodyColor: colour("card"), footerColor: colour("card"),
      filter: (item) => item.raw !== 0,
      callbacks: { label: (item) => ` ${item.dataset.label}: ${format(item.raw)}` },
    },
  };
}

function valueAxis(format, title) {
  return {
    beginAtZero: true, border: { display: false }, ticks: { callback: format, maxTicksLimit: 6 },
    title: axisTitle(title),
  };
}

function axisTitle(text) {
  return { display: Boolean(text), text };
}

function labelAxis(options = {}) {
  return { grid: { display: false }, border: { color: colour("line") }, ...options };
}

/** A name short enough to leave room for its bar. */
function abbreviated(name) {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

/**
 * Bars, one for each label.
 *
 * @param series objects with title, colour and values; several are stacked
 * @param options.horizontal for labels that are names; options.line for a further series as a line
 */
function bars(labels, series, options) {
  const format = options.format;
  const shown = options.horizontal ? labels.map(abbreviated) : labels;
  const stacked = series.length > 1;
  const values = { ...valueAxis(options.axisFormat ?? format, options.unit), stacked };
  const names = labelAxis({ stacked, title: axisTitle(options.labelUnit), ticks: { autoSkip: !options.horizontal, maxRotation: 0, ...options.ticks } });
  const datasets = series.map((each) => ({
    label: each.title, data: each.values, backgroundColor: colour(each.colour), order: 2,
    borderRadius: options.dense || stacked ? 0 : 2, barPercentage: options.dense ? 1 : 0.8, categoryPercentage: options.dense ? 1 : 0.9,
  }));
  if (options.line) {
    datasets.push(lineOf(options.line, { order: 1 }));
  }
  return {
    type: "bar",
    data: { labels: shown, datasets },
    options: {
      indexAxis: options.horizontal ? "y" : "x",
      scales: options.horizontal ? { x: values, y: names } : { x: names, y: values },
      plugins: plugins(format, datasets.length > 1),
    },
  };
}

function lines(labels, series, options) {
  return {
    type: "line",
    data: { labels, datasets: series.map((each) => lineOf(each, { pointRadius: 2 })) },
    options: {
      interaction: { mode: "index", intersect: false },
      scales: { x: labelAxis({ ticks: { maxRotation: 0 } }), y: valueAxis(options.axisFormat, options.unit) },
      plugins: plugins(options.format, true),
    },
  };
}

function lineOf(series, more) {
  return {
    type: "line", label: series.title, data: series.values, borderColor: colour(series.colour),
    backgroundColor: colour(series.colour), borderWidth: 2, pointRadius: 0, tension: 0.25, ...more,
  };
}
