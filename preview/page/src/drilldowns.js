// The link handlers that Splunk Web adds to its npm components: to a search, to another dashboard.
import { viewAddress } from './addresses.js';

function open(address, newTab) {
    if (newTab) {
        window.open(address, '_blank', 'noopener');
    } else {
        window.location.assign(address);
    }
    return Promise.resolve([]);
}

class Link {
    static schema = {};

    static config = { optionsSchema: {} };

    constructor(options = {}) {
        this.options = options;
    }

    canHandle(event) {
        return event.type.endsWith('.click');
    }
}

class LinkToSearch extends Link {
    canHandle(event) {
        return super.canHandle(event) && Boolean(this.options.query);
    }

    handle() {
        const { query, earliest, latest, newTab } = this.options;
        return open(viewAddress('search', { q: query, earliest, latest }), newTab);
    }
}

class LinkToDashboard extends Link {
    canHandle(event) {
        return super.canHandle(event) && Boolean(this.options.dashboard);
    }

    // A token's value is the name of a value of what was clicked, such as row.host.value, or text.
    handle(event) {
        const { dashboard, tokens = [], newTab } = this.options;
        const values = tokens.map(({ token, value }) => [
            `form.${token}`,
            event.payload?.[value] ?? value,
        ]);
        return open(viewAddress(dashboard, Object.fromEntries(values)), newTab);
    }
}

export const linkHandlers = {
    'drilldown.linkToSearch': LinkToSearch,
    'drilldown.linkToDashboard': LinkToDashboard,
};
