// Signs the sheet of a visit through the outbox, and what is added to it: a dead line or a crash loses nothing, and
// each is signed once. They go in the order in which they were signed: a correction never before its sheet.
import { hurry, join, outbox } from "./sending.js";

const SHEET = "lembar";
const NEEDS = "tanggal mulai selesai tempat";

export function start() {
  document.querySelectorAll("form[data-sign-url]").forEach(watch);
}

async function watch(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sign(form);
  });
  await join();
  outbox.listen((entry, phase) => isOf(form, entry) && show(form, entry, phase));
  const mine = (await outbox.all()).find((entry) => isOf(form, entry));
  if (mine) {
    fill(form, mine.fields);
    show(form, mine, mine.state);
  }
  await hurry();
}

const question = (form) => form.dataset.question ?? SHEET;
const isOf = (form, entry) => entry.attempt === form.dataset.visit && entry.question === question(form);

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
    await outbox.put({ attempt: visit, question: question(form), url: signUrl, value, fields, anyOrder: false, revision: 0, key, at: Date.now() });
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
    if (!isWriting(form)) window.location.replace(form.dataset.done);
  },
  conflict: refused,
  refused: refused,
};

function waiting(form, entry) {
  hold(form, true);
  if (question(form) === SHEET) openCorrection(form, entry);
  say(form, outbox.kept ? form.dataset.textKept : form.dataset.textOpen, "trouble");
}

// Whether something is begun in another form of the page, which a new page would lose.
function isWriting(form) {
  const begun = [...document.querySelectorAll("[name=alasan], [name=apa], [name=berkas]")];
  return begun.some((field) => field.form !== form && !field.form.dataset.held && field.value.trim());
}

// Signed here, though not sent yet: what is wrong in it is corrected beside it, as ever.
function openCorrection(form, entry) {
  const box = document.querySelector("[data-after-sign]");
  if (!box?.hidden) return;
  box.hidden = false;
  const beside = box.querySelector("form");
  if (!beside.dataset.held) fill(beside, entry.fields);
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
  const empty = (form.dataset.needs ?? NEEDS).split(" ").map((name) => form.elements[name]).find((field) => !field.value.trim());
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
