/* The setup page. Secrets go to splunkd's password store and never come back to the browser; all
   else goes to huntpipe.conf. The key is tested by a search on the search head, because a browser
   may not ask VirusTotal, and the key is not for the browser to have. */
(() => {
  "use strict";

  const REALM = "huntpipe";
  const API_KEY = "virustotal_api_key";
  const PROXY_CREDENTIALS = "virustotal_proxy";
  const SETTINGS = "/servicesNS/nobody/huntpipe/configs/conf-huntpipe/virustotal";
  const SECRETS = "/servicesNS/nobody/huntpipe/storage/passwords";
  const APP = "/services/apps/local/huntpipe";
  const SEARCH = "/services/search/jobs";
  const KEY_TEST =
    '| makeresults | eval domain="virustotal.com"' +
    " | vtcheck type=domain nocache=true maxlookups=1 domain" +
    " | table vt_status vt_source vt_error";
  const PUBLIC_TIER = { quota_minute: 4, quota_day: 500, quota_month: 15500 };
  const QUOTAS = Object.keys(PUBLIC_TIER);

  const page = document.getElementById("huntpipe-setup");

  // ---- splunkd, by way of Splunk Web -----------------------------------------------------------

  const web = location.pathname.split("/app/")[0];

  class RestError extends Error {
    constructor(status, text) {
      super(text);
      this.status = status;
    }
  }

  function csrfToken() {
    const match = document.cookie.match(/(?:^|;\s*)splunkweb_csrf_token_\d+=([^;]+)/);
    return match ? decodeURIComponent(match[1]) : "";
  }

  async function request(path, form) {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const options = { credentials: "same-origin", headers };
    let query = "";
    if (form) {
      options.method = "POST";
      headers["X-Splunk-Form-Key"] = csrfToken();
      options.body = new URLSearchParams({ output_mode: "json", ...form });
    } else {
      query = (path.includes("?") ? "&" : "?") + "output_mode=json";
    }
    let response;
    try {
      response = await fetch(`${web}/splunkd/__raw${path}${query}`, options);
    } catch {
      throw new RestError(0, "Splunk does not answer. Is it running, and are you connected?");
    }
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new RestError(response.status, reason(response.status, body));
    return body;
  }

  function reason(status, body) {
    const text = body.messages && body.messages.length ? body.messages[0].text : "";
    if (status === 401) return "Your session has ended. Log in again.";
    if (status === 403) return `You may not change this: it takes an administrator. ${text}`;
    return text || `Splunk answered with status ${status}.`;
  }

  const secretPath = (name) => `${SECRETS}/${encodeURIComponent(`${REALM}:${name}:`)}`;

  async function isStored(name) {
    try {
      // f=username: the answer leaves the secret itself out.
      await request(`${secretPath(name)}?f=username`);
      return true;
    } catch (error) {
      if (error.status === 404) return false;
      throw error;
    }
  }

  async function storeSecret(name, password) {
    if (await isStored(name)) await request(secretPath(name), { password });
    else await request(SECRETS, { realm: REALM, name, password });
  }

  // ---- the form --------------------------------------------------------------------------------

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function field(name, label, help, attributes) {
    const input = element("input", {
      id: `setup-${name}`,
      name,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `setup-${name}-help setup-${name}-problem`,
      ...attributes,
    });
    return [
      element("label", { for: input.id }, label),
      input,
      element("p", { class: "help", id: `${input.id}-help` }, help),
      element("p", { class: "problem", id: `${input.id}-problem` }),
    ];
  }

  function choice(type, name, value, label) {
    const input = element("input", { type, name, value, id: `setup-${name}-${value}` });
    return element("label", { class: "choice", for: input.id }, input, ` ${label}`);
  }

  function group(legend, ...children) {
    return element("fieldset", {}, element("legend", {}, legend), ...children);
  }

  const secretField = { type: "password", autocomplete: "new-password" };
  const quotaField = { type: "number", min: "0", step: "1" };
  const outcome = element("div", { class: "outcome", role: "status", "aria-live": "polite" });
  const saveButton = element("button", { type: "submit", class: "btn btn-primary" }, "Save");
  const testButton = element("button", { type: "button", class: "btn" }, "Test the key");
  const form = element(
    "form",
    { novalidate: "", "aria-label": "Setup of Huntpipe" },
    group("API key", ...field("key", "VirusTotal API key", "", secretField)),
    group(
      "Quota of the key",
      choice("radio", "tier", "public", "Public: 4 requests a minute, 500 a day, 15,500 a month"),
      choice("radio", "tier", "own", "Premium: as your contract says"),
      ...field("quota_minute", "Requests a minute", "0 for any number", quotaField),
      ...field("quota_day", "Requests a day", "0 for any number", quotaField),
      ...field("quota_month", "Requests a month", "0 for any number", quotaField),
    ),
    group(
      "Proxy",
      ...field("proxy", "Address", "Such as https://proxy.company:3128. Empty for none."),
      ...field("proxy_credentials", "User name and password", "", secretField),
    ),
    group(
      "Privacy",
      ...field(
        "internal_domains",
        "Domains of your own",
        "With commas between them. They, their subdomains and URLs on them are never sent.",
      ),
      choice("checkbox", "offline", "true", "Never send anything: use stored verdicts alone"),
    ),
    saveButton,
    testButton,
    outcome,
  );
  const inputs = form.elements;
  let saved = "";

  function say(kind, text) {
    outcome.dataset.kind = kind;
    outcome.setAttribute("role", kind === "bad" ? "alert" : "status");
    outcome.textContent = text;
  }

  function showTier() {
    for (const name of QUOTAS) {
      inputs[name].disabled = inputs.tier.value === "public";
      if (inputs[name].disabled) inputs[name].value = PUBLIC_TIER[name];
    }
  }

  function showSecret(name, stored, example) {
    const state = stored ? "One is stored. Leave this empty to keep it." : "None is stored.";
    document.getElementById(`setup-${name}-help`).textContent = `${state} ${example}`;
    inputs[name].value = "";
  }

  const state = () => JSON.stringify([...new FormData(form)]);

  async function load() {
    const settings = (await request(SETTINGS)).entry[0].content;
    for (const name of [...QUOTAS, "proxy", "internal_domains"]) {
      inputs[name].value = settings[name] || "";
    }
    inputs.offline.checked = /^(1|t|true|y|yes|on)$/i.test(settings.offline || "");
    const isPublic = QUOTAS.every((name) => Number(settings[name]) === PUBLIC_TIER[name]);
    inputs.tier.value = isPublic ? "public" : "own";
    showTier();
    const [key, proxy] = await Promise.all([isStored(API_KEY), isStored(PROXY_CREDENTIALS)]);
    showSecret("key", key, "You find it in your profile on virustotal.com.");
    showSecret("proxy_credentials", proxy, "As user:password.");
    saved = state();
  }

  // ---- checks, in the words of the person who typed --------------------------------------------

  function proxyProblem(text) {
    if (!text) return "";
    let url;
    try {
      url = new URL(text);
    } catch {
      return "This is no address. It looks like https://proxy.company:3128.";
    }
    if (!["http:", "https:"].includes(url.protocol)) return "It starts with http:// or https://.";
    if (url.username || url.password) return "User name and password belong in the next field.";
    return "";
  }

  function domainsProblem(text) {
    const wrong = text
      .split(/[\s,]+/)
      .find((name) => name && !/^\.?[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.?$/u.test(name));
    return wrong ? `${wrong} is no domain.` : "";
  }

  function quotaProblem(text) {
    return /^\d{1,9}$/.test(text) ? "" : "Give a whole number, 0 for any number.";
  }

  const CHECKS = {
    key: (text) =>
      !text || /^[0-9A-Za-z_-]{1,256}$/.test(text) ? "" : "A key has only letters and digits.",
    quota_minute: quotaProblem,
    quota_day: quotaProblem,
    quota_month: quotaProblem,
    proxy: proxyProblem,
    proxy_credentials: (text) => (!text || /^[^:]+:./.test(text) ? "" : "Give user:password."),
    internal_domains: domainsProblem,
  };

  function check() {
    let first = null;
    for (const [name, problemOf] of Object.entries(CHECKS)) {
      const input = inputs[name];
      const problem = problemOf(input.value.trim());
      document.getElementById(`${input.id}-problem`).textContent = problem;
      input.setAttribute("aria-invalid", String(Boolean(problem)));
      if (problem && !first) first = input;
    }
    if (first) first.focus();
    return !first;
  }

  // ---- what the buttons do ---------------------------------------------------------------------

  async function busy(work) {
    saveButton.disabled = testButton.disabled = true;
    try {
      await work();
    } catch (error) {
      say("bad", error.message);
    } finally {
      saveButton.disabled = testButton.disabled = false;
    }
  }

  async function save() {
    if (!check()) {
      say("bad", "Nothing was saved: correct the marked fields.");
      return;
    }
    say("", "Saving …");
    const text = (name) => inputs[name].value.trim();
    if (text("key")) await storeSecret(API_KEY, text("key"));
    if (text("proxy_credentials")) await storeSecret(PROXY_CREDENTIALS, text("proxy_credentials"));
    const settings = { offline: String(inputs.offline.checked) };
    for (const name of [...QUOTAS, "proxy"]) settings[name] = text(name);
    settings.internal_domains = text("internal_domains").split(/[\s,]+/).filter(Boolean).join(", ");
    await request(SETTINGS, settings);
    await request(APP, { configured: "true" });
    await load();
    say("good", "Saved.");
  }

  async function testKey() {
    if (state() !== saved) {
      say("bad", "Save first: the test uses the stored key.");
      return;
    }
    say("", "Asking VirusTotal about its own domain, which takes one request …");
    const answer = await request(SEARCH, { search: KEY_TEST, exec_mode: "oneshot" });
    const [row] = answer.results || [];
    if (!row) throw new Error("The search gave no result. Is vtcheck shared with all apps?");
    if (row.vt_source === "api") say("good", "VirusTotal accepts the key.");
    else if (row.vt_status === "offline") say("bad", "Not tested: Privacy forbids all requests.");
    else say("bad", `The test failed: ${row.vt_error || row.vt_status}`);
  }

  form.addEventListener("change", (event) => event.target.name === "tier" && showTier());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(save);
  });
  testButton.addEventListener("click", () => busy(testKey));
  page.replaceChildren(form);
  busy(load);
})();
