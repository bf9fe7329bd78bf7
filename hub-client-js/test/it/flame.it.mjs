// The flame graphs of the admin listener (HUB_ADMIN), as somebody sees them who looks for where time goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing, newPage } from './chromium.mjs';
import { needs } from './hub.mjs';

const admin = process.env.HUB_ADMIN?.replace(/\/$/, '');
const possible = needs(missing, admin ? undefined : 'no admin listener to look at: set HUB_ADMIN');
const ROW = 18;

async function open(t, address) {
  const page = await newPage(t);
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  // A browser asks for an icon by itself.
  page.on('console', (line) => line.type() === 'error' && !line.location().url.endsWith('/favicon.ico') && problems.push(line.text()));
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/debug/') && pathname !== '/favicon.ico') problems.push(`loads ${request.url()}`);
  });
  await page.goto(admin + address);
  return { page, problems };
}

/** The frames of a page, from its data: what the script should have drawn, and where. */
function frames({ nodes, names }) {
  const all = [];
  const open = [];
  for (let i = 0; i < nodes.length; i += 4) {
    const [level, name, total] = nodes.slice(i, i + 3);
    const parent = open[level - 1];
    const from = parent ? parent.next : 0;
    const frame = { level, name: names[name], total, from, next: from, parent };
    if (parent) parent.next += total;
    open[level] = frame;
    all.push(frame);
  }
  return all;
}

/** The colour in the middle of a row at a place, as one number; 0 where nothing was drawn. */
const colour = (page, x, level) =>
  page.evaluate(
    ([x, y]) => {
      const canvas = document.getElementById('flame');
      const ratio = canvas.width / canvas.clientWidth;
      const [r, g, b, a] = canvas.getContext('2d').getImageData(x * ratio, y * ratio, 1, 1).data;
      return a === 0 ? 0 : (r << 16) | (g << 8) | b;
    },
    // Near the upper edge, where there is no text.
    [x, level * ROW + 1.5],
  );

async function read(page) {
  const all = frames(JSON.parse(await page.textContent('#data')));
  const width = await page.evaluate(() => document.getElementById('flame').clientWidth);
  const middle = (frame) => ((frame.from + frame.total / 2) * width) / all[0].total;
  return { all, width, middle };
}

test('threads are drawn, zoomed into and searched', possible, async (t) => {
  const { page, problems } = await open(t, '/debug/threads?view=flame&form=html');
  const { all, width, middle } = await read(page);
  const [root] = all;
  const click = (x, level) => page.locator('#flame').click({ position: { x, y: level * ROW + ROW / 2 } });
  assert.match(await page.textContent('#detail'), / in all$/);
  assert.ok(all.some((frame) => frame.name === 'hub-loop'), 'the event loops are in it');

  const seen = all.filter((frame) => (frame.total * width) / root.total > 4);
  assert.ok(seen.length > 10, `only ${seen.length} frames`);
  for (const frame of seen) {
    assert.notEqual(await colour(page, middle(frame), frame.level), 0, `${frame.name} is not drawn`);
  }
  const deepest = Math.max(...all.map((frame) => frame.level));
  assert.equal(await page.evaluate(() => document.getElementById('flame').clientHeight), (deepest + 1) * ROW + 1);

  const narrow = seen.find((frame) => frame.level === 1 && frame.total < root.total);
  await page.locator('#flame').hover({ position: { x: middle(narrow), y: 1.5 * ROW } });
  assert.ok((await page.textContent('#tip')).startsWith(narrow.name), 'what is pointed at is named');
  await click(middle(narrow), 1);
  assert.ok((await page.textContent('#detail')).startsWith(`${narrow.name}: `), 'a click zooms');
  await page.locator('#flame').hover({ position: { x: width - 3, y: 1.5 * ROW } });
  assert.ok((await page.textContent('#tip')).startsWith(narrow.name), 'it is as wide as the page');
  await page.click('#reset');
  assert.match(await page.textContent('#detail'), / in all$/);

  const before = await colour(page, middle(narrow), 1);
  await page.fill('#search', narrow.name.toUpperCase());
  assert.match(await page.textContent('#matched'), /^matched: \d+ threads, \d/);
  assert.notEqual(await colour(page, middle(narrow), 1), before, 'what matches is marked');
  assert.notEqual(await colour(page, middle(root), 0), 0);
  await page.fill('#search', 'no frame is called that');
  assert.match(await page.textContent('#matched'), /^matched: 0 threads, 0\.0 %/);
  assert.equal(await colour(page, middle(narrow), 1), before, 'what does not is not');
  await page.fill('#search', '');
  assert.equal(await page.textContent('#matched'), '');

  await page.check('#upside');
  await page.locator('#flame').hover({ position: { x: 3, y: (deepest + 0.5) * ROW } });
  assert.ok((await page.textContent('#tip')).startsWith(root.name), 'the root is at the bottom');
  assert.deepEqual(problems, []);
});

test('a profile is drawn', possible, async (t) => {
  let over = false;
  const work = (async () => {
    while (!over) await (await fetch(`${admin}/metrics`)).text();
  })();
  const { page, problems } = await open(t, '/debug/profile?event=cpu&seconds=1&form=html');
  let drawn = await read(page);
  // However little the hub gets of the machine, it is met at work in one of them.
  while (drawn.all.length === 1) {
    await page.reload();
    drawn = await read(page);
  }
  over = true;
  await work;
  const { all, middle } = drawn;
  assert.notEqual(await colour(page, middle(all[0]), 0), 0);
  assert.match(await page.textContent('#detail'), /(s|ms|µs) in all$/);
  assert.deepEqual(problems, []);
});
