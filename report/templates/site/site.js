// Three comforts for pages that are whole without them: folding on a phone, filters, and the search. Nothing is
// fetched from elsewhere.
"use strict";

// A long day on a phone: what a section says stays, its diff and its places are a touch away.
(function () {
  const sections = document.querySelectorAll("article.commit");
  if (sections.length < 12 || !matchMedia("(max-width: 40rem)").matches) return;
  const folds = document.querySelectorAll("article.commit > details[open]");
  for (const fold of folds) fold.open = false;
  addEventListener("beforeprint", () => { for (const fold of folds) fold.open = true; });
})();

// Filters: #level=high&type=fix shows some of the entries of a page.
(function () {
  const form = document.getElementById("filters");
  const entries = Array.from(document.querySelectorAll("[data-level]"));
  if (!form || entries.length < 2) return;
  const names = ["level", "type", "place", "author"];
  const tests = {
    level: (one, wanted) => one.dataset.level === wanted,
    type: (one, wanted) => one.dataset.types.split(" ").includes(wanted),
    place: (one, wanted) => one.dataset.places.split("|").includes(wanted),
    author: (one, wanted) => one.dataset.author === wanted,
  };
  const shown = document.getElementById("shown");

  function asked() {
    const given = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    return names.map((name) => [name, given.get(name) || ""]);
  }

  function apply() {
    const wanted = asked().filter(([, value]) => value);
    for (const [name, value] of asked()) {
      const select = form.elements[name];
      select.value = value;
      if (select.value !== value) select.value = "";
    }
    let count = 0;
    for (const one of entries) {
      const fits = wanted.every(([name, value]) => tests[name](one, value));
      one.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const row of document.querySelectorAll("tr[data-for]")) {
      const one = document.getElementById(row.dataset.for);
      row.hidden = Boolean(one && one.hidden);
    }
    for (const section of document.querySelectorAll("main section")) {
      const own = section.querySelectorAll("[data-level]");
      section.hidden = own.length > 0 && Array.from(own).every((one) => one.hidden);
    }
    for (const fold of document.querySelectorAll("details")) {
      if (wanted.length && fold.querySelector("[data-level]:not([hidden])")) fold.open = true;
    }
    shown.textContent = wanted.length ? shown.dataset.words.replace("{}", count).replace("{}", entries.length) : "";
  }

  form.hidden = false;
  form.addEventListener("change", () => {
    const given = new URLSearchParams();
    for (const name of names) if (form.elements[name].value) given.set(name, form.elements[name].value);
    const hash = given.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    apply();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", location.pathname + location.search);
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", apply);
  apply();
})();

// Search: words lead to commits through small pieces of the index, each a script, since a page that is opened from a
// folder may load scripts and may not fetch data.
(function () {
  const form = document.getElementById("search");
  if (!form) return;
  const folder = form.dataset.folder;
  const list = document.getElementById("found");
  const told = document.getElementById("told");
  const MOST = 50;
  const CARDS = 250;
  const WIDE = /[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]/;
  const WORD = /[a-z0-9_]+|[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]+|[\p{L}\p{N}]+/gu;
  const have = { words: new Map(), cards: new Map(), pieces: new Set(), total: 0 };
  const loading = new Map();
  let turn = 0;

  window.commitbriefSearch = {
    begin(total, pieces) { have.total = total; have.pieces = new Set(pieces); },
    words(name, some) { have.words.set(name, new Map(Object.entries(some))); },
    cards(number, some) { have.cards.set(number, some); },
  };

  function load(file) {
    if (!loading.has(file)) {
      loading.set(file, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = folder + file;
        script.onload = done;
        script.onerror = () => { loading.delete(file); failed(new Error(file)); };
        document.head.append(script);
      }));
    }
    return loading.get(file);
  }

  // The pieces that hold words beginning so: named by the first letter, or by the first two.
  function piecesOf(word) {
    const codes = Array.from(word).slice(0, 2).map((char) => char.codePointAt(0));
    const first = WIDE.test(word) ? "w" + (codes[0] >> 8).toString(16) : codes[0].toString(16);
    if (have.pieces.has(first) && (WIDE.test(word) || codes.length === 2)) {
      return [first, codes.map((code) => code.toString(16)).join("-")].filter((name) => have.pieces.has(name));
    }
    const both = codes.length === 2 ? codes.map((code) => code.toString(16)).join("-") : "";
    return Array.from(have.pieces).filter((name) => (both ? name === both : name === first || name.startsWith(first + "-")));
  }

  function wordsOf(query) {
    const found = [];
    for (const word of query.normalize("NFKC").toLowerCase().match(WORD) || []) {
      if (!WIDE.test(word)) found.push(word.slice(0, 40));
      else if (word.length === 1) found.push(word);
      else for (let at = 0; at + 1 < word.length; at++) found.push(word.slice(at, at + 2));
    }
    return Array.from(new Set(found)).slice(0, 12);
  }

  // The commits that have a word that begins so, with their weights; a whole word weighs twice.
  function placesOf(word) {
    const places = new Map();
    for (const name of piecesOf(word)) {
      for (const [known, packed] of have.words.get(name) || []) {
        if (!known.startsWith(word)) continue;
        const factor = known === word ? 2 : 1;
        let number = 0;
        for (let at = 0; at < packed.length; at += 2) {
          number += packed[at];
          places.set(number, Math.max(places.get(number) || 0, packed[at + 1] * factor));
        }
      }
    }
    return places;
  }

  function together(words) {
    const lists = words.map(placesOf).sort((one, other) => one.size - other.size);
    const scores = new Map(lists[0] || []);
    for (const places of lists.slice(1)) {
      for (const [number, score] of scores) {
        if (places.has(number)) scores.set(number, score + places.get(number));
        else scores.delete(number);
      }
    }
    return Array.from(scores).sort((one, other) => other[1] - one[1] || other[0] - one[0]).map(([number]) => number);
  }

  function show(card) {
    const [title, address, repository, day, , icon, author] = card;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title || address;
    const about = document.createElement("p");
    about.className = "soft";
    about.textContent = [icon, repository, day, author].join(" · ");
    item.append(link, about);
    return item;
  }

  async function search() {
    const mine = ++turn;
    const given = new URLSearchParams(location.hash.slice(1));
    const query = given.get("q") || "";
    const repository = given.get("repository") || "";
    form.elements.q.value = query;
    if (form.elements.repository) form.elements.repository.value = repository;
    const words = wordsOf(query);
    if (!words.length) { list.replaceChildren(); told.textContent = ""; return; }
    try {
      await load("search.js");
      const pieces = new Set(words.flatMap(piecesOf));
      await Promise.all(Array.from(pieces, (name) => load("words-" + name + ".js")));
      const all = together(words);
      const numbers = repository ? all : all.slice(0, MOST);
      await Promise.all(Array.from(new Set(numbers.map((n) => Math.floor(n / CARDS))), (n) => load("cards-" + n + ".js")));
      if (mine !== turn) return;
      let cards = numbers.map((number) => have.cards.get(Math.floor(number / CARDS))[number % CARDS]);
      if (repository) cards = cards.filter((card) => card[2] === repository);
      const total = repository ? cards.length : all.length;
      list.replaceChildren(...cards.slice(0, MOST).map(show));
      told.textContent = total ? told.dataset.some.replace("{}", total) : told.dataset.none;
    } catch (error) {
      told.textContent = told.dataset.lost;
    }
  }

  function ask() {
    const given = new URLSearchParams();
    if (form.elements.q.value.trim()) given.set("q", form.elements.q.value.trim());
    if (form.elements.repository && form.elements.repository.value) given.set("repository", form.elements.repository.value);
    history.replaceState(null, "", "#" + given);
    search();
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  form.addEventListener("change", ask);
  window.addEventListener("hashchange", search);
  search();
})();
