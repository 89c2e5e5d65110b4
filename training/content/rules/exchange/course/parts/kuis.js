// The quiz of the package: draws, marks in the browser, explains. The key is in soal.js.
"use strict";
(() => {
  const quiz = window.RESAP_KUIS;
  const form = document.getElementById("kuis");
  const boxes = new Map([...form.querySelectorAll("[data-soal]")].map((box) => [box.dataset.soal, box]));
  const mix = (list) => list.map((one) => [Math.random(), one]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
  const drawn = () => {
    const groups = new Map();
    for (const one of quiz.questions) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
    return [...groups].flatMap(([group, list]) => mix(list).slice(0, group ? quiz.each : quiz.others));
  };
  const values = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const chosen = (one) => values(one.key).filter((input) => input.checked).map((input) => input.value);
  const typed = (one) => values(one.key)[0].value.trim();
  const choice = (one) => {
    const got = chosen(one);
    const good = got.filter((key) => one.right.includes(key)).length;
    const bad = got.length - good;
    const exact = bad === 0 && good === one.right.length;
    const share = good / one.right.length - (one.wrong.length ? bad / one.wrong.length : 0);
    return [one.partial ? Math.max(0, share) : Number(exact), got.map((key) => one.said[key])];
  };
  const picked = (one, key) => values(`${one.key}.${key}`)[0].value;
  const matching = (one) => {
    const keys = Object.keys(one.right);
    const good = keys.filter((key) => picked(one, key) === one.right[key]).length;
    return [good / keys.length, keys.map((key) => one.said[key])];
  };
  const ordering = (one) => {
    const keys = Object.keys(one.right);
    const got = keys.map((key) => Number(picked(one, key)));
    if (new Set(got).size < keys.length || got.includes(0)) return [0, keys.map((key) => one.said[key])];
    const off = keys.reduce((sum, key, at) => sum + Math.abs(got[at] - Number(one.right[key])), 0);
    return [1 - off / Math.floor(keys.length ** 2 / 2), keys.map((key) => one.said[key])];
  };
  const plain = (text, one) => {
    const even = (one.spacing ? text : text.replace(/\s+/g, " ")).trim().normalize("NFKC");
    return one.case ? even : even.toLocaleLowerCase("id");
  };
  // Follows all ways to match at once, so that no pattern can be slow.
  const fits = (pattern, text) => {
    const signs = [...pattern.matchAll(/\\([*?\\])|([*?])|([^])/gu)].map((m) => (m[2] ? { any: m[2] } : { sign: m[1] ?? m[3] }));
    let at = new Set([0]);
    const open = (set) => { for (const place of set) if (signs[place]?.any === "*") set.add(place + 1); return set; };
    open(at);
    for (const letter of text) {
      const next = new Set();
      for (const place of at) {
        const here = signs[place];
        if (here?.any === "*") next.add(place);
        else if (here && (here.any === "?" || here.sign === letter)) next.add(place + 1);
      }
      at = open(next);
    }
    return at.has(signs.length);
  };
  const best = (one, fit) => one.accept.filter(fit).reduce((top, each) => (top && top.points >= each.points ? top : each), null);
  const earned = (one, found) => (found ? [found.points, [found.said]] : [0, [one.otherwise]]);
  const shortText = (one) => {
    const said = plain(typed(one), one);
    return earned(one, said && best(one, (each) => fits(plain(each.form, one), said)));
  };
  const number = (text) => {
    const bare = text.replace(/\s/g, "").replace(/−/g, "-");
    const grouped = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(bare);
    const even = (grouped ? bare.replaceAll(".", "") : bare).replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(even) ? Number(even) : null;
  };
  const numeric = (one) => {
    const value = number(typed(one));
    return earned(one, value !== null && best(one, (each) => value >= each.low && value <= each.high));
  };
  const marks = { "single": choice, "multiple": choice, "true-false": choice, "matching": matching, "ordering": ordering, "short-text": shortText, "numeric": numeric };
  let asked = drawn();
  const show = () => { for (const [key, box] of boxes) box.hidden = !asked.some((one) => one.key === key); };
  show();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    let sum = 0;
    for (const one of asked) {
      const [points, said] = marks[one.kind](one);
      sum += points;
      // What is said was written by our own converter from the author's text, which allows no HTML.
      boxes.get(one.key).querySelector(".alasan").innerHTML = said.filter(Boolean).map((text) => `<p>${text}</p>`).join("");
    }
    const score = asked.length ? sum / asked.length : 0;
    const passed = score >= quiz.pass;
    document.getElementById("hasil").textContent = `Nilai Anda ${Math.round(score * 100)}. ${passed ? "Anda lulus." : "Belum mencapai nilai lulus; baca alasannya, lalu coba lagi."}`;
    if (parent.resapQuiz) parent.resapQuiz({ score, passed });
  });
})();
