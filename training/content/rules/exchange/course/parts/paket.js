// The frame of the package: which pages were seen, and what the platform is told.
"use strict";
(() => {
  const links = [...document.querySelectorAll("[data-halaman]")];
  const lessons = links.map((link) => link.dataset.halaman).filter((name) => name !== "kuis");
  const seen = new Set();
  let result = null;
  const say = (text) => { document.getElementById("keadaan").textContent = text; };
  const tell = () => {
    const complete = result !== null && lessons.every((name) => seen.has(name));
    window.resapLms.report({ result, complete, seen: seen.size, of: lessons.length });
    say(result === null
      ? `${seen.size} dari ${lessons.length} pelajaran dibuka.`
      : `Nilai kuis ${Math.round(result.score * 100)}. ${complete ? "Modul selesai." : "Buka semua pelajaran untuk menyelesaikan modul."}`);
  };
  window.resapQuiz = (found) => { result = found; tell(); };
  document.querySelector("iframe").addEventListener("load", (event) => {
    const path = event.target.contentWindow.location.pathname;
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.html$/, "");
    for (const link of links) link.toggleAttribute("aria-current", link.dataset.halaman === name);
    if (lessons.includes(name)) seen.add(name);
    tell();
  });
  window.resapLms.begin().then(tell, () => say("Tidak tersambung ke sistem belajar; nilai tidak tersimpan."));
  window.addEventListener("pagehide", () => window.resapLms.end());
})();
