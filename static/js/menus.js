// The menus are native <details>; this closes them with Escape, by a press elsewhere, and when the focus moves on.

export function start() {
  const menus = [...document.querySelectorAll("details[data-menu]")];
  const closeAll = (except) => menus.forEach((menu) => menu !== except && menu.removeAttribute("open"));

  document.addEventListener("click", (event) => closeAll(event.target.closest("details[data-menu]")));
  document.addEventListener("focusin", (event) => closeAll(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
}
