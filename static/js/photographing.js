// Sends photographs of a visit through the outbox. Each is drawn anew and smaller here: what the camera wrote about
// place, time and device stays behind, and it fits a weak line. The server examines and cleans it once more.
import { hurry, join, outbox } from "./sending.js";

const QUESTION = "foto-";
const LONGEST = 1600;
const QUALITY = 0.82;
// A photograph needs more time on a weak line than an answer.
const PATIENCE = 90000;

export function start() {
  document.querySelectorAll("form[data-photo-url]").forEach(watch);
}

async function watch(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(form);
  });
  await join();
  outbox.listen((entry, phase) => isOf(form, entry) && show(form, entry, phase));
  for (const entry of await mine(form)) await show(form, entry, entry.state);
  await hurry();
}

async function keep(form) {
  const { berkas, keterangan, tanpa_wajah: nobody } = form.elements;
  const missing = [berkas, keterangan].find((field) => !field.value.trim()) ?? (nobody.checked ? null : nobody);
  if (missing) {
    say(form, form.dataset.textIncomplete, "trouble");
    return missing.focus();
  }
  if (form.dataset.held) return;
  form.dataset.held = "yes";
  try {
    await put(form, keterangan.value.trim(), await small(berkas.files[0]));
  } catch (error) {
    return say(form, error instanceof TypeError ? form.dataset.textUnreadable : form.dataset.textElsewhere, "trouble");
  } finally {
    delete form.dataset.held;
  }
  form.reset();
  await hurry();
}

async function put(form, caption, picture) {
  const { visit, photoUrl } = form.dataset;
  const key = crypto.randomUUID?.() ?? `${Date.now()}-${picture.length}`;
  const value = { keterangan: caption, tanpa_wajah: "y", berkas: picture };
  await outbox.put({ attempt: visit, question: QUESTION + key, url: photoUrl, value, fields: [], anyOrder: false, revision: 0, key, at: Date.now(), patience: PATIENCE });
}

// The picture as a small JPEG in base64; TypeError where it is none that this browser can draw.
async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new TypeError("no picture");
  });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL("image/jpeg", QUALITY).split(",")[1];
}

const mine = async (form) => (await outbox.all()).filter((entry) => isOf(form, entry)).sort((a, b) => a.at - b.at);
const isOf = (form, entry) => entry.attempt === form.dataset.visit && entry.question.startsWith(QUESTION);

async function show(form, entry, phase) {
  const { dataset } = form;
  if (phase === "saved") {
    say(form, `${entry.value.keterangan}: ${entry.label || dataset.textSaved}`, "saved");
    await outbox.remove(entry);
  } else if (phase === "signin") say(form, dataset.textSignin, "trouble");
  else if (phase === "waiting" || phase === "away") say(form, outbox.kept ? dataset.textKept : dataset.textOpen, "trouble");
  else if (phase === "refused") say(form, dataset.textRefused, "trouble");
  await list(form);
}

// What still waits, and what was not taken with the reason; only the person drops it.
async function list(form) {
  const box = form.querySelector("[data-photo-list]");
  const left = (await mine(form)).filter((entry) => entry.state !== "saved");
  box.replaceChildren(...left.map((entry) => line(form, entry)));
  box.hidden = !left.length;
}

function line(form, entry) {
  const made = document.createElement("li");
  const why = entry.state === "refused" ? entry.message || form.dataset.textRefused : form.dataset[outbox.kept ? "textKept" : "textOpen"];
  made.append(`${entry.value.keterangan}: ${why} `);
  if (entry.state === "refused") made.append(dropping(form, entry));
  return made;
}

function dropping(form, entry) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "resap-linkbutton";
  button.textContent = form.dataset.textDrop;
  button.addEventListener("click", async () => {
    await outbox.remove(entry);
    say(form, "", "");
    await list(form);
  });
  return button;
}

function say(form, text, state) {
  const line = form.querySelector("[data-photo-status]");
  line.dataset.state = state;
  if (line.textContent !== text) line.textContent = text;
}
