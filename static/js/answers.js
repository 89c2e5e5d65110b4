// What a question's inputs say: a key, a list of keys, or a rating for each response; and the same in words.

const READERS = {
  single: (question) => question.querySelector("input:checked")?.value ?? null,
  multiple: (question) => [...question.querySelectorAll("input:checked")].map((input) => input.value),
  rating: (question) => ratingsOf([...question.querySelectorAll("[data-option]")]),
};

function ratingsOf(groups) {
  const rated = groups.filter((group) => group.querySelector("input:checked"));
  return Object.fromEntries(rated.map((group) => [group.dataset.option, Number(group.querySelector("input:checked").value)]));
}

export function answerOf(question) {
  return READERS[question.dataset.kind](question);
}

export function sameAnswer(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(answer) {
  if (Array.isArray(answer)) return JSON.stringify([...answer].sort());
  if (answer && typeof answer === "object") return JSON.stringify(Object.entries(answer).sort());
  return JSON.stringify(answer ?? null);
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
