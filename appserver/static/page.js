/* What the pages with a form share: splunkd by way of Splunk Web, and fields that say what is wrong
   with them. A module: pages import it, because Splunk Web loads their scripts in no set order. */

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

function reason(status, body) {
  const text = body.messages && body.messages.length ? body.messages[0].text : "";
  if (status === 401) return "Your session has ended. Log in again.";
  if (status === 403) return `You may not change this: it takes an administrator. ${text}`;
  return text || `Splunk answered with status ${status}.`;
}

/* Returns the JSON that splunkd answers: to a GET, to a POST of a form or of JSON, or to another
   method. */
export async function request(path, { form, json, method } = {}) {
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const options = { credentials: "same-origin", headers };
  let query = "";
  options.method = method || (form || json ? "POST" : "GET");
  if (options.method !== "GET") headers["X-Splunk-Form-Key"] = csrfToken();
  if (json) {
    headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(json);
  } else if (form) {
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

export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/* Returns a label, its control, a line of help and a place for what is wrong. */
export function field(name, label, help, attributes = {}, tag = "input", ...children) {
  const id = `huntpipe-${name}`;
  const control = element(
    tag,
    {
      id,
      name,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `${id}-help ${id}-problem`,
      ...(tag === "input" ? { type: "text" } : {}),
      ...attributes,
    },
    ...children,
  );
  return [
    element("label", { for: id }, label),
    control,
    element("p", { class: "help", id: `${id}-help` }, help),
    element("p", { class: "problem", id: `${id}-problem` }),
  ];
}

export function group(legend, ...children) {
  return element("fieldset", {}, element("legend", {}, legend), ...children);
}

/* Returns a line that tells how a click went, and the function that writes to it. */
export function outcome() {
  const line = element("div", { class: "outcome", role: "status", "aria-live": "polite" });
  return {
    outcome: line,
    say(kind, text) {
      line.dataset.kind = kind;
      line.setAttribute("role", kind === "bad" ? "alert" : "status");
      line.textContent = text;
    },
  };
}

/* Marks the fields of a form that their checks complain about; returns whether none is. */
export function check(form, checks) {
  let first = null;
  for (const [name, problemOf] of Object.entries(checks)) {
    const control = form.elements[name];
    const problem = problemOf(control.value.trim());
    document.getElementById(`${control.id}-problem`).textContent = problem;
    control.setAttribute("aria-invalid", String(Boolean(problem)));
    if (problem && !first) first = control;
  }
  if (first) first.focus();
  return !first;
}
