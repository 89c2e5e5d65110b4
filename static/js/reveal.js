// Lets people see the password they type; the sentences come from the template.

export function start() {
  document.querySelectorAll("[data-reveal]").forEach(addButton);
}

function addButton(wrapper) {
  const input = wrapper.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary govuk-password-input__toggle";
  button.setAttribute("aria-controls", input.id);
  wrapper.append(button);

  const show = (visible) => {
    const way = visible ? "Hide" : "Show";
    input.type = visible ? "text" : "password";
    button.textContent = wrapper.dataset[`text${way}`];
    button.setAttribute("aria-label", wrapper.dataset[`text${way}Label`]);
  };
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  // The browser must store and send a password, never a visible text field.
  input.form?.addEventListener("submit", () => show(false));
}
