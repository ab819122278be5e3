// Opens every view of the app in headless Chromium and keeps a picture of each.
// Usage: node screenshots.mjs ADDRESS FOLDER
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, folder] = process.argv.slice(2);
const SEARCH = 'index=* | stats count by sourcetype | sort - count';
const QUIET = 1500; // milliseconds without a request: nothing more is to come
const PATIENCE = 120_000; // milliseconds that a view may take

const profile = mkdtempSync(join(tmpdir(), 'preview-'));
const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1400, height: 1560 },
    args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
    ],
});
const faults = [];

/** Wait until no search runs: its requests stop and no progress is shown. */
async function settled(page) {
    let last = Date.now();
    const touch = () => {
        last = Date.now();
    };
    page.on('request', touch);
    page.on('requestfinished', touch);
    const end = Date.now() + PATIENCE;
    while (Date.now() - last < QUIET && Date.now() < end) {
        await page.waitForTimeout(200);
    }
}

async function keep(name, path) {
    const page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
    page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(address).origin) {
            faults.push(`${name}: asks ${origin}`);
        }
    });
    await page.goto(new URL(path, address).href);
    await page.locator('main').waitFor();
    await settled(page);
    if (!(await page.locator('main').innerText()).trim()) {
        faults.push(`${name}: shows nothing`);
    }
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(join(folder, `${name}.png`));
    return page;
}

mkdirSync(folder, { recursive: true });
try {
    const page = await keep('search', `/en-US/app/huntpipe/search?q=${encodeURIComponent(SEARCH)}`);
    const views = await page.locator('nav a').evaluateAll((links) => links.map((a) => a.pathname));
    for (const path of views.filter((view) => !view.endsWith('/search'))) {
        await keep(path.split('/').pop(), path);
    }
} finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
}
for (const fault of faults) {
    console.error(fault);
}
process.exitCode = faults.length ? 1 : 0;
