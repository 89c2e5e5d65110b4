// What a question's inputs say: a key, several keys, written words, or something for each part; in words too, and back.

const READERS = {
  single: (question) => question.querySelector("input:checked")?.value ?? null,
  multiple: (question) => [...question.querySelectorAll("input:checked")].map((input) => input.value),
  rating: (question) => ratingsOf([...question.querySelectorAll("[data-option]")]),
  parts: (question) => partsOf(question),
  ranks: (question) => mapped(partsOf(question), Number),
  text: (question) => question.querySelector("[data-part]").value.trim() || null,
};
// The kinds whose lists say the same in any order.
const ANY_ORDER = new Set(["multiple"]);

// What was chosen or written for each part; empty fields are left out.
function partsOf(question) {
  const given = [...question.querySelectorAll("[data-part]")].filter((field) => field.type !== "radio" || field.checked);
  return Object.fromEntries(given.filter((field) => field.value.trim()).map((field) => [field.dataset.part, field.value.trim()]));
}

function mapped(answers, change) {
  return Object.fromEntries(Object.entries(answers).map(([part, value]) => [part, change(value)]));
}

function ratingsOf(groups) {
  const rated = groups.filter((group) => group.querySelector("input:checked"));
  return Object.fromEntries(rated.map((group) => [group.dataset.option, Number(group.querySelector("input:checked").value)]));
}

export function answerOf(question) {
  return READERS[question.dataset.kind](question);
}

export function anyOrderIn(question) {
  return ANY_ORDER.has(question.dataset.kind);
}

// How sure the person is, where the question asks it; its radios stand beside the question, not in it.
function certaintyBeside(question) {
  return question.closest("[data-asked]")?.querySelector("[data-certainty]");
}

export function certaintyOf(question) {
  const chosen = certaintyBeside(question)?.querySelector("input:checked");
  return chosen ? { certainty: Number(chosen.value) } : {};
}

export function certaintyInWords(question, level) {
  const input = level && certaintyBeside(question)?.querySelector(`input[value="${Number(level)}"]`);
  return input ? input.labels[0].textContent.trim() : "";
}

// The question that an input belongs to, as its answer or as how sure one is of it.
export function questionOf(input) {
  return input.closest("[data-save-url]") ?? input.closest("[data-asked]")?.querySelector("[data-save-url]");
}

// The inputs as a form would send them, whatever the kind; fill() shows them again.
export function fieldsOf(question) {
  return inputsOf(question)
    .filter((input) => !isTick(input) || input.checked)
    .map((input) => [input.name, input.value]);
}

export function fill(question, fields) {
  const told = fields.map((pair) => JSON.stringify(pair));
  for (const input of inputsOf(question)) {
    if (isTick(input)) input.checked = told.includes(JSON.stringify([input.name, input.value]));
    else input.value = fields.find(([name]) => name === input.name)?.[1] ?? "";
  }
  question.dispatchEvent(new Event("filled", { bubbles: true }));
}

function inputsOf(question) {
  const beside = certaintyBeside(question)?.querySelectorAll("input") ?? [];
  return [...question.querySelectorAll("input, select, textarea"), ...beside].filter((input) => input.type !== "hidden");
}

function isTick(input) {
  return input.type === "radio" || input.type === "checkbox";
}

// The answer in the words of the page; an unknown key stands as it is.
export function inWords(question, answer, none) {
  if (answer && typeof answer === "object" && !Array.isArray(answer)) {
    const shown = [...question.querySelectorAll("[data-part], [data-option]")].map((each) => each.dataset.part ?? each.dataset.option);
    const inOrder = Object.keys(answer).sort((one, other) => shown.indexOf(one) - shown.indexOf(other));
    const parts = inOrder.map((part) => partInWords(question, part, answer[part]));
    return parts.join("; ") || none;
  }
  const keys = [answer ?? []].flat();
  return keys.map((key) => labelOf(question, key)).join("; ") || none;
}

function labelOf(question, key) {
  const choices = [...question.querySelectorAll("input[type=radio], input[type=checkbox]")];
  return choices.find((each) => each.value === key)?.labels[0]?.textContent.trim() ?? String(key);
}

// The name of a part and what was chosen for it, in the words of the page.
function partInWords(question, part, value) {
  const chosen = [...question.querySelectorAll("input[data-part]")].find((each) => each.dataset.part === part && each.type === "radio" && each.value === String(value));
  if (chosen) return chosen.labels[0].textContent.trim();
  const group = [...question.querySelectorAll("[data-option]")].find((each) => each.dataset.option === part);
  const field = [...question.querySelectorAll("[data-part]")].find((each) => each.dataset.part === part);
  const name = group?.querySelector("legend").textContent.trim() ?? field?.labels[0]?.textContent.trim() ?? part;
  const choice = [...(field?.options ?? [])].find((each) => each.value === String(value));
  return `“${name}”: ${choice?.text.trim() ?? value}`;
}
