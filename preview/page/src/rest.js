// The app's own files over splunkd's REST.
const BASE = '/en-US/splunkd/__raw/servicesNS/nobody/huntpipe';

async function entries(path) {
    const response = await fetch(`${BASE}/${path}?output_mode=json&count=0`);
    if (!response.ok) {
        throw new Error(`${path}: the preview answers ${response.status}. Is it still running?`);
    }
    return (await response.json()).entry;
}

const parse = (xml) => new DOMParser().parseFromString(xml, 'text/xml');

/** The navigation: [{ name, label }] in the order of nav/default.xml, with the default first named. */
export async function loadNavigation() {
    const [nav] = await entries('data/ui/nav/default');
    const labels = Object.fromEntries(
        (await entries('data/ui/views')).map(({ name, content }) => [name, content.label])
    );
    labels.search = 'Search';
    const items = [...parse(nav.content['eai:data']).querySelectorAll('view[name]')].map((view) => ({
        name: view.getAttribute('name'),
        label: labels[view.getAttribute('name')],
        isDefault: view.getAttribute('default') === 'true',
    }));
    return items.filter((item) => item.label);
}

/** A view: { definition, theme } of Dashboard Studio, or the { html, script, stylesheet } of a page. */
export async function loadView(name) {
    const [view] = await entries(`data/ui/views/${encodeURIComponent(name)}`);
    const dashboard = parse(view.content['eai:data']).documentElement;
    const definition = dashboard.querySelector('definition');
    if (definition) {
        const theme = dashboard.getAttribute('theme');
        return { definition: JSON.parse(definition.textContent), theme };
    }
    const html = dashboard.querySelector('html');
    if (!html) {
        throw new Error(`${name} is neither a Dashboard Studio view nor a page of HTML.`);
    }
    return {
        label: view.content.label,
        description: dashboard.querySelector('description')?.textContent ?? '',
        html: html.innerHTML,
        script: dashboard.getAttribute('script'),
        stylesheet: dashboard.getAttribute('stylesheet'),
    };
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a search has to say beside its results, [{ type, text }]: at once where it is refused. */
export async function loadMessages(query) {
    const asked = query.trim();
    const parsed = await fetch(
        `${BASE}/search/parser?output_mode=json&q=${encodeURIComponent(asked)}`
    );
    if (!parsed.ok) {
        return (await parsed.json()).messages;
    }
    // Splunk's components start the job and keep it to themselves.
    for (;;) {
        const job = (await entries('search/jobs')).find(({ content }) =>
            [asked, `search ${asked}`].includes(content.search.trim())
        );
        if (job?.content.isDone) {
            return job.content.messages;
        }
        await pause(500);
    }
}

/** The time ranges of the time picker: [{ label, earliest, latest }]. */
export async function loadTimes() {
    return (await entries('data/ui/times')).map(({ content }) => ({
        label: content.label,
        earliest: content.earliest_time,
        latest: content.latest_time,
    }));
}
