// Saves each answer as it is given. Without this file every page's own button saves all of it.
"use strict";
(function () {
  const form = document.querySelector("form[data-save]");
  if (!form || !window.fetch) return;
  const said = document.getElementById("saved");
  const waiting = new Map();
  let queue = Promise.resolve();

  function place(name) {
    const at = name.lastIndexOf("_");
    return { subject: name.slice(2, at), rating: name.slice(at + 1) };
  }

  function tell(text, failed) {
    said.textContent = text;
    said.classList.toggle("failed", failed);
  }

  async function save(name, value) {
    const body = new URLSearchParams({ ...place(name), value });
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        keepalive: true, // the last words are sent even if the page is left at once
        body,
        headers: { "X-CSRFToken": form.elements.csrf_token.value, Accept: "application/json" },
      });
      const told = await answer.json();
      if (answer.ok && told.moment) form.elements.drawn.value = told.moment;
      if (answer.ok) tell(form.dataset.saved.replace("{time}", told.saved), false);
      else tell(told.error || form.dataset.failed, true);
    } catch {
      tell(form.dataset.failed, true);
    }
  }

  function soon(name, value, wait) {
    if (waiting.has(name)) clearTimeout(waiting.get(name).timer);
    const send = () => {
      waiting.delete(name);
      queue = queue.then(() => save(name, value));
    };
    waiting.set(name, { timer: setTimeout(send, wait), value });
  }

  window.addEventListener("pagehide", () => {
    for (const [name, { timer, value }] of waiting) {
      clearTimeout(timer);
      save(name, value);
    }
    waiting.clear();
  });

  form.addEventListener("change", (event) => {
    if (event.target.name.startsWith("q_")) soon(event.target.name, event.target.value, 0);
  });
  form.addEventListener("input", (event) => {
    if (event.target.tagName === "TEXTAREA") soon(event.target.name, event.target.value, 1200);
  });
})();
