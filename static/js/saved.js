// The line under a question: waiting, saved, in trouble, or answered elsewhere.
import { certaintyInWords, inWords } from "./answers.js";

export function showWaiting(question, text) {
  removeConflict(question);
  say(question, text, "waiting");
}

export function showSaved(question, text) {
  removeConflict(question);
  say(question, text, "saved");
}

export function showTrouble(question, text) {
  say(question, text, "trouble");
}

// Both answers in words, and a button for each: nothing is lost, and nothing is chosen for the person.
export function showConflict(question, texts, mine, theirs, choose) {
  removeConflict(question);
  say(question, texts.textConflict, "trouble");
  const box = element("div", "resap-conflict");
  const list = element("dl");
  for (const [label, given] of [[texts.textMine, mine], [texts.textTheirs, theirs]]) {
    const words = [inWords(question, given.answer, texts.textNone), certaintyInWords(question, given.certainty)];
    list.append(element("dt", "", label), element("dd", "", words.filter(Boolean).join(" · ")));
  }
  box.append(list, choice(texts.textUseMine, () => choose(true)), " ", choice(texts.textUseTheirs, () => choose(false)));
  frame(question).append(box);
}

function choice(text, chosen) {
  const button = element("button", "govuk-button govuk-button--secondary", text);
  button.type = "button";
  button.addEventListener("click", chosen);
  return button;
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
