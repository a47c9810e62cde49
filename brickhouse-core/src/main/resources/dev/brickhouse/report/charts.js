const data = JSON.parse(document.getElementById("data").textContent);
const cards = element("div");
let grid = null;

/** Begins a part of the page: a heading above its cards. */
function chapter(title) {
  grid = element("div", { class: "cards" });
  cards.append(element("h2", { class: "chapter" }, title), grid);
}

/** A card of the page: a title, a sentence, a drawing, and the figures behind it; or why there is nothing to draw. */
function card(width, title, takeaway, content, figures, reason = "No data yet.") {
  const parts = [element("h3", {}, title)];
  if (content) {
    parts.push(element("p", { class: "takeaway" }, takeaway), content);
  } else {
    parts.push(element("p", { class: "empty" }, reason));
  }
  if (content && figures) {
    parts.push(element("details", {}, element("summary", {}, "Figures"), scrolling(figures)));
  }
  grid.append(element("section", { class: `card ${width}` }, ...parts));
}

/** Every drawing on the page, to redraw when the colors change. */
const drawings = [];

const STATUSES = [
  { status: "fulfilled", title: "Fulfilled", color: "fulfilled" },
  { status: "approved", title: "Approved", color: "approved" },
  { status: "pending_review", title: "In review", color: "pending" },
  { status: "cancelled", title: "Cancelled", color: "cancelled" },
];

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A canvas whose chart is made by a function, which reads the current colors. */
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
  Chart.defaults.color = color("muted");
  Chart.defaults.borderColor = color("grid");
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  for (const each of drawings) {
    if (each.chart) {
      each.chart.destroy();
    }
    each.chart = new Chart(each.canvas, each.configuration());
  }
}

/** Draws everything now and whenever the colors change. */
function drawOnEveryChange() {
  drawAll();
  hintAtHiddenColumns();

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

/** The labels of a legend, with the dashes of their lines, or dots for what is shown as points alone. */
function dashedLabels(chart) {
  return Chart.defaults.plugins.legend.labels.generateLabels(chart).map((label) => {
    const dataset = chart.data.datasets[label.datasetIndex];
    return dataset.showLine === false
      ? { ...label, lineWidth: 2 * dataset.pointRadius, lineCap: "round", lineDash: [0, 10] }
      : { ...label, lineWidth: 2, lineDash: dataset.borderDash };
  });
}

function plugins(format, legend, asLines = false) {
  const labels = asLines
    ? { usePointStyle: true, pointStyle: "line", pointStyleWidth: 28, padding: 14, generateLabels: dashedLabels }
    : { boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 2, padding: 14 };
  return {
    legend: { display: legend, position: "top", align: "start", labels },
    tooltip: {
      mode: "index", intersect: false, padding: 10, boxPadding: 4,
      backgroundColor: color("text"), titleColor: color("card"), bodyColor: color("card"), footerColor: color("card"),
      filter: (item) => item.raw !== 0,
      callbacks: { label: (item) => ` ${item.dataset.label}: ${format(item.raw)}` },
    },
  };
}

function valueAxis(format, title, wholeTicks) {
  return {
    beginAtZero: true, border: { display: false }, title: axisTitle(title),
    ticks: { callback: (value) => format(value), maxTicksLimit: 6, maxRotation: 0, ...(wholeTicks && { precision: 0 }) },
  };
}

function axisTitle(text) {
  return { display: Boolean(text), text };
}

function labelAxis(options = {}) {
  return { grid: { display: false }, border: { color: color("line") }, ...options };
}

/** A name in at most two lines that leave room for its bar, abbreviated if they do not hold it. */
function fitting(name, canvas, width) {
  canvas.save();
  canvas.font = `${Chart.defaults.font.size}px ${Chart.defaults.font.family}`;
  const fits = (text) => canvas.measureText(text).width <= width;
  const cut = (text) => {
    let end = text.length;
    while (end > 1 && !fits(`${text.slice(0, end)}…`)) {
      end--;
    }
    return fits(text) ? text : `${text.slice(0, end)}…`;
  };
  const words = name.split(" ");
  let count = words.length;
  while (count > 1 && !fits(words.slice(0, count).join(" "))) {
    count--;
  }
  const rest = words.slice(count).join(" ");
  const first = cut(words.slice(0, count).join(" "));
  const text = rest && fits(words[0]) ? [first, cut(rest)] : first;
  canvas.restore();
  return text;
}

/** Ticks that are names beside horizontal bars. */
const NAME_TICKS = {
  autoSkip: false,
  callback(value) {
    return fitting(this.getLabelForValue(value), this.chart.ctx, this.chart.width * 0.42);
  },
};

/**
 * Bars, one for each label.
 *
 * @param series objects with title, color and values; several are stacked
 * @param options.horizontal for labels that are names; options.line for a further series as a line; options.unit and
 * options.labelUnit for what the axes count; options.wholeTicks where there are no fractions
 */
function bars(labels, series, options) {
  const format = options.format;
  const stacked = series.length > 1;
  const values = { ...valueAxis(options.axisFormat ?? format, options.unit, options.wholeTicks), stacked };
  const names = labelAxis({
    stacked, title: axisTitle(options.labelUnit), ticks: { maxRotation: 0, autoSkipPadding: 8, ...(options.horizontal && NAME_TICKS), ...options.ticks },
  });
  const datasets = series.map((each) => ({
    label: each.title, data: each.values, backgroundColor: color(each.color), order: 2,
    borderRadius: options.dense || stacked ? 0 : 2, barPercentage: options.dense ? 1 : 0.8, categoryPercentage: options.dense ? 1 : 0.9,
    maxBarThickness: options.maxBarWidth,
  }));
  if (options.line) {
    datasets.push(lineOf(options.line, { order: 1 }));
  }
  return {
    type: "bar",
    data: { labels, datasets },
    options: {
      indexAxis: options.horizontal ? "y" : "x",
      scales: options.horizontal ? { x: values, y: names } : { x: names, y: values },
      plugins: plugins(format, datasets.length > 1),
    },
  };
}

/** How lines differ for who does not tell their colors apart. */
const DASHES = [[], [6, 4], [2, 3]];

/** Lines, one for each series. @param options.dense for more labels than points could mark */
function lines(labels, series, options) {
  const datasets = series.map((each, i) => lineOf(each, { pointRadius: options.dense ? 0 : 2, borderDash: DASHES[i % DASHES.length] }));
  return {
    type: "line",
    data: { labels, datasets },
    options: {
      interaction: { mode: "index", intersect: false },
      scales: {
        x: labelAxis({ title: axisTitle(options.labelUnit), ticks: { maxRotation: 0, autoSkipPadding: 8, ...options.ticks } }),
        y: valueAxis(options.axisFormat, options.unit),
      },
      plugins: plugins(options.format, series.length > 1, true),
    },
  };
}

/** As far may a point stand out of the area between the axes. */
const MOST_POINT_RADIUS = 4;

function lineOf(series, more) {
  return {
    type: "line", label: series.title, data: series.values, borderColor: color(series.color),
    backgroundColor: color(series.color), borderWidth: 2, pointRadius: 0, tension: 0.25, clip: MOST_POINT_RADIUS + 1, ...more,
  };
}
