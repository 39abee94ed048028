// A note is saved while it is written. Without this file the button saves it.
"use strict";
(() => {
  const form = document.getElementById("muistiinpano");
  const told = document.getElementById("tallennettu");
  if (!form || !told) return;
  let timer = 0;
  let sending = false;
  let again = false;
  let stopped = false;
  let pressed = null; // the button that was pressed while a save was on its way: it waits for the answer

  const save = async () => {
    if (sending) { again = true; return; }
    sending = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(10000),
      });
      if (answer.status === 409) {
        stopped = true;
        told.textContent = told.dataset.clash;
      } else if (!answer.ok) {
        told.textContent = told.dataset.lost;
      } else {
        const kept = await answer.json();
        form.elements.seen.value = kept.version;
        form.action = kept.address;
        history.replaceState(null, "", kept.address);
        told.textContent = `${told.dataset.saved} ${kept.saved}`;
      }
    } catch {
      told.textContent = told.dataset.lost;
    } finally {
      sending = false;
      if (pressed) form.requestSubmit(pressed);
      else if (again && !stopped) { again = false; save(); }
    }
  };

  const soon = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    stopped = true;
    clearTimeout(timer);
    if (sending) { event.preventDefault(); pressed = event.submitter || form.querySelector("button"); }
  });
  // What was written before this file arrived. Never what a browser brings back on a reload or on the way back: that may
  // be older than what was saved since.
  const [arrival] = performance.getEntriesByType("navigation");
  const changed = (field) => field.defaultValue !== undefined
    && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  if (arrival?.type === "navigate" && [...form.elements].some(changed)) soon();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer && !stopped) { clearTimeout(timer); save(); }
  });
})();
