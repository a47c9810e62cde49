// Searches the sections of all pages, in the browser alone. The index is made when somebody first wants to search.
(function () {
  "use strict";

  const MOST_HITS = 12;
  const AROUND = 70;
  const form = document.querySelector("form[role=search]");
  const field = form.querySelector("input");
  const hits = document.getElementById("hits");
  const documents = window.searchDocuments;
  let index = null;

  function built() {
    if (index === null) {
      index = lunr(function () {
        this.ref("place");
        this.field("title", { boost: 8 });
        this.field("page", { boost: 3 });
        this.field("text");
        // names such as brickhouse.simulate.maxP99 are found by their parts, too
        lunr.tokenizer.separator = /[\s\-.,:;()|=/"'`]+/;
        documents.forEach((section, place) => this.add({ place, ...section }));
      });
    }
    return index;
  }

  function words(text) {
    return text.toLowerCase().split(lunr.tokenizer.separator).filter((word) => word.length > 1);
  }

  // all words have to occur, the last one perhaps not typed to its end; if that finds nothing, any of them, perhaps misspelled
  function found(text) {
    const wanted = words(text);
    if (wanted.length === 0) {
      return [];
    }
    const strict = built().query((query) => {
      wanted.forEach((word, at) => {
        const last = at === wanted.length - 1;
        query.term(lunr.tokenizer(word), {
          presence: wanted.length === 1 ? lunr.Query.presence.OPTIONAL : lunr.Query.presence.REQUIRED,
          wildcard: last ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE,
          usePipeline: !last,
        });
        if (wanted.length === 1) {
          query.term(lunr.tokenizer(word), { boost: 10 });
        }
      });
    });
    return strict.length > 0
      ? strict
      : built().query((query) => wanted.forEach((word) => query.term(lunr.tokenizer(word), { editDistance: word.length > 4 ? 1 : 0 })));
  }

  function marked(text, wanted) {
    const parts = document.createElement("small");
    const lower = text.toLowerCase();
    const first = Math.min(...wanted.map((word) => lower.indexOf(word)).filter((at) => at >= 0), text.length);
    const from = first === text.length ? 0 : Math.max(0, first - AROUND);
    const excerpt = (from > 0 ? "… " : "") + text.slice(from, from + 3 * AROUND) + (from + 3 * AROUND < text.length ? " …" : "");
    const pattern = new RegExp("(" + wanted.map((word) => word.replace(/[^\w]/g, "\\$&")).join("|") + ")", "gi");
    excerpt.split(pattern).forEach((part, at) => {
      parts.append(at % 2 === 0 ? part : Object.assign(document.createElement("mark"), { textContent: part }));
    });
    return parts;
  }

  function show() {
    hits.replaceChildren();
    hits.hidden = field.value.trim().length < 2;
    if (hits.hidden) {
      return;
    }
    const wanted = words(field.value);
    const best = found(field.value).slice(0, MOST_HITS);
    best.forEach((hit) => {
      const section = documents[Number(hit.ref)];
      const link = Object.assign(document.createElement("a"), { href: section.url });
      link.append(Object.assign(document.createElement("strong"), { textContent: section.title }));
      link.append(section.page === section.title ? "" : " · " + section.page);
      link.append(marked(section.text, wanted));
      const item = document.createElement("li");
      item.append(link);
      hits.append(item);
    });
    if (best.length === 0) {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("p"), { textContent: "Nothing found." }));
      hits.append(item);
    }
  }

  function hide() {
    hits.hidden = true;
  }

  form.hidden = false;
  field.addEventListener("input", show);
  field.addEventListener("focus", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = hits.querySelector("a");
    if (first) {
      hide();
      location.href = first.href;
    }
  });
  hits.addEventListener("click", hide);
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape") {
      hide();
      field.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !hits.hidden && form.contains(document.activeElement)) {
      event.preventDefault();
      const all = [field, ...hits.querySelectorAll("a")];
      const next = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      all[Math.min(all.length - 1, Math.max(0, next))].focus();
    }
  });

  // a link to a search, such as index.html?search=clone
  const asked = new URLSearchParams(location.search).get("search");
  if (asked) {
    field.value = asked;
    show();
  }
})();
