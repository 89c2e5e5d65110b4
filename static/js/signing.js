// Signs the sheet of a visit through the outbox: a dead line or a crash loses nothing, and it is signed once.
import { hurry, join, outbox } from "./sending.js";

const QUESTION = "lembar";

export function start() {
  document.querySelectorAll("form[data-sign-url]").forEach(watch);
}

async function watch(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sign(form);
  });
  await join();
  outbox.listen((entry, phase) => entry.attempt === form.dataset.visit && show(form, entry, phase));
  const mine = (await outbox.all()).find((entry) => entry.attempt === form.dataset.visit);
  if (mine) {
    fill(form, mine.fields);
    show(form, mine, mine.state);
  }
  await hurry();
}

async function sign(form) {
  if (form.dataset.held) return;
  const missing = firstMissing(form);
  if (missing) {
    say(form, form.dataset.textIncomplete, "trouble");
    missing.focus();
    return;
  }
  const fields = fieldsOf(form);
  // A new key for every new intent; what waits under it is not changed any more.
  const key = crypto.randomUUID?.() ?? form.elements.kunci.value;
  hold(form, true);
  say(form, form.dataset.textSending, "waiting");
  const { visit, signUrl } = form.dataset;
  const value = Object.fromEntries(fields);
  try {
    await outbox.put({ attempt: visit, question: QUESTION, url: signUrl, value, fields, anyOrder: false, revision: 0, key, at: Date.now() });
  } catch {
    hold(form, false);
    return say(form, form.dataset.textElsewhere, "trouble");
  }
  await hurry();
}

function show(form, entry, phase) {
  PHASES[phase]?.(form, entry);
}

const PHASES = {
  waiting: waiting,
  sending: (form) => {
    hold(form, true);
    say(form, form.dataset.textSending, "waiting");
  },
  away: waiting,
  signin: (form) => {
    hold(form, true);
    say(form, form.dataset.textSignin, "trouble");
  },
  saved: async (form, entry) => {
    say(form, entry.label || form.dataset.textSaved, "saved");
    await outbox.remove(entry);
    window.location.replace(form.dataset.done);
  },
  conflict: refused,
  refused: refused,
};

function waiting(form) {
  hold(form, true);
  say(form, outbox.kept ? form.dataset.textKept : form.dataset.textOpen, "trouble");
}

// What was refused can be mended and signed anew; it waits no longer.
async function refused(form, entry) {
  hold(form, false);
  say(form, entry.message || form.dataset.textRefused, "trouble");
  await outbox.remove(entry);
}

// Held: it is on its way as it stands, so nobody may write in it.
function hold(form, held) {
  if (held) form.dataset.held = "yes";
  else delete form.dataset.held;
  for (const field of form.elements) {
    if (field.type !== "hidden" && field.tagName !== "FIELDSET") field.disabled = held;
  }
}

function firstMissing(form) {
  const empty = ["tanggal", "mulai", "selesai", "tempat"].map((name) => form.elements[name]).find((field) => !field.value.trim());
  if (empty) return empty;
  const open = [...form.querySelectorAll("[data-item]")].find((item) => !item.querySelector("input:checked"));
  return open?.querySelector("input");
}

function fieldsOf(form) {
  return [...new FormData(form).entries()].filter(([name, value]) => name !== "csrf_token" && typeof value === "string");
}

function fill(form, fields) {
  const told = new Map(fields);
  for (const field of form.elements) {
    if (!field.name || !told.has(field.name) || field.type === "hidden") continue;
    if (field.type === "radio") field.checked = told.get(field.name) === field.value;
    else field.value = told.get(field.name);
  }
}

function say(form, text, state) {
  const line = form.querySelector("[data-sign-status]");
  line.dataset.state = state;
  if (line.textContent !== text) line.textContent = text;
}
