// The addresses of views, as Splunk Web has them.
const APP = '/en-US/app/huntpipe';

export function viewAddress(name, parameters = {}) {
    const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(given).toString();
    return `${APP}/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}

/** The view that the browser is at, '' for the app itself. */
export function currentView() {
    return decodeURIComponent(window.location.pathname.slice(APP.length).split('/')[1] ?? '');
}

export function currentParameters() {
    return Object.fromEntries(new URLSearchParams(window.location.search));
}
