// Saves each answer as it is given. Without this file every page's own button saves all of it.
"use strict";
(function () {
  const form = document.querySelector("form[data-save]");
  if (!form || !window.fetch) return;
  const said = document.getElementById("saved");
  const field = (name) => form.elements[name];
  const seen = JSON.parse(field("seen").value || "{}"); // place → [version, digest]
  const unsent = new Map(); // field name → value, until the server has it
  const shelf = "unsent " + form.dataset.save + location.pathname; // of this tab alone, gone when it is closed
  let busy = false, timer = 0, gap = 0;

  function place(name) {
    const at = name.lastIndexOf("_");
    return { subject: name.slice(2, at), rating: name.slice(at + 1) };
  }

  // A line that is read aloud: the same words are not said again for each answer of a minute.
  function tell(text, failed) {
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("failed", failed);
  }

  function remember() {
    try {
      const kept = [...unsent].map(([name, value]) => [name, value, seen[name.slice(2)] || [0, ""]]);
      if (kept.length) sessionStorage.setItem(shelf, JSON.stringify(kept));
      else sessionStorage.removeItem(shelf);
    } catch { /* a browser that keeps nothing: the page itself still does */ }
  }

  function learn(name, told) {
    seen[name.slice(2)] = [told.version, told.digest];
    field("seen").value = JSON.stringify(seen);
  }

  function request(name, value) {
    field("turn").value = Number(field("turn").value) + 1;
    const known = { [name.slice(2)]: seen[name.slice(2)] || [0, ""] };
    const body = new URLSearchParams({
      ...place(name), value, page: field("page").value, turn: field("turn").value, seen: JSON.stringify(known),
    });
    return fetch(form.dataset.save, {
      method: "POST",
      keepalive: true, // the last words are sent even if the page is left at once
      body,
      headers: { "X-CSRFToken": field("csrf_token").value, Accept: "application/json" },
    });
  }

  async function save(name, value, again) {
    const answer = await request(name, value);
    if (answer.status >= 500) throw new Error("away");
    const told = await answer.json();
    if (answer.status === 400 && told.csrf_token && !again) {
      field("csrf_token").value = told.csrf_token; // the page was open so long that its permit ran out: a new one
      return save(name, value, true);
    }
    if (answer.ok) {
      learn(name, told);
      tell(form.dataset.saved.replace("{time}", told.saved) + reveal(told), false);
    } else {
      tell("kept" in told ? form.dataset.clash : told.error || form.dataset.failed, true);
      if ("kept" in told) choose(name, told);
    }
    if (unsent.get(name) === value) unsent.delete(name);
    remember();
  }

  function reveal(told) {
    const more = document.getElementById("lisaa");
    if (!more || !("open" in told) || more.hidden === !told.open) return "";
    more.hidden = !told.open;
    return told.open ? ". " + form.dataset.opened : "";
  }

  // Something newer stands there: both are shown, and the person says which one stays.
  function choose(name, told) {
    const near = form.querySelector(`fieldset[id="${name}"]`) || form.querySelector(`[id="${name}"]`).parentElement;
    near.querySelector(".choose")?.remove();
    const box = document.createElement("div");
    box.className = "choose notice warm";
    box.setAttribute("role", "alert"); // said aloud; the focus stays where the person is writing
    const words = document.createElement("p");
    words.textContent = told.error;
    box.append(words);
    for (const [label, mine] of [[form.dataset.theirs, false], [form.dataset.mine, true]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button second small";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        learn(name, told);
        if (mine) return later(name, now(name), 0);
        unsent.delete(name);
        remember();
        put(name, told.kept);
        tell("", false);
      });
      box.append(button);
    }
    near.append(box);
  }

  function now(name) {
    return form.elements[name].value; // a group of radio buttons has the value of the one that is checked
  }

  function put(name, value) {
    const at = form.elements[name];
    if (at instanceof RadioNodeList) for (const one of at) one.checked = one.value === value;
    else if (at) at.value = value;
  }

  async function send() {
    if (busy) return;
    busy = true;
    try {
      while (unsent.size) await save(...unsent.entries().next().value);
      gap = 0;
    } catch {
      tell(form.dataset.failed, true);
      gap = Math.min(30000, gap ? gap * 2 : 1000);
      timer = setTimeout(send, gap);
    }
    busy = false;
  }

  function later(name, value, wait) {
    unsent.delete(name);
    unsent.set(name, value);
    remember();
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  window.addEventListener("pagehide", () => {
    for (const [name, value] of unsent) save(name, value).catch(() => {});
  });
  window.addEventListener("online", send);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    field("turn").value = Number(field("turn").value) + 1; // later than any save still under way
  });

  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (name.startsWith("q_")) later(name, value, 0);
  });
  form.addEventListener("input", (event) => {
    const at = event.target;
    if (at.name.startsWith("q_") && at.type !== "radio") later(at.name, at.value, 1200);
  });

  // At the table: a number answers the question that has the focus, and the next one gets it.
  if ("quickKeys" in form.dataset) {
    form.addEventListener("keydown", (event) => {
      if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
      const wanted = [...form.elements[event.target.name]].find((one) => one.value === event.key);
      if (!wanted) return;
      event.preventDefault();
      wanted.checked = true;
      wanted.dispatchEvent(new Event("change", { bubbles: true }));
      const questions = [...form.querySelectorAll("fieldset")].filter((one) => one.offsetParent);
      const next = questions[questions.indexOf(wanted.closest("fieldset")) + 1];
      (next?.querySelector("input:checked") || next?.querySelector("input") || wanted).focus();
    });
  }

  tell(form.dataset.ready, false);

  // What this tab could not send before it was reloaded is put back and sent now, with what it had seen then: where
  // something newer stands by now, the person is asked.
  try {
    for (const [name, value, then] of JSON.parse(sessionStorage.getItem(shelf) || "[]")) {
      put(name, value);
      seen[name.slice(2)] = then;
      later(name, value, 0);
    }
  } catch { /* nothing kept */ }
})();
