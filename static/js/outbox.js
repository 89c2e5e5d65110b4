// The outbox: every answer from the moment it is given until the server has called it saved, and what became of it.
// A plain script and not a module, because the service worker runs it too; it offers itself as self.resapOutbox.
// It knows nothing of kinds of questions: a value is JSON, and the fields that show it are names and values of inputs.
//
// An entry: person, attempt, question, url, value, fields, anyOrder, revision (on which it was given), at, key, patience (ms), and
//   state     waiting · saved (label) · conflict (theirs) · refused (message)
//   tried     it was sent at least once, so it may have arrived although no reply did
//   before    values sent earlier on the same revision whose replies never came
(() => {
  const NAME = "resap";
  const CHANNEL = "resap-outbox";
  const TIMEOUT = 15000;
  const KEPT_FOR = 14 * 24 * 3600 * 1000;
  const TURNS = 5;
  const channel = "BroadcastChannel" in self ? new BroadcastChannel(CHANNEL) : null;
  let opened = null;

  class SomebodyElse extends Error {}

  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("answers", { keyPath: ["person", "attempt", "question"] });
        request.result.createObjectStore("who");
      };
      request.onsuccess = () => {
        const base = request.result;
        const letGo = () => (opened = null);
        base.onclose = letGo;
        // Another page wipes everything: it waits for us to let go.
        base.onversionchange = () => {
          base.close();
          letGo();
        };
        resolve(base);
      };
      request.onerror = () => reject(request.error);
    }).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function work(mode, job) {
    const deed = (await open()).transaction(["answers", "who"], mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      deed.oncomplete = resolve;
      deed.onabort = () => reject(deed.error);
    });
    const result = await job(deed.objectStore("answers"), deed.objectStore("who"));
    await done;
    return result;
  }

  // On the person's own device: on disk, seen by all tabs and by the service worker.
  const disk = (person) => ({
    all: () => work("readonly", async (answers) => (await asked(answers.getAll())).filter((each) => each.person === person)),
    change: ([attempt, question], edit) =>
      work("readwrite", async (answers, who) => {
        if ((await asked(who.get("person"))) !== person) throw new SomebodyElse();
        const old = await asked(answers.get([person, attempt, question]));
        const entry = edit(old);
        if (entry) answers.put(entry);
        if (entry === null) answers.delete([person, attempt, question]);
        return entry === undefined ? old : entry;
      }),
    join: () =>
      work("readwrite", async (answers, who) => {
        who.put(person, "person");
        for (const each of await asked(answers.getAll())) {
          const foreign = each.person !== person || Date.now() - each.at > KEPT_FOR;
          if (foreign) answers.delete([each.person, each.attempt, each.question]);
        }
      }),
  });

  // On a shared device: in this page only, gone with it.
  const memory = (entries = new Map()) => ({
    all: async () => [...entries.values()],
    change: async (id, edit) => {
      const old = entries.get(String(id));
      const entry = edit(old);
      if (entry) entries.set(String(id), entry);
      if (entry === null) entries.delete(String(id));
      return entry === undefined ? old : entry;
    },
    join: async () => {},
    forget: () => entries.clear(),
  });

  // `disk` may fail where a browser is told to keep nothing; the page then keeps its answers itself.
  class Outbox {
    constructor(person, kept) {
      this.person = person;
      this.kept = kept && "indexedDB" in self;
      this.store = this.kept ? disk(person) : memory();
      this.listeners = [];
      this.chain = Promise.resolve();
    }

    async join() {
      try {
        await this.store.join();
      } catch {
        this.kept = false;
        this.store = memory();
      }
    }

    all() {
      return this.store.all();
    }

    async waiting() {
      return (await this.all()).filter((each) => each.state === "waiting").sort((a, b) => a.at - b.at);
    }

    forget() {
      this.store.forget?.();
    }

    // The newest answer to a question takes the place of one that still waits, and goes on from its revision.
    async put(given) {
      const entry = await this.store.change([given.attempt, given.question], (old) => {
        const waits = old?.state === "waiting";
        const before = waits ? [...old.before, ...(old.tried ? [old.value] : [])] : [];
        const revision = waits ? old.revision : given.revision;
        // The time of an answer that was never sent was spent on this question too.
        const spent = (waits ? old.spent ?? 0 : 0) + (given.spent ?? 0);
        return { ...given, person: this.person, revision, before, spent, state: "waiting", tried: false };
      });
      this.tell(entry, "waiting");
    }

    // One question's entry is done with: seen on the page, dismissed, or chosen away.
    remove(entry) {
      return this.store.change([entry.attempt, entry.question], (now) => (now?.key === entry.key ? null : undefined));
    }

    listen(listener) {
      this.listeners.push(listener);
      channel?.addEventListener("message", ({ data }) => {
        if (this.kept && data.entry?.person === this.person) listener(data.entry, data.phase);
      });
    }

    tell(entry, phase) {
      this.listeners.forEach((listener) => listener(entry, phase));
      if (this.kept) channel?.postMessage({ entry, phase });
    }

    // Sends what waits, in the order in which it was given. One sender at a time, over all tabs and the worker.
    // Answers null, or why it stopped: {away, pause} when there is no line, {signin} when the session is over.
    flush() {
      const next = () => (this.kept && navigator.locks ? navigator.locks.request(NAME, () => this.send()) : this.send());
      this.chain = this.chain.then(next, next);
      return this.chain;
    }

    async send() {
      for (const entry of await this.waiting()) {
        const stopped = await this.deliver([entry.attempt, entry.question]);
        if (stopped) return this.stop(stopped);
      }
      return null;
    }

    async stop(why) {
      for (const entry of await this.waiting()) this.tell(entry, why.away ? "away" : "signin");
      return why;
    }

    async deliver(id) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const sent = await this.store.change(id, (now) => (now?.state === "waiting" ? { ...now, tried: true } : undefined));
        if (sent?.state !== "waiting") return null;
        this.tell(sent, "sending");
        const reply = await request(sent);
        const outcome = outcomeOf(reply);
        if (outcome === "away" || outcome === "signin") {
          return { [outcome]: true, reached: reply !== null, pause: Number(reply?.headers.get("Retry-After")) * 1000 };
        }
        const body = await reply.json().catch(() => ({}));
        const now = await this.store.change(id, (current) => current && become(current, sent, outcome, body));
        if (now) this.tell(now, now.state);
      }
      return null;
    }
  }

  // What an entry becomes by a reply to it; `now` may hold a newer answer that was given meanwhile.
  function become(now, sent, outcome, body) {
    const newer = now.key !== sent.key;
    const onward = { ...now, before: [], tried: false };
    if (outcome === "saved") {
      if (newer) return { ...onward, revision: body.revision };
      return { ...onward, state: "saved", revision: body.revision, label: body.saved_label };
    }
    if (outcome === "conflict" && Number.isInteger(body.revision)) {
      // Our own answer, whose reply got lost on its way, is no conflict: we go on from its revision.
      const surely = sent.certainty === undefined || sent.certainty === (body.certainty ?? undefined);
      const ours = surely && [sent.value, ...sent.before].some((value) => same(value, body.answer, sent.anyOrder));
      if (ours) return { ...onward, revision: body.revision };
      return { ...onward, state: "conflict", theirs: { revision: body.revision, answer: body.answer, certainty: body.certainty } };
    }
    return newer ? onward : { ...onward, state: "refused", message: body.message ?? "", closed: outcome === "conflict" };
  }

  function same(one, other, anyOrder) {
    const plain = (value) => {
      if (Array.isArray(value)) return anyOrder ? [...value].sort() : value;
      if (value && typeof value === "object") return Object.entries(value).sort();
      return value ?? [];
    };
    return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
  }

  function outcomeOf(reply) {
    if (!reply || reply.status >= 500 || reply.status === 429 || reply.status === 408) return "away";
    if (reply.ok) return "saved";
    if (reply.type === "opaqueredirect" || reply.status === 401) return "signin";
    return reply.status === 409 ? "conflict" : "refused";
  }

  async function request({ url, value, revision, key, person, spent, certainty, patience }) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": key, "Resap-Person": person };
    // Where the browser does not say that a request is our own, the page's token does.
    const token = self.document?.querySelector("meta[name=csrf-token]")?.content;
    if (token) headers["X-CSRFToken"] = token;
    const brake = new AbortController();
    const timer = setTimeout(() => brake.abort(), patience ?? TIMEOUT);
    try {
      // A redirect means the sign-in page; following it would look like success.
      return await fetch(url, { method: "PUT", headers, body: JSON.stringify({ answer: value, revision, spent_ms: spent, certainty }), redirect: "manual", signal: brake.signal });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  self.resapOutbox = {
    of: (person, kept) => new Outbox(person, kept),
    // The person who last used this device as their own, or null.
    who: () => work("readonly", async (_answers, who) => (await asked(who.get("person"))) ?? null),
    // Blocked means that another tab is about to let go; the browser then goes on by itself.
    wipe: () =>
      new Promise((resolve) => {
        if (!("indexedDB" in self)) return resolve();
        const request = indexedDB.deleteDatabase(NAME);
        request.onsuccess = request.onerror = request.onblocked = resolve;
      }),
  };
})();
