// Opens views of the app in headless Chromium and keeps a picture of each: of every view, or of those
// that a document in Markdown shows, each from the link before it: the panel of that title.
// Usage: node screenshots.mjs ADDRESS FOLDER, or node screenshots.mjs ADDRESS DOCUMENT.md
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, target] = process.argv.slice(2);
const SEARCH = 'index=* | stats count by sourcetype | sort - count';
const QUIET = 1500; // milliseconds without a request: nothing more is to come
const PATIENCE = 120_000; // milliseconds that a view may take
const SHOWN = /\]\(http:\/\/[^/)]+(?<path>[^)]*)\)\n\n!\[(?<title>[^\]]*)\]\((?<file>[^)]+)\)/g;

const profile = mkdtempSync(join(tmpdir(), 'preview-'));
const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1400, height: 1560 },
    args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-lcd-text',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
    ],
});
const faults = [];

/** Watch the requests of a page: the function given waits until its searches have ended. */
function watch(page) {
    let open = 0;
    let last = Date.now();
    const count = (change) => () => {
        open += change;
        last = Date.now();
    };
    page.on('request', count(1));
    page.on('requestfinished', count(-1));
    page.on('requestfailed', count(-1));
    return async () => {
        const end = Date.now() + PATIENCE;
        while ((open || Date.now() - last < QUIET) && Date.now() < end) {
            await page.waitForTimeout(200);
        }
    };
}

/** Keep a picture of a view, or of its panel with a title. */
async function keep(path, file, title) {
    const name = file.split('/').pop();
    const page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
    page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(address).origin) {
            faults.push(`${name}: asks ${origin}`);
        }
    });
    const settled = watch(page);
    await page.goto(new URL(path, address).href);
    await page.locator('main').waitFor();
    await settled();
    if (!(await page.locator('main').innerText()).trim()) {
        faults.push(`${name}: shows nothing`);
    }
    mkdirSync(dirname(file), { recursive: true });
    const shown = title
        ? page.locator('[data-test=viz-item]', { has: page.getByText(title, { exact: true }) })
        : page;
    await shown.screenshot({ path: file });
    console.log(file);
    return page;
}

async function keepEveryView(folder) {
    const search = `/en-US/app/huntpipe/search?q=${encodeURIComponent(SEARCH)}`;
    const page = await keep(search, join(folder, 'search.png'));
    const views = await page.locator('nav a').evaluateAll((links) => links.map((a) => a.pathname));
    for (const path of views.filter((view) => !view.endsWith('/search'))) {
        await keep(path, join(folder, `${path.split('/').pop()}.png`));
    }
}

async function keepThoseOf(document) {
    for (const { groups } of readFileSync(document, 'utf8').matchAll(SHOWN)) {
        await keep(groups.path, join(dirname(document), groups.file), groups.title);
    }
}

try {
    await (target.endsWith('.md') ? keepThoseOf(target) : keepEveryView(target));
} finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
}
for (const fault of faults) {
    console.error(fault);
}
process.exitCode = faults.length ? 1 : 0;
