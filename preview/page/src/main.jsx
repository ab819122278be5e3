// The page: a banner, the app's navigation, and one view.
import './splunkConfig.js';
import './page.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { currentParameters, currentView, viewAddress } from './addresses.js';
import { Dashboard } from './Dashboard.jsx';
import { HtmlPage } from './HtmlPage.jsx';
import { loadNavigation, loadView } from './rest.js';
import { SearchPage } from './SearchPage.jsx';

function Navigation({ items, view }) {
    return (
        <nav>
            <strong>Huntpipe</strong>
            {items.map(({ name, label }) => (
                <a
                    key={name}
                    href={viewAddress(name)}
                    aria-current={name === view ? 'page' : undefined}
                >
                    {label}
                </a>
            ))}
        </nav>
    );
}

function View({ name }) {
    const [view, setView] = useState(null);
    const [fault, setFault] = useState('');

    useEffect(() => {
        loadView(name).then(setView, (error) => setFault(error.message));
    }, [name]);

    if (fault) {
        return <p className="fault">{fault}</p>;
    }
    if (view?.html) {
        return <HtmlPage {...view} />;
    }
    // As in Splunk Web, theme=dark in the address overrules the view's own theme.
    const { theme = view?.theme } = currentParameters();
    return view && <Dashboard {...view} theme={theme} height="calc(100vh - 72px)" />;
}

function Page() {
    const [items, setItems] = useState(null);
    const [fault, setFault] = useState('');

    useEffect(() => {
        loadNavigation().then(setItems, (error) => setFault(error.message));
    }, []);

    if (!items) {
        return <p className="fault">{fault}</p>;
    }
    const start = items.find((item) => item.isDefault) ?? items[0];
    const view = currentView() || start.name;
    return (
        <>
            <header role="banner">
                Preview of Huntpipe on sample data. This is not Splunk: it is an evaluation tool
                that runs a part of the search language. VirusTotal is simulated: its verdicts are
                invented.
            </header>
            <Navigation items={items} view={view} />
            <main>{view === 'search' ? <SearchPage /> : <View name={view} />}</main>
        </>
    );
}

createRoot(document.getElementById('root')).render(<Page />);
