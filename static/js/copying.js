// A button that copies a text for the unit's group. Without it the text can be marked and copied by hand.

export function start() {
  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copies]").forEach((button) => {
    const text = document.getElementById(button.dataset.copies);
    const said = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        said.textContent = button.dataset.copied;
      } catch {
        text.select();
        said.textContent = button.dataset.byHand;
      }
    });
  });
}
