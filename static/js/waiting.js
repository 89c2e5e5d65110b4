// Says which answers on this device still wait, met another one, or came too late, with a way to them.
import { join, outbox } from "./sending.js";

const STATES = ["waiting", "conflict", "refused"];

export async function start() {
  const box = document.querySelector("[data-waiting]");
  await join();
  const show = async () => render(box, await outbox.all());
  outbox.listen((_entry, phase) => phase !== "sending" && show());
  await show();
}

function render(box, entries) {
  box.replaceChildren(...STATES.flatMap((state) => part(box, state, entries.filter((each) => each.state === state))));
  box.hidden = !box.childElementCount;
}

function part(box, state, entries) {
  if (!entries.length) return [];
  const line = element("p", "govuk-body", `${box.dataset[`text${capital(state)}`]} ${entries.length}. `);
  if (state === "refused") line.append(dismissal(box, entries));
  else line.append(...[...new Set(entries.map(page))].map((address) => way(box, address)));
  return [line];
}

// The page on which an entry was written: its address begins that of the door that it waits for.
function page({ url }) {
  return url.replace(/\/(jawaban\/[^/]*|lembar|perbaikan|temuan|foto)$/, "");
}

function way(box, address) {
  const link = element("a", "govuk-link", box.dataset.textOpen);
  link.href = address;
  return link;
}

function dismissal(box, entries) {
  const button = element("button", "resap-linkbutton", box.dataset.textDismiss);
  button.type = "button";
  button.addEventListener("click", async () => {
    await Promise.all(entries.map((entry) => outbox.remove(entry)));
    render(box, await outbox.all());
  });
  return button;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
