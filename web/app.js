// The little script there is. Everything works without it; with it, typed words are kept as they are typed.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("mk-has-script");

  // --- Autosave: <form data-autosave="key" [data-autosave-to="/address"]> ---------------------------------
  // Changed fields are sent one by one as form data; while the line is down they wait in this browser.
  const lines = new Map();

  class Draft {
    constructor(form) {
      this.form = form;
      this.key = `draft:${form.dataset.autosave}`;
      this.address = form.dataset.autosaveTo;
      this.sign = form.querySelector("[data-saved]");
      this.waiting = this.read();
      this.timer = 0;
      this.delay = 700;
      this.busy = false;
      this.restore();
      form.addEventListener("input", (event) => this.typed(event.target));
      form.addEventListener("change", (event) => this.typed(event.target));
      form.addEventListener("submit", () => { this.leaving = true; });
      if (Object.keys(this.waiting).length) this.later(0);
    }

    read() {
      try { return JSON.parse(localStorage.getItem(this.key)) || {}; } catch { return {}; }
    }

    keep() {
      try {
        if (Object.keys(this.waiting).length) localStorage.setItem(this.key, JSON.stringify(this.waiting));
        else localStorage.removeItem(this.key);
      } catch { /* a full or forbidden store: the form itself still holds the words */ }
    }

    restore() {
      for (const [name, values] of Object.entries(this.waiting)) {
        for (const field of this.fields(name)) {
          if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
          else field.value = values[0] ?? "";
        }
      }
    }

    fields(name) {
      return [...this.form.elements].filter((field) => field.name === name && field.type !== "file");
    }

    typed(field) {
      if (!field.name || field.type === "file" || field.type === "password") return;
      this.waiting[field.name] = new FormData(this.form).getAll(field.name).map(String);
      this.keep();
      this.later(this.delay);
    }

    later(delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), delay);
    }

    async send() {
      if (this.busy || this.leaving || !this.address) return;
      const sent = { ...this.waiting };
      if (!Object.keys(sent).length) return;
      const body = new URLSearchParams();
      for (const [name, values] of Object.entries(sent)) {
        for (const value of values.length ? values : [""]) body.append(name, value);
      }
      this.busy = true;
      this.say("saving");
      try {
        const answer = await fetch(this.address, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        this.took(sent);
        this.delay = 700;
        this.say("saved");
      } catch {
        this.delay = Math.min(this.delay * 2, 30000);
        this.say("offline");
        this.later(this.delay);
      } finally {
        this.busy = false;
      }
      if (this.delay === 700 && Object.keys(this.waiting).length) this.later(this.delay);
    }

    // What was typed while the answer was under way stays waiting.
    took(sent) {
      for (const [name, values] of Object.entries(sent)) {
        if (JSON.stringify(this.waiting[name]) === JSON.stringify(values)) delete this.waiting[name];
      }
      this.keep();
    }

    say(state) {
      if (!this.sign) return;
      const two = (number) => String(number).padStart(2, "0");
      const now = new Date();
      const words = { saving: this.sign.dataset.saving, offline: this.sign.dataset.offline, saved: this.sign.dataset.savedAt };
      this.sign.dataset.state = state;
      this.sign.textContent = (words[state] || "").replace("{time}", `${two(now.getHours())}:${two(now.getMinutes())}`);
    }
  }

  const start = (within) => {
    for (const form of within.querySelectorAll("form[data-autosave]")) {
      if (!lines.has(form)) lines.set(form, new Draft(form));
    }
  };
  addEventListener("online", () => lines.forEach((draft) => draft.later(0)));

  // --- Small conveniences ---------------------------------------------------------------------------------
  const fillNow = (button) => {
    const field = (part) => document.getElementById(`${button.dataset.fillNow}.${part}`);
    for (const [part, value] of [["date", button.dataset.date], ["time", button.dataset.time]]) {
      const input = field(part);
      if (!input) continue;
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const copy = async (button) => {
    const text = document.getElementById(button.dataset.copy)?.textContent.trim();
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.copied;
    } catch {
      getSelection()?.selectAllChildren(document.getElementById(button.dataset.copy));
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill-now], [data-copy], [data-print]");
    if (!button) return;
    if (button.dataset.fillNow) fillNow(button);
    else if (button.dataset.copy) copy(button);
    else { event.preventDefault(); print(); }
  });

  // --- The queue by keyboard: j and k move, Enter opens, / searches ---------------------------------------
  // Only within [data-queue], never while typing; each row has one link [data-row].
  document.addEventListener("keydown", (event) => {
    const queue = document.querySelector("[data-queue]");
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!queue || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...queue.querySelectorAll("[data-row]")];
    const here = rows.indexOf(document.activeElement);
    if (event.key === "j") rows[Math.min(here + 1, rows.length - 1)]?.focus();
    else if (event.key === "k") rows[Math.max(here - 1, 0)]?.focus();
    else if (event.key === "/") document.querySelector("[data-queue-search]")?.focus();
    else return;
    event.preventDefault();
  });

  start(document);
  document.getElementById("errors")?.focus();
  document.addEventListener("htmx:after:swap", () => start(document));
})();
