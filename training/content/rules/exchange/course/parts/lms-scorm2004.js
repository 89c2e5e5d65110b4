// Speaks with a platform by the API of SCORM 2004 (IEEE 1484.11.2).
"use strict";
window.resapLms = (() => {
  const find = (start) => {
    for (let here = start, tries = 0; here && tries < 20; tries += 1) {
      if (here.API_1484_11) return here.API_1484_11;
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  };
  const began = Date.now();
  let api = null;
  let over = false;
  const set = (name, value) => api.SetValue(name, String(value));
  return {
    async begin() {
      api = find(window) ?? (window.opener ? find(window.opener) : null);
      if (!api || String(api.Initialize("")) !== "true") { api = null; throw new Error("no API"); }
      if (api.GetValue("cmi.completion_status") !== "completed") set("cmi.completion_status", "incomplete");
      api.Commit("");
    },
    report({ result, complete, seen, of }) {
      if (!api || over) return;
      set("cmi.progress_measure", ((seen + (result ? 1 : 0)) / (of + 1)).toFixed(2));
      if (result) {
        set("cmi.score.min", 0);
        set("cmi.score.max", 100);
        set("cmi.score.raw", Math.round(result.score * 100));
        set("cmi.score.scaled", result.score.toFixed(4));
        set("cmi.success_status", result.passed ? "passed" : "failed");
      }
      if (complete) set("cmi.completion_status", "completed");
      api.Commit("");
    },
    end() {
      if (!api || over) return;
      over = true;
      set("cmi.session_time", `PT${Math.floor((Date.now() - began) / 1000)}S`);
      set("cmi.exit", "");
      api.Commit("");
      api.Terminate("");
    },
  };
})();
