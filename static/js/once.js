// A POST form is sent once, however often the button is pressed on a slow line.

// A download leaves the page standing, so the lock opens again by itself.
const LOCKED_FOR = 8000;

export function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Another module may have stopped this submit to send it again later.
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    lock(form);
    setTimeout(() => unlock(form), LOCKED_FOR);
  });
  // A page that comes back from the browser's cache must be usable.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(unlock));
}

function lock(form) {
  form.dataset.sending = "yes";
  // aria-disabled and not disabled: a disabled button would drop its own name and value from the form.
  form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-disabled", "true"));
}

function unlock(form) {
  delete form.dataset.sending;
  form.querySelectorAll("button[type=submit]").forEach((button) => button.removeAttribute("aria-disabled"));
}
