// Sending evidence: files are cut into parts, each summed and acknowledged; what the server has already is
// asked first, so that it goes on after any break, on another day and from another machine (tus 1.0).
// <form data-upload="/where/files go"> with an input of files and a list [data-queue]; its words are in data-….
(() => {
  "use strict";

  const LEAST = 1 << 20;
  const MOST = 32 << 20;
  const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const fill = (text, gaps) => Object.entries(gaps).reduce((all, [name, value]) => all.replace(`{${name}}`, value), text);
  const base64 = (bytes) => btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
  const named = (text) => base64(new TextEncoder().encode(text));

  // Only a page that came by TLS, or from this machine, may sum in the browser.
  const sum = async (part) => {
    if (!window.crypto || !crypto.subtle) return null;
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()));
    return `sha256 ${base64(bytes)}`;
  };

  const request = (method, address, headers, body, progress) =>
    new Promise((done) => {
      const line = new XMLHttpRequest();
      line.open(method, address);
      for (const [name, value] of Object.entries(headers)) if (value !== null) line.setRequestHeader(name, value);
      if (progress) line.upload.onprogress = (event) => progress(event.loaded);
      line.onload = () => done(line);
      line.onerror = line.onabort = line.ontimeout = () => done(null);
      line.send(body || null);
    });

  const passes = (answer) => !answer || answer.status === 408 || answer.status === 429 || answer.status >= 500 && answer.status !== 507;

  // Tries until there is an answer that is no trouble of the moment.
  const ask = async (say, ...wanted) => {
    for (let tried = 1; ; tried += 1) {
      const answer = await request(...wanted);
      if (!passes(answer)) return answer;
      const seconds = Math.min(30, 2 ** tried);
      say("again", { seconds });
      await wait(seconds);
    }
  };

  const tus = { "Tus-Resumable": "1.0.0" };

  const begun = async (say, files, file) => {
    const answer = await ask(say, "GET", files, { Accept: "application/json" });
    if (answer.status !== 200) throw answer;
    const last = (name) => name.split(/[\\/]/).pop();
    const known = JSON.parse(answer.responseText);
    // A sealed file knows where it goes: two sealings of one file are as long, and not the same.
    const same = "address" in file ? (one) => one.address === file.address : (one) => one.length === file.size && one.name === last(file.name);
    const found = known.find((one) => !one.finished && same(one));
    if (found) return [found.address, found.received];
    const about = { filename: file.name, filetype: file.type, ...file.about };
    const metadata = Object.entries(about).map(([name, value]) => `${name} ${named(value)}`).join(",");
    const made = await ask(say, "POST", files, { ...tus, "Upload-Length": String(file.size), "Upload-Metadata": metadata });
    if (made.status !== 201) throw made;
    const address = made.getResponseHeader("Location");
    if ("address" in file) file.address = address;
    return [address, 0];
  };

  const stands = async (say, address) => {
    const answer = await ask(say, "HEAD", address, tus);
    if (answer.status !== 200) throw answer;
    return Number(answer.getResponseHeader("Upload-Offset"));
  };

  const send = async (say, files, file) => {
    let [address, offset] = await begun(say, files, file);
    const [from, began] = [offset, performance.now()];
    let size = LEAST;
    const told = (sent) => {
      const speed = (offset + sent - from) / ((performance.now() - began) / 1000);
      const left = (file.size - offset - sent) / Math.max(speed, 1);
      say("sending", { percent: Math.floor(((offset + sent) * 100) / Math.max(file.size, 1)), speed: (speed / 1e6).toFixed(1), left });
    };
    while (offset < file.size) {
      const part = await file.slice(offset, offset + size);
      const headers = { ...tus, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream", "Upload-Checksum": await sum(part) };
      const start = performance.now();
      const answer = await ask(say, "PATCH", address, headers, part, told);
      if (answer.status === 204) offset = Number(answer.getResponseHeader("Upload-Offset"));
      else if (answer.status === 409 || answer.status === 460) offset = await stands(say, address);
      else throw answer;
      // A part takes some seconds: long enough to be fast, short enough to lose little.
      const took = performance.now() - start;
      if (took < 4000) size = Math.min(MOST, size * 2);
      else if (took > 16000) size = Math.max(LEAST, size / 2);
    }
    if (file.arrived) file.arrived();
    const answer = await ask(say, "HEAD", address, tus);
    const digest = (answer.getResponseHeader("Repr-Digest") || "").replace(/^sha-256=:|:$/g, "");
    return Array.from(atob(digest), (sign) => sign.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  };

  const why = (trouble) => {
    try {
      return JSON.parse(trouble.responseText).detail || "";
    } catch {
      return "";
    }
  };

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const [queue, input] = [form.querySelector("[data-queue]"), form.querySelector("input[type=file]")];
    const seal = form.querySelector("[data-seal-to]");
    if (seal && window.meldkamerSealed) seal.closest("[hidden]").hidden = false;
    const waiting = [];
    let busy = false;

    const work = async () => {
      if (busy) return;
      busy = true;
      while (waiting.length) {
        const [file, line, recipient] = waiting.shift();
        const say = (state, gaps = {}) => {
          if ("left" in gaps) {
            const minutes = gaps.left > 90;
            gaps.left = fill(form.dataset[minutes ? "minutes" : "seconds"], { count: Math.ceil(minutes ? gaps.left / 60 : gaps.left) });
          }
          line.textContent = `${file.name}: ${fill(form.dataset[state], gaps)}`;
        };
        try {
          const sent = recipient ? await window.meldkamerSealed(file, recipient, (percent) => say("summing", { percent })) : file;
          const digest = await send(say, form.dataset.upload, sent);
          line.textContent = `${file.name}: ${form.dataset.done}. SHA-256 ${digest}`;
          line.dataset.done = digest;
        } catch (trouble) {
          line.textContent = `${file.name}: ${form.dataset.failed}. ${why(trouble)}`;
          line.dataset.failed = "";
        }
      }
      busy = false;
    };

    const add = (files) => {
      for (const file of files) {
        const line = document.createElement("li");
        line.className = "utrecht-unordered-list__item mk-wrap";
        line.textContent = `${file.name}: ${form.dataset.waiting}`;
        queue.append(line);
        waiting.push([file, line, seal?.checked ? seal.dataset.sealTo : ""]);
      }
      work();
    };

    const hint = document.createElement("p");
    hint.textContent = form.dataset.drop;
    queue.before(hint);
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      add(input.files);
      input.value = "";
    });
    for (const kind of ["dragenter", "dragover"]) {
      form.addEventListener(kind, (event) => {
        event.preventDefault();
        form.dataset.over = "";
      });
    }
    for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => delete form.dataset.over);
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      add(event.dataTransfer.files);
    });
    window.addEventListener("beforeunload", (event) => {
      if (busy) event.preventDefault();
    });
  }
})();
