// Opens views of the app in headless Chromium and keeps a picture of each: of every view, or of those
// that a document in Markdown shows, each from the link before it: the panel of that title, or a search
// with its table.
// Usage: node screenshots.mjs ADDRESS FOLDER-OR-DOCUMENT.md WIDTH THEME
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, target, width, theme] = process.argv.slice(2);
const SEARCH = 'index=* | stats count by sourcetype | sort - count';
// What a view is asked for that shows nothing by itself.
const ASKED = {
    huntpipe_pivot: { 'form.indicator': '45.77.53.176' },
    huntpipe_triage: { 'form.pasted': 'hxxps://45.77.53[.]176:443 naver.com 192.168.9.30' },
};
const HEIGHT = 900; // pixels of the window, until all of a view is to be seen
const ROOM = 1800; // pixels of the window for a search, whose table has the room that the window gives
const QUIET = 1500; // milliseconds without a request or a progress bar: nothing more is to come
const PATIENCE = 120_000; // milliseconds until another panel must be done: machines may be slow
const SHOWN = /\]\(http:\/\/[^/)]+(?<path>[^)]*)\)\n\n!\[(?<title>[^\]]*)\]\((?<file>[^)]+)\)/g;

const profile = mkdtempSync(join(tmpdir(), 'preview-'));
const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: Number(width), height: HEIGHT },
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
    const open = new Set();
    let last = Date.now();
    const note = (change) => (request) => {
        // Chromium may never tell the end of a request within the page, to a blob.
        if (request.url().startsWith('http')) {
            change(request);
            last = Date.now();
        }
    };
    const end = note((request) => open.delete(request));
    page.on('request', note((request) => open.add(request)));
    page.on('requestfinished', end);
    page.on('requestfailed', end);
    return async () => {
        let [before, since] = ['', Date.now()];
        while (open.size || Date.now() - last < QUIET) {
            const panels = await searching(page);
            if (panels.length) {
                last = Date.now();
            }
            if (panels.join() !== before) {
                [before, since] = [panels.join(), Date.now()];
            }
            if (Date.now() - since > PATIENCE) {
                const asked = [...open].map((request) => request.url());
                const what = [...panels, ...asked].join(', ');
                throw new Error(`${page.url()} waits ${PATIENCE / 1000} seconds for ${what}`);
            }
            await page.waitForTimeout(200);
        }
    };
}

/** The panels with a search that has not ended, by their progress bars. */
function searching(page) {
    return page
        .locator('[data-test=progress]')
        .evaluateAll((bars) => bars.map((bar) => bar.closest('[data-test=viz-item]')?.dataset.id));
}

/** Make room for all of a view, which scrolls within the page. */
async function unfold(page) {
    const hidden = await page.evaluate(() =>
        Math.max(
            ...[document.documentElement, ...document.querySelectorAll('main *')]
                .filter(({ clientHeight }) => clientHeight > window.innerHeight / 2)
                .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
        ),
    );
    await page.setViewportSize({ width: Number(width), height: HEIGHT + hidden });
}

/** Where a search and its table are on the page: the table's room may be larger than the table. */
async function searchWithTable(page) {
    const search = await page.locator('form.search').boundingBox();
    const table = await page.locator('[data-test=viz-item] table').boundingBox();
    return { ...search, height: table.y + table.height - search.y };
}

/** Keep a picture of a view; given a title, of its panel with that title, or of a search alone. */
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
    const searched = title && new URL(path, address).pathname.endsWith('/search');
    if (searched) {
        await page.setViewportSize({ width: Number(width), height: ROOM });
    }
    const settled = watch(page);
    await page.goto(new URL(path, address).href);
    await page.locator('main').waitFor();
    await settled();
    if (!searched) {
        await unfold(page);
        await settled();
    }
    if (!(await page.locator('main').innerText()).trim()) {
        faults.push(`${name}: shows nothing`);
    }
    mkdirSync(dirname(file), { recursive: true });
    if (searched) {
        await page.screenshot({ path: file, clip: await searchWithTable(page) });
    } else if (title) {
        await page
            .locator('[data-test=viz-item]', { has: page.getByText(title, { exact: true }) })
            .screenshot({ path: file });
    } else {
        await page.screenshot({ path: file });
    }
    console.log(file);
    return page;
}

async function keepEveryView(folder) {
    const search = `/en-US/app/huntpipe/search?q=${encodeURIComponent(SEARCH)}`;
    const page = await keep(search, join(folder, 'search.png'));
    const views = await page.locator('nav a').evaluateAll((links) => links.map((a) => a.pathname));
    for (const path of views.filter((view) => !view.endsWith('/search'))) {
        const name = path.split('/').pop();
        const asked = new URLSearchParams({ ...ASKED[name], theme });
        await keep(`${path}?${asked}`, join(folder, `${name}.png`));
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
