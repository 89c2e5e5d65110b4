// What a question's inputs say: a key, a list of keys, or a rating for each response; the same in words, and back.

const READERS = {
  single: (question) => question.querySelector("input:checked")?.value ?? null,
  multiple: (question) => [...question.querySelectorAll("input:checked")].map((input) => input.value),
  rating: (question) => ratingsOf([...question.querySelectorAll("[data-option]")]),
};
// The kinds whose lists say the same in any order.
const ANY_ORDER = new Set(["multiple"]);

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
  return [...question.querySelectorAll("input, select, textarea")].filter((input) => input.type !== "hidden");
}

function isTick(input) {
  return input.type === "radio" || input.type === "checkbox";
}

// The answer in the words of the page; an unknown key stands as it is.
export function inWords(question, answer, none) {
  if (answer && typeof answer === "object" && !Array.isArray(answer)) {
    const parts = Object.entries(answer).map(([option, value]) => `${legendOf(question, option)} ${value}`);
    return parts.join("; ") || none;
  }
  const keys = [answer ?? []].flat();
  return keys.map((key) => labelOf(question, key)).join("; ") || none;
}

function labelOf(question, key) {
  const input = [...question.querySelectorAll("input")].find((each) => each.value === key);
  return input?.labels[0]?.textContent.trim() ?? String(key);
}

function legendOf(question, option) {
  const group = [...question.querySelectorAll("[data-option]")].find((each) => each.dataset.option === option);
  const text = group?.querySelector("legend").textContent.trim() ?? option;
  return `“${text}”:`;
}
