// Debian's Chromium through playwright-core, which brings no browser of its own.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
export const missing = existsSync(executablePath) ? undefined : `no browser at ${executablePath}: set CHROMIUM`;

// A browser is slow to start where the machine is; the tests' own time-outs guard against waiting for ever.
const PATIENCE = 120_000;

function launch() {
  return chromium.launch({
    executablePath,
    timeout: PATIENCE,
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
}

/** A page of a browser that ends with the test. */
export async function newPage(t) {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1200, height: 860 } });
  page.setDefaultTimeout(PATIENCE);
  return page;
}
