// Speaks with a platform by the API of SCORM 1.2.
"use strict";
window.resapLms = (() => {
  const find = (start) => {
    for (let here = start, tries = 0; here && tries < 20; tries += 1) {
      if (here.API) return here.API;
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  };
  const began = Date.now();
  let api = null;
  let over = false;
  const set = (name, value) => api.LMSSetValue(name, String(value));
  const time = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  };
  return {
    async begin() {
      api = find(window) ?? (window.opener ? find(window.opener) : null);
      if (!api || String(api.LMSInitialize("")) !== "true") { api = null; throw new Error("no API"); }
      const status = api.LMSGetValue("cmi.core.lesson_status");
      if (["not attempted", "unknown", ""].includes(status)) set("cmi.core.lesson_status", "incomplete");
      api.LMSCommit("");
    },
    report({ result, complete }) {
      if (!api || over || !result) return;
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      set("cmi.core.score.raw", Math.round(result.score * 100));
      if (complete) set("cmi.core.lesson_status", result.passed ? "passed" : "failed");
      api.LMSCommit("");
    },
    end() {
      if (!api || over) return;
      over = true;
      set("cmi.core.session_time", time());
      api.LMSCommit("");
      api.LMSFinish("");
    },
  };
})();
