// A place in a picture chooses its radio, and shows which radio is chosen or has the focus. The radios do everything by themselves.

export function start() {
  document.querySelectorAll("[data-hotspot]").forEach(connect);
}

function connect(picture) {
  const places = [...picture.querySelectorAll("[data-place]")];
  const question = picture.closest("fieldset");
  const radios = [...question.querySelectorAll("input[type=radio]")];
  const radioOf = (place) => radios.find((radio) => radio.value === place.dataset.place);

  const show = () => {
    for (const place of places) {
      const radio = radioOf(place);
      place.classList.toggle("resap-hotspot__place--chosen", radio.checked);
      place.classList.toggle("resap-hotspot__place--focus", radio.matches(":focus-visible"));
    }
  };
  for (const place of places) {
    place.addEventListener("click", () => {
      const radio = radioOf(place);
      radio.focus({ preventScroll: true });
      radio.click();
    });
  }
  picture.classList.add("resap-hotspot--live");
  for (const happening of ["change", "focusin", "focusout"]) question.addEventListener(happening, () => requestAnimationFrame(show));
  show();
}
