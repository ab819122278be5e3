// SPL in, a table or a simple chart out: where drilldown.linkToSearch leads.
import { useEffect, useState } from 'react';
import { currentParameters, viewAddress } from './addresses.js';
import { Dashboard } from './Dashboard.jsx';
import { loadMessages, loadTimes } from './rest.js';

const VISUALIZATIONS = {
    table: 'Table',
    events: 'Events',
    column: 'Column chart',
    bar: 'Bar chart',
    line: 'Line chart',
    pie: 'Pie chart',
};

const LEAST_ROOM = 620; // pixels
const ABOVE = 280; // pixels of banner, navigation and search above the results

function resultsOf({ q, earliest, latest }, kind, room) {
    return {
        title: '',
        dataSources: {
            ds_search: {
                type: 'ds.search',
                options: { query: q, queryParameters: { earliest, latest } },
            },
        },
        visualizations: {
            viz_results: {
                type: `splunk.${kind}`,
                dataSources: { primary: 'ds_search' },
                options: kind === 'table' ? { count: 20, fontSize: 'small' } : {},
                showProgressBar: true,
            },
        },
        inputs: {},
        layout: {
            type: 'grid',
            globalInputs: [],
            structure: [
                { item: 'viz_results', type: 'block', position: { x: 0, y: 0, w: 1200, h: room } },
            ],
        },
    };
}

export function SearchPage() {
    const { q = '', earliest = '0', latest = '', ...given } = currentParameters();
    // A search without commands finds events.
    const show = given.show ?? (q.includes('|') ? 'table' : 'events');
    const [times, setTimes] = useState([]);
    const [query, setQuery] = useState(q);
    const [messages, setMessages] = useState([]);
    const [range, setRange] = useState(`${earliest},${latest}`);

    useEffect(() => {
        loadTimes().then(setTimes);
    }, []);
    useEffect(() => {
        if (q) {
            loadMessages(q).then(setMessages);
        }
    }, [q]);

    const ranges = times.map((time) => [`${time.earliest},${time.latest}`, time.label]);
    const room = Math.max(LEAST_ROOM, window.innerHeight - ABOVE);
    const known = ranges.some(([value]) => value === range);
    const run = (kind) => {
        const [from, to] = range.split(',');
        const asked = { q: query, earliest: from, latest: to, show: kind };
        window.location.assign(viewAddress('search', asked));
    };

    return (
        <>
            <form
                className="search"
                onSubmit={(event) => {
                    event.preventDefault();
                    run(given.show);
                }}
            >
                <textarea
                    aria-label="Search"
                    rows={Math.min(8, query.split('\n').length + 1)}
                    placeholder="index=* | stats count by sourcetype"
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                    onKeyDown={(event) => {
                        if (event.key === 'Enter' && !event.shiftKey) {
                            event.preventDefault();
                            run(given.show);
                        }
                    }}
                />
                <select
                    aria-label="Time range"
                    value={range}
                    onChange={(event) => setRange(event.target.value)}
                >
                    {!known && <option value={range}>{range.replace(',', ' to ')}</option>}
                    {ranges.map(([value, label]) => (
                        <option key={value} value={value}>
                            {label}
                        </option>
                    ))}
                </select>
                <select
                    aria-label="Show as"
                    value={show}
                    onChange={(event) => run(event.target.value)}
                >
                    {Object.entries(VISUALIZATIONS).map(([kind, label]) => (
                        <option key={kind} value={kind}>
                            {label}
                        </option>
                    ))}
                </select>
                <button type="submit">Search</button>
            </form>
            <ul className="messages" role="status">
                {messages.map(({ type, text }) => (
                    <li key={text}>
                        {type}: {text}
                    </li>
                ))}
            </ul>
            {q && (
                <Dashboard
                    definition={resultsOf({ q, earliest, latest }, show, room)}
                    theme="light"
                    height={`${room + 40}px`}
                />
            )}
        </>
    );
}
