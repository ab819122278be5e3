/* The allowlist page: the documents of the collection behind the lookup huntpipe_allowlist. One is
   added, ended by its expiry, or removed once it has ended, each by its key alone: whatever others
   add meanwhile stays. */
(async () => {
  "use strict";

  const web = location.pathname.split("/app/")[0];
  const page = await import(`${web}/static/app/huntpipe/page.js`);
  const { element, field, group, request } = page;

  const ENTRIES = "/servicesNS/nobody/huntpipe/storage/collections/data/huntpipe_allowlist";
  const SEARCH = "/servicesNS/nobody/huntpipe/search/jobs";
  const CONTEXT = "/services/authentication/current-context";
  const COLUMNS = ["hunt", "entity", "evidence", "owner", "reason", "expiry"];
  const HUNTS = "| inputlookup huntpipe_hunts | sort 0 hunt | table hunt";
  const DAY = 86400000; // milliseconds

  // ---- the collection --------------------------------------------------------------------------

  const pathOf = (entry) => `${ENTRIES}/${encodeURIComponent(entry._key)}`;
  const same = (one, other) => COLUMNS.every((name) => one[name] === other[name]);

  async function entries() {
    const found = await request(ENTRIES);
    return found.map((entry) => {
      const cells = COLUMNS.map((name) => [name, String(entry[name] ?? "")]);
      return { _key: entry._key, ...Object.fromEntries(cells) };
    });
  }

  /* A collection knows no case, so hunts look for small letters; and the lookup takes a backslash
     in a pattern for no character of its own. */
  const pattern = (value) => value.toLowerCase().replaceAll("\\", "*");

  /* The date, YYYY-MM-DD, so many days from today. */
  function day(offset) {
    const moment = new Date(Date.now() + offset * DAY);
    const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  }

  const isDate = (text) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(new Date(`${text}T00:00Z`).getTime());
  const counts = ({ expiry }) => isDate(expiry) && expiry >= day(0);

  // ---- the form --------------------------------------------------------------------------------

  const { outcome, say } = page.outcome();
  const button = element("button", { type: "submit", class: "btn btn-primary" }, "Allow");
  const hunts = element("option", { value: "*" }, "All hunts");
  const form = element(
    "form",
    { novalidate: "", "aria-label": "New entry of the allowlist" },
    group(
      "New entry",
      ...field("hunt", "Hunt", "Better one hunt than all.", {}, "select", hunts),
      ...field("entity", "Entity", "A host, user or address of the findings. * stands for any text, case for nothing."),
      ...field("evidence", "Evidence", "What their evidence reads. * stands for any text."),
      ...field("owner", "Owner", "Who answers for this entry."),
      ...field("reason", "Reason", "Why it is honest, for whoever asks in a year."),
      ...field("expiry", "Expiry", "The last day on which the entry counts.", { type: "date" }),
      button,
      outcome,
    ),
  );
  const list = element("div", { class: "entries" });
  const inputs = form.elements;
  const text = (name) => inputs[name].value.trim();

  function needed(value) {
    if (!value) return "Fill this in.";
    // A spreadsheet that the list is exported to would run it as a formula.
    return /^([=+@]|-.)/.test(value) ? "Do not begin with = + - or @." : "";
  }

  const CHECKS = {
    hunt: needed,
    entity: needed,
    evidence: (value) => {
      const all = [text("hunt"), text("entity"), value].every((each) => /^\*+$/.test(each));
      return all ? "This would leave out every finding of every hunt." : needed(value);
    },
    owner: needed,
    reason: needed,
    expiry: (value) => {
      if (!isDate(value)) return "Give a date.";
      return value < day(0) ? "This day is over: the entry would allow nothing." : "";
    },
  };

  function row(entry) {
    const cells = COLUMNS.map((name) => element("td", {}, entry[name]));
    const state = element("td", {}, counts(entry) ? "counts" : "counts no more");
    const [verb, work] = counts(entry) ? ["End", finish] : ["Remove", remove];
    const label = `${verb} the entry for ${entry.entity}`;
    const change = element("button", { type: "button", class: "btn", "aria-label": label }, verb);
    change.addEventListener("click", () => busy(() => work(entry)));
    state.append(" ", change);
    return element("tr", {}, ...cells, state);
  }

  async function show() {
    const found = await entries();
    found.sort((one, other) => counts(other) - counts(one));
    const heads = [...COLUMNS, "state"].map((name) => element("th", { scope: "col" }, name));
    const table = element(
      "table",
      { class: "table" },
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...found.map(row)),
    );
    list.replaceChildren(found.length ? table : "The allowlist is empty: hunts leave nothing out.");
  }

  async function load() {
    const form = { search: HUNTS, exec_mode: "oneshot", count: "0" };
    const asked = [request(CONTEXT), request(SEARCH, { form }), show()];
    const [context, { results }] = await Promise.all(asked);
    inputs.owner.value = context.entry[0].content.username;
    inputs.hunt.append(...results.map(({ hunt }) => element("option", { value: hunt }, hunt)));
    inputs.expiry.value = day(90);
    inputs.expiry.min = day(0);
  }

  // ---- what the buttons do ---------------------------------------------------------------------

  async function busy(work) {
    const buttons = document.querySelectorAll(".huntpipe-page button");
    for (const each of buttons) each.disabled = true;
    try {
      await work();
    } catch (error) {
      say("bad", error.message);
    } finally {
      for (const each of buttons) each.disabled = false;
    }
  }

  async function allow() {
    if (!page.check(form, CHECKS)) {
      say("bad", "Nothing was added: correct the marked fields.");
      return;
    }
    const entry = Object.fromEntries(COLUMNS.map((name) => [name, text(name)]));
    for (const name of ["hunt", "entity", "evidence"]) entry[name] = pattern(entry[name]);
    if ((await entries()).some((each) => same(each, entry))) {
      throw new Error("This entry is in the allowlist already.");
    }
    await request(ENTRIES, { json: entry });
    await show();
    for (const name of ["entity", "evidence", "reason"]) inputs[name].value = "";
    say("good", "Added. It counts from the next run of the hunt.");
  }

  async function finish(entry) {
    await request(pathOf(entry), { json: { ...entry, expiry: day(-1) } });
    await show();
    say("good", `Ended: findings of ${entry.entity} are shown again.`);
  }

  async function remove(entry) {
    await request(pathOf(entry), { method: "DELETE" });
    await show();
    say("good", "Removed.");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(allow);
  });
  document.getElementById("huntpipe-allowlist").replaceChildren(form, list);
  busy(load);
})();
