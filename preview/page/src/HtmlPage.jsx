// A view of HTML with a script of the app, such as Setup, as Splunk Web shows it.
import { useEffect } from 'react';

const STATIC = '/en-US/static/app/huntpipe';

export function HtmlPage({ label, description, html, script, stylesheet }) {
    useEffect(() => {
        const added = document.createElement('script');
        added.src = `${STATIC}/${script}`;
        document.body.append(added);
    }, [script]);

    return (
        <div className="html">
            <link rel="stylesheet" href={`${STATIC}/${stylesheet}`} />
            <h1>{label}</h1>
            <p>{description}</p>
            <div dangerouslySetInnerHTML={{ __html: html }} />
        </div>
    );
}
