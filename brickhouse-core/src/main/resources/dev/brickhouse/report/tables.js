"use strict";

const LOCALE = "en-US";
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat(LOCALE, { style: "currency", currency: "USD", maximumFractionDigits: 0 });
const shortDollars = new Intl.NumberFormat(LOCALE, {
  style: "currency", currency: "USD", notation: "compact", maximumFractionDigits: 1,
});
const short = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(LOCALE, {
  style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1,
});
const twoDigits = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function bytes(count) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const power = count > 0 ? Math.min(units.length - 1, Math.floor(Math.log2(count) / 10)) : 0;
  return new Intl.NumberFormat(LOCALE, {
    style: "unit", unit: units[power], unitDisplay: "short", maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(count / 1024 ** power);
}

/** Formats "2026-03" or "2026-03-09", whatever the viewer's time zone. */
function dateText(label, options) {
  const [year, month, day = 1] = label.split("-").map(Number);
  return new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", ...options }).format(new Date(Date.UTC(year, month - 1, day)));
}
const dayText = (label) => dateText(label, { day: "numeric", month: "short", year: "numeric" });
const weekdayText = (label) => dateText(label, { weekday: "long", day: "numeric", month: "short", year: "numeric" });
const monthText = (label) => dateText(label, { month: "short", year: "2-digit" }).replace(" ", " ’");

/** The rows of an answer as objects, keyed by column. */
function objects(answer) {
  return answer.rows.map((row) => Object.fromEntries(answer.columns.map((column, i) => [column, row[i]])));
}

const clock = (hour) => `${String(hour).padStart(2, "0")}:00`;
const plural = (count, noun) => `${whole.format(count)} ${noun}${count === 1 ? "" : "s"}`;

/** A width of bins, 1, 2 or 5 times a power of ten, of which a number makes a span. */
function niceWidth(span, bins) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(span / bins)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((width) => width * bins >= span);
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Creates an element. Text is only ever added as text, so nothing from the database is parsed as markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("--")) {
      made.style.setProperty(name, value);
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/**
 * A table of objects. Columns are [title, cell text of a row, whether it is a number]; the first names the row.
 */
function table(caption, columns, rows) {
  const head = element("tr", {}, ...columns.map(([title, , number]) =>
    element("th", number ? { scope: "col", class: "number" } : { scope: "col" }, title)));
  const body = rows.map((row) => element("tr", {}, ...columns.map(([, text, number], i) =>
    element(i === 0 ? "th" : "td", { ...(i === 0 && { scope: "row" }), ...(number && { class: "number" }) }, text(row)))));
  return element("table", { "aria-label": caption }, element("thead", {}, head), element("tbody", {}, ...body));
}

/** A table whose fields are colored. Rows are [name, fields]. */
function heatTable(caption, corner, columns, rows) {
  return element("table", { class: "heat", "aria-label": caption },
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, corner),
      ...columns.map((column) => element("th", { scope: "col", class: "number" }, column)))),
    element("tbody", {}, ...rows.map(([name, fields]) => element("tr", {}, element("th", { scope: "row" }, name), ...fields))));
}

/** What may be larger than its card, with a hint while columns are hidden. */
function scrolling(content, whole = false) {
  return element("div", { class: "scrolling" },
    element("div", { class: whole ? "scroll whole" : "scroll", tabindex: "0" }, content),
    element("p", { class: "hint" }, "More columns to the right: scroll sideways."));
}

function hintAtHiddenColumns() {
  const update = (scroll) => scroll.parentElement.classList.toggle("more",
    scroll.scrollWidth - scroll.clientWidth - scroll.scrollLeft > 1);
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => update(entry.target)));
  for (const scroll of document.querySelectorAll(".scroll")) {
    sizes.observe(scroll);
    scroll.addEventListener("scroll", () => update(scroll), { passive: true });
    update(scroll);
  }
}

/** A bar as long as the share, for a cell of a table that is its own chart. */
function meter(share, color) {
  return element("div", { class: "meter" }, element("span", {
    "--share": `${Math.max(0, Math.min(1, share)) * 100}%`, ...(color && { "--swatch": `var(--${color})` }),
  }));
}
