// The line under a question: waiting, saved, in trouble, or answered elsewhere.
import { inWords } from "./answers.js";

export function showWaiting(question, text) {
  say(question, text, "waiting");
}

export function showSaved(question, text) {
  removeConflict(question);
  say(question, text, "saved");
}

export function showTrouble(question, text) {
  say(question, text, "trouble");
}

export function showConflict(question, texts, mine, theirs) {
  removeConflict(question);
  say(question, texts.textConflict, "trouble");
  const box = element("div", "resap-conflict");
  const list = element("dl");
  for (const [label, answer] of [[texts.textMine, mine], [texts.textTheirs, theirs]]) {
    list.append(element("dt", "", label), element("dd", "", inWords(question, answer, texts.textNone)));
  }
  const link = element("a", "govuk-link", texts.textReload);
  link.href = window.location.href;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.reload();
  });
  box.append(list, link);
  frame(question).append(box);
}

function say(question, text, state) {
  const line = frame(question).querySelector("[data-saved]");
  line.dataset.state = state;
  if (line.textContent !== text) line.textContent = text;
}

function removeConflict(question) {
  frame(question).querySelector(".resap-conflict")?.remove();
}

function frame(question) {
  return question.closest(".resap-question") ?? question;
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
