// Saves every answer as soon as it is given, and says "saved" only in the server's own words.
// An answer goes into the outbox first and is sent from there, so that neither a dead line nor a crash loses it.
import { answerOf, anyOrderIn, certaintyOf, fieldsOf, fill, questionOf } from "./answers.js";
import { showConflict, showSaved, showTrouble, showWaiting } from "./saved.js";
import { device, hurry, join, later, outbox } from "./sending.js";
import { spent } from "./spent.js";

const SETTLE = 250;
const TYPING = 1500;

export function start() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
}

async function watch(form) {
  const lines = new Map();
  for (const question of form.querySelectorAll("[data-save-url]")) {
    lines.set(question.dataset.question, new Line(form, question));
  }
  const lineOf = (event) => lines.get(questionOf(event.target)?.dataset.question);
  form.addEventListener("change", (event) => lineOf(event)?.changed());
  // Written words are saved at a pause in the typing, not only when the field is left.
  form.addEventListener("input", (event) => {
    if (event.target.matches("input[type=text], textarea")) lineOf(event)?.typed();
  });
  guardLeaving(form, [...lines.values()]);
  outbox.listen((entry, phase) => entry.attempt === form.dataset.autosave && lines.get(entry.question)?.show(entry, phase));

  const resume = async () => {
    await join();
    for (const entry of await outbox.all()) {
      if (entry.attempt === form.dataset.autosave) await lines.get(entry.question)?.resume(entry);
    }
  };
  // Another tab may have gone on while this page lay in the browser's memory.
  addEventListener("pageshow", (event) => event.persisted && resume());
  await resume();
  await hurry();
}

function guardLeaving(form, lines) {
  const busy = () => lines.some((line) => line.unsaved);
  let leaving = false;
  let settling = false;
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    // What the device keeps is sent later; what only this page holds would be lost.
    if (!leaving && !outbox.kept && busy()) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (!busy()) return void (leaving = true);
    // Answers still on their way go first, so that the form does not carry an outdated revision.
    event.preventDefault();
    if (settling) return;
    settling = true;
    const button = event.submitter;
    Promise.all(lines.map((line) => line.flush())).then(hurry).then((stopped) => {
      settling = false;
      // Nobody is there to take the form, or not in this name: everything stays where it is.
      if (stopped && (!stopped.reached || stopped.signin)) return;
      leaving = true;
      lines.forEach((line) => (line.unsaved = false));
      form.requestSubmit(button);
    });
  });
}

class Line {
  constructor(form, question) {
    Object.assign(this, { texts: form.dataset, attempt: form.dataset.autosave, question, unsaved: false });
  }

  get revision() {
    return Number(this.question.dataset.revision);
  }

  typed() {
    this.unsaved = true;
    showWaiting(this.question, this.texts.textSaving);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.changed(), TYPING);
  }

  // What was typed a moment ago is given now, before the page is left.
  flush() {
    return this.pause ? this.changed() : null;
  }

  changed() {
    clearTimeout(this.pause);
    this.pause = null;
    return this.give(answerOf(this.question), fieldsOf(this.question), certaintyOf(this.question));
  }

  async give(value, fields, sure) {
    this.unsaved = true;
    this.key = newKey();
    showWaiting(this.question, this.texts.textSaving);
    const { question, saveUrl } = this.question.dataset;
    const { attempt, revision, key } = this;
    const anyOrder = anyOrderIn(this.question);
    try {
      await outbox.put({ attempt, question, url: saveUrl, value, fields, anyOrder, revision, key, at: Date.now(), spent: spent(), ...sure });
    } catch {
      // Somebody else has joined this device meanwhile; nothing is written or sent in their name.
      this.unsaved = false;
      return showTrouble(this.question, this.texts.textElsewhere);
    }
    later(SETTLE);
  }

  // What the outbox knows of this question when the page opens, perhaps as a copy that is older than that.
  async resume(entry) {
    const known = this.revision;
    const overtaken = entry.state === "saved" && entry.revision <= known;
    if (overtaken || (entry.state === "conflict" && entry.theirs.revision < known)) return outbox.remove(entry);
    if (entry.state === "waiting" || known < entry.revision) fill(this.question, entry.fields);
    this.show(entry, entry.state);
  }

  show(entry, phase) {
    // Another tab of the same person has gone on: this one follows.
    if (entry.key !== this.key && phase !== "conflict") fill(this.question, entry.fields);
    this.key = entry.key;
    this.unsaved = entry.state === "waiting";
    PHASES[phase](this, entry);
  }

  // A replay is answered with the revision that it was kept as, which may be older than what is known.
  adopt(revision) {
    if (revision < this.revision) return;
    this.question.dataset.revision = String(revision);
    const field = this.question.querySelector("[data-revision-input]");
    if (field) field.value = String(revision);
  }

  async choose(entry, mine) {
    if (mine) {
      fill(this.question, entry.fields);
      return this.give(entry.value, entry.fields, { certainty: entry.certainty });
    }
    await outbox.remove(entry);
    window.location.reload();
  }
}

const PHASES = {
  waiting: ({ question, texts }) => showWaiting(question, texts.textSaving),
  sending: ({ question, texts }) => showWaiting(question, texts.textSaving),
  away: ({ question, texts }) => showTrouble(question, navigator.onLine ? texts.textRetry : texts.textOffline),
  signin: ({ question, texts }) => showTrouble(question, texts.textSignin),
  refused: ({ question, texts }, entry) => showTrouble(question, entry.message || texts.textRefused),
  saved: (line, entry) => {
    line.adopt(entry.revision);
    showSaved(line.question, entry.label);
  },
  conflict: (line, entry) => {
    // Only the next choice goes on from theirs; the plain form still names what it showed, and asks.
    line.question.dataset.revision = String(entry.theirs.revision);
    const mine = { answer: entry.value, certainty: entry.certainty };
    showConflict(line.question, line.texts, mine, entry.theirs, (own) => line.choose(entry, own));
  },
};

// Only offered in secure contexts; on a plain office address the revision alone guards against doubles.
function newKey() {
  return crypto.randomUUID?.() ?? `${Date.now()}-${performance.now()}`;
}
