// Passkeys: asks the server what to ask the device, and sends the device's answer with the form.
// <form data-passkey="create|get" data-options="/where to ask" data-origin="https://…"> with hidden
// fields `ceremony` and `passkey`; what can go wrong stands in the form, hidden, as data-when="….
(() => {
  "use strict";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // What the server asks is JSON; what the device wants are bytes.
  const asked = (options) => {
    const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
    const all = { ...options, challenge: bytes(options.challenge) };
    if (options.user) all.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) all.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) all.allowCredentials = known(options.allowCredentials);
    return all;
  };

  const answered = (made) => {
    const response = { clientDataJSON: text(made.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part]);
    }
    if (made.response.getTransports) response.transports = made.response.getTransports();
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, extensions: {} });
  };

  const why = (trouble) => {
    if (trouble.name === "NotAllowedError" || trouble.name === "AbortError") return "stopped";
    return trouble.name === "InvalidStateError" ? "known" : "failed";
  };

  const say = (form, when) => {
    for (const one of form.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== when;
  };

  const give = async (form) => {
    say(form, "");
    const answer = await fetch(form.dataset.options, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`options: ${answer.status}`);
    const { publicKey, ceremony } = await answer.json();
    const made = await navigator.credentials[form.dataset.passkey]({ publicKey: asked(publicKey) });
    form.elements.ceremony.value = ceremony;
    form.elements.passkey.value = answered(made);
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    if (form.dataset.origin && form.dataset.origin !== location.origin) say(form, "elsewhere");
    else if (!window.PublicKeyCredential) say(form, "absent");
    else button.disabled = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      button.disabled = true;
      give(form)
        .catch((trouble) => say(form, why(trouble)))
        .finally(() => { button.disabled = false; });
    });
  }
})();
