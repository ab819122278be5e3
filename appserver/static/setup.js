/* The setup page. Secrets go to splunkd's password store and are never shown again; all else
   goes to huntpipe.conf. The key is tested by a search on the search head, because a browser
   may not ask VirusTotal, and the key is not for the browser to have. */
(async () => {
  "use strict";

  const web = location.pathname.split("/app/")[0];
  const page = await import(`${web}/static/app/huntpipe/page.js`);
  const { element, field, group, request } = page;

  const REALM = "huntpipe";
  const API_KEY = {
    name: "virustotal_api_key",
    field: "key",
    label: "VirusTotal API key",
    help: "You find it in your profile on virustotal.com.",
    removal: "Remove the stored key",
    without: "Without a key vtcheck answers from stored verdicts alone.",
  };
  const PROXY_CREDENTIALS = {
    name: "virustotal_proxy",
    field: "proxy_credentials",
    label: "User name and password",
    help: "As user:password.",
    removal: "Remove the stored user name and password",
    without: "Without them the proxy is asked as anybody.",
  };
  const SETTINGS = "/servicesNS/nobody/huntpipe/configs/conf-huntpipe/virustotal";
  const PASSWORDS = "/servicesNS/nobody/huntpipe/storage/passwords";
  const APP = "/services/apps/local/huntpipe";
  const SEARCH = "/services/search/jobs";
  const KEY_TEST =
    '| makeresults | eval domain="virustotal.com"' +
    " | vtcheck type=domain nocache=true maxlookups=1 domain" +
    " | table vt_status vt_source vt_error";
  const PUBLIC_TIER = { quota_minute: 4, quota_day: 500, quota_month: 15500 };
  const QUOTAS = Object.keys(PUBLIC_TIER);

  // f=username: answers leave the secrets themselves out.
  const pathOf = (secret) =>
    `${PASSWORDS}/${encodeURIComponent(`${REALM}:${secret.name}:`)}?f=username`;

  /* Returns whether there is such a secret, to which the request was sent. */
  async function reach(secret, options) {
    try {
      await request(pathOf(secret), options);
      return true;
    } catch (error) {
      if (error.status === 404) return false;
      throw error;
    }
  }

  async function storeSecret(secret, password) {
    if (await reach(secret)) await request(pathOf(secret), { form: { password } });
    else await request(PASSWORDS, { form: { realm: REALM, name: secret.name, password } });
  }

  // ---- the form --------------------------------------------------------------------------------

  function choice(type, name, value, label) {
    const input = element("input", { type, name, value, id: `huntpipe-${name}-${value}` });
    return element("label", { class: "choice", for: input.id }, input, ` ${label}`);
  }

  function secretField(secret) {
    const attributes = { type: "password", autocomplete: "new-password" };
    const button = element("button", { type: "button", class: "btn", hidden: "" }, secret.removal);
    button.addEventListener("click", () => {
      if (confirm(`${secret.removal}? ${secret.without}`)) busy(() => removeSecret(secret));
    });
    secret.removeButton = button;
    return [...field(secret.field, secret.label, "", attributes), button];
  }

  const quotaField = { type: "number", min: "0", step: "1" };
  const { outcome, say } = page.outcome();
  const saveButton = element("button", { type: "submit", class: "btn btn-primary" }, "Save");
  const testButton = element("button", { type: "button", class: "btn" }, "Test the key");
  const form = element(
    "form",
    { novalidate: "", "aria-label": "Setup of Huntpipe" },
    group("API key", ...secretField(API_KEY)),
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
      ...secretField(PROXY_CREDENTIALS),
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

  function showTier() {
    for (const name of QUOTAS) {
      inputs[name].disabled = inputs.tier.value === "public";
      if (inputs[name].disabled) inputs[name].value = PUBLIC_TIER[name];
    }
  }

  async function showSecret(secret) {
    const stored = await reach(secret);
    const state = stored ? "One is stored. Leave this empty to keep it." : "None is stored.";
    document.getElementById(`huntpipe-${secret.field}-help`).textContent = `${state} ${secret.help}`;
    secret.removeButton.hidden = !stored;
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
    inputs.key.value = inputs.proxy_credentials.value = "";
    await Promise.all([showSecret(API_KEY), showSecret(PROXY_CREDENTIALS)]);
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

  // ---- what the buttons do ---------------------------------------------------------------------

  function setDisabled(disabled) {
    for (const button of form.querySelectorAll("button")) button.disabled = disabled;
  }

  async function busy(work) {
    setDisabled(true);
    try {
      await work();
    } catch (error) {
      say("bad", error.message);
    } finally {
      setDisabled(false);
    }
  }

  async function save() {
    if (!page.check(form, CHECKS)) {
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
    await request(SETTINGS, { form: settings });
    await request(APP, { form: { configured: "true" } });
    await load();
    say("good", "Saved.");
  }

  async function removeSecret(secret) {
    say("", "Removing …");
    const was = await reach(secret, { method: "DELETE" });
    await showSecret(secret);
    say("good", `${was ? "Removed." : "It was no longer stored."} ${secret.without}`);
  }

  async function testKey() {
    if (state() !== saved) {
      say("bad", "Save first: the test uses the stored key.");
      return;
    }
    say("", "Asking VirusTotal about its own domain, which takes one request …");
    const answer = await request(SEARCH, { form: { search: KEY_TEST, exec_mode: "oneshot" } });
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
  document.getElementById("huntpipe-setup").replaceChildren(form);
  form.inert = true; // what is typed before the settings have come would be overwritten
  busy(load).finally(() => {
    form.inert = false;
  });
})();
