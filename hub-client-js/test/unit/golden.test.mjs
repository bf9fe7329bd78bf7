// The frames every codec of the project is tested against, whatever its language.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fakeHub, settle } from './fake-hub.mjs';

const folder = new URL('../../../hub-protocol/src/test/resources/golden/', import.meta.url);
const read = (name) =>
  readFileSync(new URL(name, folder), 'utf8').trim().split('\n').map((line) => ({ line, ...JSON.parse(line) }));
const skip = existsSync(folder) || process.env.CI === 'true' ? false : `no golden frames at ${folder.pathname}`;

/** What an application calls so that the client sends this frame. */
const calls = {
  subscribe: ({ client }, { topic, after, last }) => client.subscribe(topic, { after, last }, () => {}),
  publish: ({ client }, { topic, data, key, dedupe }) => void client.publish(topic, data, { key, dedupe }).catch(() => {}),
  presence: ({ client }, { topic }) => void client.presence(topic).catch(() => {}),
  unsubscribe: ({ client }, { topic }) => client.subscribe(topic, () => {}).unsubscribe(),
  ping: ({ tick }) => tick(5_000),
};

test('the client sends the golden frames, byte for byte', { skip }, async (t) => {
  const seen = new Set();
  for (const { name, line, frame } of read('client-frames.ndjson')) {
    const text = line.slice(line.indexOf('"frame":') + '"frame":'.length, -1);
    const call = calls[frame.type];
    const unsent = { id: (frame.id === undefined) !== (frame.type === 'ping'), reserved: frame.topic?.startsWith('$') };
    if (!call || unsent.id || unsent.reserved) continue; // forms this client never uses
    await t.test(name, (t) => {
      const hub = fakeHub(t);
      hub.socket.welcome();
      call(hub, frame);
      // Each client numbers its requests, and names its publishes: those two are put in.
      const sent = hub.socket.texts.at(-1);
      const actual = frame.id === undefined ? sent : sent.replace(/"id":\d+/, `"id":${JSON.stringify(frame.id)}`);
      assert.equal(frame.dedupe ? actual : actual.replace(/"dedupe":"[0-9a-f-]{36}",/, ''), text);
    });
    seen.add(frame.type);
  }
  assert.deepEqual([...seen].sort(), Object.keys(calls).sort(), 'kinds of frames sent');
});

test('the token goes out as the golden frame', { skip }, async (t) => {
  const { frame } = read('client-frames.ndjson').find(({ name }) => name === 'auth');
  const hub = fakeHub(t, { token: frame.token });
  hub.socket.welcome();
  await settle();
  assert.equal(hub.socket.texts[0], JSON.stringify(frame));
});

test('the client takes every golden frame of the hub', { skip }, async (t) => {
  for (const { name, frame } of read('server-frames.ndjson')) {
    await t.test(name, (t) => {
      const hub = fakeHub(t);
      const seen = [];
      const take = (item) => seen.push(item);
      hub.client.addEventListener('error', ({ detail }) => take(detail.code));
      const topic = frame.pattern ?? frame.topic ?? 'other';
      hub.client.subscribe(topic, { onMessage: take, onGap: take, onJoin: take, onLeave: take });
      hub.socket.welcome();
      hub.socket.ok('subscribe');
      hub.socket.receive(frame);
      const expected = {
        message: [frame],
        gap: [frame],
        join: [frame.member],
        leave: [frame.member],
        error: [frame.code],
      };
      assert.deepEqual(seen, expected[frame.type] ?? []);
      assert.equal(hub.client.state, 'open');
      hub.socket.cut(frame.type === 'bye' ? frame.code : 1006);
      assert.equal(hub.client.state, name === 'bye-for-good' ? 'closed' : 'waiting');
    });
  }
});
