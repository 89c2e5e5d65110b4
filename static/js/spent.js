// How long a person spent on an answer: the time in which this page was visible since the answer before it.
// Call spent() once when an answer is given and keep the number with that answer, however often it is sent;
// it goes out as spent_ms. It is the page's own word: the server uses it for effort and for nothing else.
const LONGEST = 3600000;
let gathered = 0;
let since = document.hidden ? null : performance.now();

document.addEventListener("visibilitychange", () => {
  gathered = visible();
  since = document.hidden ? null : performance.now();
});

export function spent() {
  const whole = Math.min(Math.round(visible()), LONGEST);
  gathered = 0;
  since = document.hidden ? null : performance.now();
  return whole;
}

function visible() {
  return since === null ? gathered : gathered + performance.now() - since;
}
