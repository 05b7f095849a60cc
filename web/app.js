// The little script there is. Everything works without it; with it, typed words are kept as they are typed.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("mk-has-script");

  // --- Autosave: <form data-autosave="key" [data-autosave-to="/address"]> ---------------------------------
  // A changed question is sent as a whole, with the version that was seen (`base`) and the name of who
  // writes (`writer`); while the line is down it waits in this browser. Where somebody else wrote
  // meanwhile, the answer brings the other text, and both are shown.
  const lines = new Map();
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  class Draft {
    constructor(form) {
      this.form = form;
      this.key = `draft:${form.dataset.autosave}`;
      this.address = form.dataset.autosaveTo;
      this.sign = form.querySelector("[data-saved]");
      this.writer = form.querySelector("input[name=writer]");
      this.waiting = this.read(this.key) || {};
      this.timer = 0;
      this.delay = 700;
      this.busy = false;
      this.remain();
      this.restore();
      form.addEventListener("input", (event) => this.typed(event.target));
      form.addEventListener("change", (event) => this.typed(event.target));
      form.addEventListener("submit", () => { this.leaving = true; });
      if (Object.keys(this.waiting).length) this.later(0);
    }

    read(key) {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    }

    write(key, value) {
      try {
        if (value && Object.keys(value).length) localStorage.setItem(key, JSON.stringify(value));
        else localStorage.removeItem(key);
      } catch { /* a full or forbidden store: the form itself still holds the words */ }
    }

    // This browser stays the same writer over several pages, so that it never collides with itself.
    remain() {
      if (!this.writer) return;
      const known = this.read(`${this.key}:writer`);
      if (typeof known === "string") this.writer.value = known;
      else this.write(`${this.key}:writer`, this.writer.value);
    }

    restore() {
      for (const [question, { base, pairs }] of Object.entries(this.waiting)) {
        const box = this.box(question);
        if (same(this.pairs(box, question), pairs)) { delete this.waiting[question]; continue; }
        const left = pairs.map((pair) => [...pair]);
        for (const field of this.fields(box, question)) {
          const ticked = field.type === "radio" || field.type === "checkbox";
          const at = left.findIndex(([name, value]) => name === field.name && (!ticked || value === field.value));
          if (ticked) field.checked = at >= 0;
          else field.value = at >= 0 ? left[at][1] : "";
          if (at >= 0) left.splice(at, 1);
        }
        const seen = this.base(question);
        if (seen && base) seen.value = base;
        box?.closest("details")?.setAttribute("open", "");
      }
      this.write(this.key, this.waiting);
    }

    box(question) { return this.form.querySelector(`[data-question="${CSS.escape(question)}"]`); }
    base(question) { return this.form.querySelector(`[data-base="${CSS.escape(question)}"]`); }

    fields(box, name) {
      const ours = (field) => field.name && field.name !== "base" && !["file", "password", "submit", "button"].includes(field.type);
      if (!box) return [...this.form.elements].filter((field) => ours(field) && field.name === name);
      return [...this.form.elements].filter((field) => ours(field) && box.contains(field));
    }

    pairs(box, name) {
      const pairs = [];
      for (const field of this.fields(box, name)) {
        const ticks = field.type === "radio" || field.type === "checkbox";
        if (!ticks || field.checked) pairs.push([field.name, field.value]);
      }
      return pairs;
    }

    typed(field) {
      if (!field.name || field.type === "file" || field.type === "password") return;
      const box = field.closest("[data-question]");
      const question = box?.dataset.question || field.name;
      this.waiting[question] = { base: this.base(question)?.value || "", pairs: this.pairs(box, field.name) };
      this.write(this.key, this.waiting);
      this.later(this.delay);
    }

    later(delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), delay);
    }

    body(sent) {
      const body = new URLSearchParams();
      if (this.writer) body.append("writer", this.writer.value);
      for (const [question, { base, pairs }] of Object.entries(sent)) {
        if (base) body.append("base", base);
        if (!pairs.length && !base) body.append(question, "");
        for (const [name, value] of pairs) body.append(name, value);
      }
      return body;
    }

    async send() {
      if (this.busy || this.leaving || this.stopped || !this.address) return;
      const sent = { ...this.waiting };
      if (!Object.keys(sent).length) return;
      this.busy = true;
      this.say("saving");
      try {
        const headers = { Accept: "application/json" };
        const answer = await fetch(this.address, { method: "POST", body: this.body(sent), credentials: "same-origin", headers });
        if ([404, 409, 410].includes(answer.status)) { this.stopped = true; this.say("stopped"); return; }
        if (!answer.ok) throw new Error(String(answer.status));
        const told = await answer.json().catch(() => ({}));
        this.took(sent, told.versions || {});
        for (const clash of told.clashes || []) this.clash(clash);
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

    // What was typed while the answer was under way stays waiting, now on top of what was kept.
    took(sent, versions) {
      for (const [question, version] of Object.entries(versions)) {
        const seen = this.base(question);
        if (seen) seen.value = `${question}@${version}`;
      }
      for (const [question, { pairs }] of Object.entries(sent)) {
        if (same(this.waiting[question]?.pairs, pairs)) delete this.waiting[question];
        else if (this.waiting[question]) this.waiting[question].base = this.base(question)?.value || "";
      }
      this.write(this.key, this.waiting);
    }

    clash({ question, version, text }) {
      const box = this.box(question);
      if (!box) return;
      box.querySelector("[data-clash]")?.remove();
      const words = this.form.dataset;
      const make = (tag, name, said) => Object.assign(document.createElement(tag), { className: name, textContent: said || "" });
      const note = make("div", "mk-notice mk-notice--warning mk-clash");
      note.dataset.clash = question;
      note.setAttribute("role", "alert");
      const use = make("button", "utrecht-button utrecht-button--secondary-action", words.clashUse);
      Object.assign(use, { type: "submit", name: "use", value: `${question}@${version}`, formNoValidate: true });
      note.append(make("p", "mk-notice__title", words.clashTitle), make("p", "", words.clashText), make("blockquote", "mk-quote", text), use);
      box.append(note);
    }

    say(state) {
      if (!this.sign) return;
      const two = (number) => String(number).padStart(2, "0");
      const now = new Date();
      const told = this.sign.dataset;
      const words = { saving: told.saving, offline: told.offline, saved: told.savedAt, stopped: told.stopped };
      this.sign.dataset.state = state;
      this.sign.textContent = (words[state] || "").replace("{time}", `${two(now.getHours())}:${two(now.getMinutes())}`);
    }
  }

  // --- Names of organisations while one is typed: <form data-entities="/entities"> --------------------------
  const offer = (form) => {
    const field = document.getElementById("org.id.name");
    if (!field || !form.contains(field)) return;
    const list = document.createElement("datalist");
    list.id = "known-organisations";
    field.after(list);
    field.setAttribute("list", list.id);
    let timer = 0;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (field.value.trim().length < 2) return;
        try {
          const answer = await fetch(`${form.dataset.entities}?q=${encodeURIComponent(field.value)}`, { headers: { Accept: "application/json" } });
          if (!answer.ok) return;
          const names = await answer.json();
          list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
        } catch { /* a look-up is a convenience: the name can be typed */ }
      }, 250);
    });
  };

  const start = (within) => {
    for (const form of within.querySelectorAll("form[data-autosave]")) {
      if (lines.has(form)) continue;
      lines.set(form, new Draft(form));
      if (form.dataset.entities) offer(form);
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

  // What the browser refuses must be in sight, or its message is shown nowhere and nothing happens.
  document.addEventListener("invalid", (event) => {
    let shut = event.target.closest("details:not([open])");
    for (; shut; shut = shut.parentElement.closest("details:not([open])")) shut.open = true;
  }, true);

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
