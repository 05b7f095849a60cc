// Sealing in the browser, with age: evidence before a byte of it leaves, and messages that only those read who
// have one of the keys.
import { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from "age-encryption";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

// The payload of age: chunks of 64 KiB, each with a tag; its nonce counts them and marks the last.
const CHUNK = 1 << 16;
const TAG = 16;
const SEALED_CHUNK = CHUNK + TAG;
const NONCE = 16;

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

const sealer = (recipients) => {
  const seal = new Encrypter();
  for (const recipient of recipients) seal.addRecipient(recipient);
  return seal;
};

// A file as it is sent: sealed wherever it is asked for, so that nothing is written on the disk that is evidence,
// and a part that is asked for again is the same. What it begins with is remembered until all has arrived:
// whoever chooses the same file again goes on where the line broke.
class SealedFile {
  constructor(file, place, kept) {
    this.file = file;
    this.place = place;
    this.kept = kept;
    this.head = unhex(kept.head);
    this.key = unhex(kept.key);
    this.chunks = Math.max(1, Math.ceil(file.size / CHUNK));
    this.name = `${file.name}.age`;
    this.type = "application/octet-stream";
    this.size = this.head.length + file.size + this.chunks * TAG;
    this.about = { sealed: "1", "plain-sha256": kept.plain };
  }

  static async of(file, recipient, told) {
    const sum = sha256.create();
    for (let at = 0; at < file.size; at += 64 * CHUNK) {
      told(Math.floor((at * 100) / file.size));
      sum.update(await bytesOf(file.slice(at, at + 64 * CHUNK)));
    }
    const plain = hex(sum.digest());
    const place = `seal:${recipient}:${plain}`;
    try {
      // Under the sum of what is inside: no key ever seals two files.
      const kept = JSON.parse(localStorage.getItem(place));
      if (kept) return new SealedFile(file, place, kept);
    } catch { /* nothing that can be read was kept: it is sealed anew */ }
    let secret;
    const seal = sealer([recipient]);
    // A recipient of our own hears the key of the file and adds nothing.
    seal.addRecipient({ wrapFileKey: (key) => { secret = key.slice(); return []; } });
    const head = (await seal.encrypt(new Uint8Array())).slice(0, -TAG);
    const key = hkdf(sha256, secret, head.slice(-NONCE), new TextEncoder().encode("payload"), 32);
    return new SealedFile(file, place, { head: hex(head), key: hex(key), plain, address: "" });
  }

  // Where it is being sent to; remembered, so that it never goes on in the middle of another sealing.
  get address() { return this.kept.address; }

  set address(address) {
    this.kept.address = address;
    try { localStorage.setItem(this.place, JSON.stringify(this.kept)); } catch { /* then it begins anew next time */ }
  }

  arrived() {
    localStorage.removeItem(this.place);
  }

  chunk(index, plain) {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(7, index);
    nonce[11] = index === this.chunks - 1 ? 1 : 0;
    return chacha20poly1305(this.key, nonce).encrypt(plain);
  }

  // The sealed bytes from one place to another.
  async slice(from, to) {
    const end = Math.min(to, this.size);
    const start = this.head.length;
    const pieces = [this.head.subarray(from, Math.min(end, start))];
    const first = Math.floor(Math.max(from - start, 0) / SEALED_CHUNK);
    const last = Math.min(Math.floor(Math.max(end - start - 1, 0) / SEALED_CHUNK), this.chunks - 1);
    if (end > start) {
      const plain = await bytesOf(this.file.slice(first * CHUNK, (last + 1) * CHUNK));
      for (let index = first; index <= last; index += 1) {
        const sealed = this.chunk(index, plain.subarray((index - first) * CHUNK, (index - first + 1) * CHUNK));
        const at = start + index * SEALED_CHUNK;
        pieces.push(sealed.subarray(Math.max(from - at, 0), end - at));
      }
    }
    return new Blob(pieces);
  }
}

window.meldkamerSealed = (file, recipient, told) => SealedFile.of(file, recipient, told);

// --- Writing: <fieldset data-seal> with a tick for each key; the words and files of its form leave sealed to those
// ticked, or not at all.

const asFile = (bytes, name) => new File([bytes], `${name}.age`);

for (const choice of document.querySelectorAll("[data-seal]")) {
  const form = choice.closest("form");
  const [body, files] = [form.querySelector("textarea"), form.querySelector("input[type=file]")];
  const ticked = () => [...choice.querySelectorAll("input:checked")].map((tick) => tick.value);
  const failed = choice.querySelector("[role=alert]");
  let state = "open";
  choice.hidden = false;
  // What only some may read is not kept as a draft where this house can read it.
  choice.addEventListener("change", () => {
    for (const button of form.querySelectorAll("button[formaction]")) button.disabled = ticked().length > 0;
  });
  const seal = async (keys) => {
    const chosen = new DataTransfer();
    for (const file of files.files) chosen.items.add(asFile(await sealer(keys).encrypt(await bytesOf(file)), file.name));
    const block = armor.encode(await sealer(keys).encrypt(body.value));
    if (block.length > Number(choice.dataset.most)) return choice.dataset.tooLong;
    if (chosen.files.length) files.files = chosen.files;
    body.value = block;
    return "";
  };
  form.addEventListener("submit", async (event) => {
    const keys = ticked();
    if (state === "sealed" || !keys.length || !body.value.trim()) return;
    event.preventDefault();
    if (state === "busy") return;
    state = "busy";
    failed.textContent = await seal(keys).catch(() => choice.dataset.failed);
    state = failed.textContent ? "open" : "sealed";
    if (state === "sealed") form.requestSubmit();
  });
}

// --- Reading: <div data-open> behind the sealed text; the key is used here and leaves this page in no way.

const boxes = () => [...document.querySelectorAll("[data-open]")];

const opened = async (box, key) => {
  const reader = new Decrypter();
  reader.addIdentity(key);
  const sealed = box.previousElementSibling;
  sealed.textContent = await reader.decrypt(armor.decode(sealed.textContent.trim()), "text");
  sealed.className = "mk-plain";
  box.remove();
};

for (const box of boxes()) {
  const [field, button, failed] = [box.querySelector("input"), box.querySelector("button"), box.querySelector("[role=alert]")];
  box.hidden = false;
  const open = async () => {
    const key = field.value.trim();
    failed.textContent = "";
    try {
      await opened(box, key);
    } catch {
      failed.textContent = box.dataset.open;
      return;
    }
    // The same key may open others on this page.
    for (const other of boxes()) await opened(other, key).catch(() => {});
  };
  button.addEventListener("click", open);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
}

// --- A new key: <div data-new-key="id of the field"> shows the private half and puts the public one in the field.

for (const place of document.querySelectorAll("[data-new-key]")) {
  const [button, shown] = [place.querySelector("button"), place.querySelector("[data-shown]")];
  place.hidden = false;
  button.addEventListener("click", async () => {
    const identity = await generateX25519Identity();
    shown.querySelector("code").textContent = identity;
    document.getElementById(place.dataset.newKey).value = await identityToRecipient(identity);
    shown.hidden = false;
    button.disabled = true;
  });
}
