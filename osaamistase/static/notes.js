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

  const save = async () => {
    if (sending) { again = true; return; }
    sending = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
        redirect: "error",
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
      if (again && !stopped) { again = false; save(); }
    }
  };

  const soon = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  // What was written before this file arrived, or what the browser brought back on the way to an old page.
  if ([...form.elements].some((field) => field.type === "textarea" && field.value !== field.defaultValue)) soon();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer && !stopped) { clearTimeout(timer); save(); }
  });
})();
