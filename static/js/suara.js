// Reads a question aloud with the voice of the browser; without one the button stays hidden.
const voice = globalThis.speechSynthesis;

function speak(words) {
  voice.cancel();
  const said = new SpeechSynthesisUtterance(words);
  said.lang = "id-ID";
  said.rate = 0.9;
  const indonesian = voice.getVoices().find((each) => each.lang.replace("_", "-").toLowerCase().startsWith("id"));
  if (indonesian) said.voice = indonesian;
  voice.speak(said);
}

if (voice && globalThis.SpeechSynthesisUtterance) {
  document.querySelectorAll("[data-say]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => speak(button.dataset.say));
  });
}
