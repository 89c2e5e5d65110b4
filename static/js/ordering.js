// Buttons and dragging for lists that are to be put in order. The lists of places stay, and stay what is sent.

export function start() {
  document.querySelectorAll("[data-ordering]").forEach((list) => new Order(list));
}

class Order {
  constructor(list) {
    this.list = list;
    this.status = made("p", { className: "govuk-visually-hidden" });
    this.status.setAttribute("role", "status");
    list.after(this.status);
    this.items().forEach((item) => this.equip(item));
    this.arrange();
    list.addEventListener("change", (event) => this.arrange(event.target));
    list.addEventListener("dragover", (event) => this.draggedOver(event));
  }

  items() {
    return [...this.list.querySelectorAll("[data-item]")];
  }

  equip(item) {
    const what = item.querySelector("label").textContent.trim();
    const buttons = made("span", { className: "resap-order__buttons" });
    buttons.append(this.button(item, -1, "↑", this.list.dataset.textUp, what), this.button(item, 1, "↓", this.list.dataset.textDown, what));
    item.append(buttons);
    item.draggable = true;
    item.addEventListener("dragstart", (event) => this.picked(item, event));
    item.addEventListener("dragend", () => this.dropped(item));
  }

  button(item, step, sign, text, what) {
    const button = made("button", { type: "button", className: "resap-order__button", textContent: sign });
    button.setAttribute("aria-label", text.replace("{what}", () => what));
    button.addEventListener("click", () => this.moved(item, step, button));
    return button;
  }

  moved(item, step, button) {
    const items = this.items();
    const other = items[items.indexOf(item) + step];
    if (other) step < 0 ? other.before(item) : other.after(item);
    button.focus();
    this.number(item);
  }

  picked(item, event) {
    this.dragged = item;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  }

  draggedOver(event) {
    const over = event.target.closest("[data-item]");
    if (!this.dragged || !over || over.parentNode !== this.list) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (over !== this.dragged) event.clientY < box.top + box.height / 2 ? over.before(this.dragged) : over.after(this.dragged);
  }

  dropped(item) {
    this.dragged = null;
    this.number(item);
  }

  // The places are those of the list as it stands now.
  number(item) {
    const items = this.items();
    items.forEach((each, index) => (each.querySelector("select").value = String(index + 1)));
    const words = { what: item.querySelector("label").textContent.trim(), place: items.indexOf(item) + 1, count: items.length };
    this.status.textContent = this.list.dataset.textMoved.replace(/\{(\w+)\}/g, (_, name) => words[name]);
    item.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Once every place is used once, the list stands in that order; the field in use keeps the focus.
  arrange(field) {
    const places = new Map(this.items().map((item) => [Number(item.querySelector("select").value), item]));
    if (places.size !== this.items().length || places.has(0)) return;
    const order = [...places.keys()].sort((one, other) => one - other).map((place) => places.get(place));
    if (order.every((item, index) => item === this.items()[index])) return;
    this.list.append(...order);
    field?.focus();
  }
}

function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
