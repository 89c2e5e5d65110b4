// Saves every answer as soon as it is given, and says "saved" only in the server's own words.
// Each question has its own line of sending, so that answers arrive in the order in which they were given.
import { answerOf, certaintyOf, questionOf, sameAnswer } from "./answers.js";
import { showConflict, showSaved, showTrouble, showWaiting } from "./saved.js";

const SETTLE = 250;
const TYPING = 1500;
const TIMEOUT = 15000;
const PAUSES = [1000, 2000, 4000, 8000, 16000, 30000];
const LAST_CHANCE = 5000;

export function start() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
}

function watch(form) {
  const lines = new Map();
  let leaving = false;
  for (const question of form.querySelectorAll("[data-save-url]")) {
    lines.set(question, new Line(form, question));
  }
  const busy = () => [...lines.values()].filter((line) => line.unsaved);

  const lineOf = (event) => lines.get(questionOf(event.target));
  form.addEventListener("change", (event) => lineOf(event)?.changed());
  // Written words are saved at a pause in the typing, not only when the field is left.
  form.addEventListener("input", (event) => {
    if (event.target.matches("input[type=text], textarea")) lineOf(event)?.changed(TYPING);
  });
  addEventListener("online", () => busy().forEach((line) => line.hurry()));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (!leaving && busy().length) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (!busy().length) return void (leaving = true);
    // Answers still on their way go first, so that the form does not carry an outdated revision.
    event.preventDefault();
    const button = event.submitter;
    settle(busy()).then(() => {
      if (busy().length && !navigator.onLine) return;
      lines.forEach((line) => line.stop());
      leaving = true;
      form.requestSubmit(button);
    });
  });
}

function settle(lines) {
  lines.forEach((line) => line.hurry());
  const late = new Promise((resolve) => setTimeout(resolve, LAST_CHANCE));
  return Promise.race([late, Promise.all(lines.map((line) => line.whenIdle()))]);
}

class Line {
  constructor(form, question) {
    this.form = form;
    this.question = question;
    this.revision = Number(question.dataset.revision);
    this.unsaved = false;
    this.sending = false;
    this.tries = 0;
    this.waiting = [];
  }

  changed(pause = SETTLE) {
    this.unsaved = true;
    this.key = newKey();
    this.tries = 0;
    showWaiting(this.question, this.form.dataset.textSaving);
    this.later(pause);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  hurry() {
    this.tries = 0;
    this.later(0);
  }

  stop() {
    clearTimeout(this.timer);
    this.unsaved = false;
  }

  whenIdle() {
    return new Promise((resolve) => (this.unsaved ? this.waiting.push(resolve) : resolve()));
  }

  async send() {
    if (!this.unsaved || this.sending) return;
    this.sending = true;
    const answer = answerOf(this.question);
    const sure = certaintyOf(this.question);
    const key = this.key;
    let reply = null;
    try {
      reply = await put(this.question.dataset.saveUrl, { answer, revision: this.revision, ...sure }, key);
    } catch {
      // No reply at all: the line is down or too slow.
    }
    this.sending = false;
    await this.received(reply, { answer, ...sure }, key);
  }

  async received(reply, sent, key) {
    const outcome = outcomeOf(reply);
    if (outcome === "again") return this.again(reply);
    const body = await reply.json().catch(() => ({}));
    const ends = {
      saved: () => this.saved(body, key),
      conflict: () => this.conflict(body, sent, key),
      signin: () => this.refused("textSignin"),
      refused: () => this.refused("textRefused", body.message),
    };
    ends[outcome]();
  }

  saved(body, key) {
    this.adopt(body.revision);
    // Another answer was given while this one was on its way: it follows now.
    if (key !== this.key) return this.later(0);
    this.done();
    showSaved(this.question, body.saved_label);
  }

  conflict(body, sent, key) {
    const theirs = body.current ?? body;
    // Our own answer, whose reply was lost on the way: it is saved.
    if (sameAnswer(theirs.answer, sent.answer) && (sent.certainty ?? theirs.certainty) === theirs.certainty) return this.saved(theirs, key);
    this.adopt(theirs.revision);
    this.done();
    showConflict(this.question, this.form.dataset, sent, theirs);
  }

  refused(sentence, fromServer) {
    this.done();
    showTrouble(this.question, fromServer || this.form.dataset[sentence]);
  }

  again(reply) {
    const asked = Number(reply?.headers.get("Retry-After")) * 1000;
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    showTrouble(this.question, navigator.onLine ? this.form.dataset.textRetry : this.form.dataset.textOffline);
    this.later(asked || pause);
  }

  adopt(revision) {
    if (!Number.isInteger(revision)) return;
    this.revision = revision;
    this.question.dataset.revision = String(revision);
    const field = this.question.querySelector("[data-revision-input]");
    if (field) field.value = String(revision);
  }

  done() {
    this.unsaved = false;
    this.waiting.splice(0).forEach((resolve) => resolve());
  }
}

function put(url, body, key) {
  const headers = {
    "Content-Type": "application/json",
    Accept: "application/json",
    "X-CSRFToken": document.querySelector("meta[name=csrf-token]")?.content ?? "",
  };
  if (key) headers["Idempotency-Key"] = key;
  const brake = new AbortController();
  const timer = setTimeout(() => brake.abort(), TIMEOUT);
  // A redirect means the sign-in page; following it would look like success.
  return fetch(url, { method: "PUT", headers, body: JSON.stringify(body), redirect: "manual", signal: brake.signal }).finally(() => clearTimeout(timer));
}

function outcomeOf(reply) {
  if (!reply || reply.status >= 500 || reply.status === 429 || reply.status === 408) return "again";
  if (reply.ok) return "saved";
  if (reply.type === "opaqueredirect" || reply.status === 401) return "signin";
  return reply.status === 409 ? "conflict" : "refused";
}

// Only offered in secure contexts; on a plain office address the revision alone guards against doubles.
function newKey() {
  return crypto.randomUUID?.() ?? `${Date.now()}-${performance.now()}`;
}
