import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing, newPage } from './chromium.mjs';
import { needs, newTopic, numbers, post, tell, url } from './hub.mjs';

test('the start page shows every message, over WebSocket and EventSource, across a cut', needs(missing), async (t) => {
  const topic = newTopic('browser');
  const page = await newPage(t);
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('response', (answer) => answer.status() >= 400 && problems.push(`${answer.status()} ${answer.url()}`));
  page.on('console', (line) => /Content Security Policy|MIME/.test(line.text()) && problems.push(line.text()));

  await page.goto(`${url}/?topic=${topic}`);
  await page.waitForSelector('#state[data-state=open]');
  await page.evaluate(watch, topic);
  const count = (n) => page.waitForFunction((n) => document.querySelectorAll('#messages .data').length === n, n);

  for (const n of numbers(20)) await post(topic, n);
  await count(20);
  await tell('cut');
  for (const n of numbers(20)) await post(topic, n + 20);
  await page.waitForSelector('#state[data-state=open]');
  await count(40);
  await page.waitForFunction(() => window.watched.events.length >= 40);

  const shown = await page.$$eval('#messages .data', (cells) => cells.map((cell) => Number(cell.textContent)));
  assert.deepEqual(shown, numbers(40).reverse(), 'newest first');
  assert.equal(await page.textContent('#gaps'), '0');
  const watched = await page.evaluate(() => window.watched);
  assert.deepEqual(watched.events, numbers(40), 'EventSource');
  assert.ok(watched.states.includes('waiting'), `the cut was not shown: ${watched.states}`);

  await page.fill('#data', '{"from": "the page"}');
  await page.click('#publish button');
  await page.waitForFunction(() => document.getElementById('published').textContent.startsWith('Published as '));
  await count(41);
  assert.equal(await page.textContent('#messages li:first-child .data'), '{"from":"the page"}');
  assert.ok((await page.textContent('#curl-sse')).includes(`${url}/events?topic=${topic}`));

  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  assert.deepEqual(problems, []);
});

/** Runs in the page: reads the topic a second way, and keeps the states that are shown. */
function watch(topic) {
  const watched = (window.watched = { events: [], states: [] });
  const state = document.getElementById('state');
  new MutationObserver(() => watched.states.push(state.dataset.state)).observe(state, { attributes: true });
  const source = new EventSource(`/events?topic=${topic}`);
  source.addEventListener('message', ({ data }) => watched.events.push(JSON.parse(data).data));
  return new Promise((resolve) => source.addEventListener('open', resolve, { once: true }));
}
