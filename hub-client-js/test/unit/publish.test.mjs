import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeHub } from './fake-hub.mjs';

test('a publish resolves with what the hub answers', async (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  const published = hub.client.publish('a', { n: 1 }, { key: 'k', dedupe: 'd' });
  const [{ id, ...frame }] = hub.socket.of('publish');
  assert.deepEqual(frame, { type: 'publish', topic: 'a', data: { n: 1 }, key: 'k', dedupe: 'd' });
  hub.socket.ok('publish', { at: 'e:1' });
  assert.deepEqual(await published, { topic: 'a', id: 'e:1' });
});

test('unacknowledged publishes are repeated in order with the same dedupe names', async (t) => {
  const hub = fakeHub(t);
  const all = [1, 2, 3].map((n) => hub.client.publish('a', n));
  hub.socket.welcome();
  const first = hub.socket.of('publish');
  hub.socket.receive({ type: 'ok', id: first[0].id, topic: 'a', at: 'e:1' });
  hub.reconnect();
  assert.deepEqual(hub.socket.of('publish'), first.slice(1));
  assert.equal(new Set(first.map(({ dedupe }) => dedupe)).size, 3);
  assert.ok(first.every(({ dedupe }) => dedupe.length >= 32 && dedupe.length <= 64));
  for (const { id } of first.slice(1)) hub.socket.receive({ type: 'ok', id, topic: 'a', at: `e:${id}` });
  await Promise.all(all);
  hub.reconnect();
  assert.deepEqual(hub.socket.of('publish'), []);
});

test('names are made up where randomUUID is missing, as on pages without TLS', async (t) => {
  t.mock.method(crypto, 'randomUUID');
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  t.after(() => delete crypto.randomUUID);
  const hub = fakeHub(t);
  hub.socket.welcome();
  hub.client.publish('a', 1).catch(() => {});
  assert.match(hub.socket.of('publish')[0].dedupe, /^[0-9a-f]{32}$/);
});

test('subscriptions are restored before publishes are repeated', (t) => {
  const hub = fakeHub(t);
  hub.client.publish('a', 1).catch(() => {});
  hub.client.subscribe('a', () => {});
  hub.socket.welcome();
  assert.deepEqual(hub.socket.sent.map(({ type }) => type), ['subscribe', 'publish']);
});

test('a publish made while opening is sent once', (t) => {
  const hub = fakeHub(t);
  hub.client.onstate = ({ state }) => state === 'open' && hub.client.publish('a', 1).catch(() => {});
  hub.socket.welcome();
  assert.equal(hub.socket.of('publish').length, 1);
});

test('a refusal is a typed error', async (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  const published = hub.client.publish('a', 1);
  hub.socket.refuse('publish', 'rate_limited', { retryAfter: 500 });
  await assert.rejects(published, { name: 'HubError', code: 'rate_limited', topic: 'a', retryAfter: 500 });
});

test('one more than may be in flight is refused at once', async (t) => {
  const hub = fakeHub(t, { maxInFlight: 2 });
  hub.socket.welcome();
  hub.client.publish('a', 1).catch(() => {});
  const second = hub.client.publish('a', 2);
  await assert.rejects(hub.client.publish('a', 3), { code: 'overloaded' });
  hub.socket.ok('publish', { at: 'e:1' });
  await second;
  hub.client.publish('a', 4).catch(() => {});
  assert.deepEqual(hub.socket.of('publish').map(({ data }) => data), [1, 2, 4]);
});

test('a message the hub would close the connection for is refused here', async (t) => {
  const hub = fakeHub(t, { maxInFlight: 1 });
  hub.socket.welcome({ maxFrame: 200 });
  await assert.rejects(hub.client.publish('a', 'ä'.repeat(100)), { code: 'too_large' });
  assert.equal(hub.socket.of('publish').length, 0);
  hub.client.publish('a', 'small').catch(() => {});
  assert.equal(hub.socket.of('publish').length, 1);
});

test('data that is not JSON is rejected and leaves nothing behind', async (t) => {
  const hub = fakeHub(t, { maxInFlight: 1 });
  hub.socket.welcome();
  await assert.rejects(hub.client.publish('a', 1n), TypeError);
  hub.client.publish('a', 1).catch(() => {});
  assert.equal(hub.socket.of('publish').length, 1);
});

test('presence answers the members', async (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  const members = hub.client.presence('a');
  hub.socket.ok('presence', { members: ['ann'] });
  assert.deepEqual(await members, ['ann']);
});

test('an error that answers nothing is an event', (t) => {
  const hub = fakeHub(t);
  const codes = [];
  hub.client.addEventListener('error', ({ detail }) => codes.push(detail.code));
  hub.socket.welcome();
  hub.socket.receive({ type: 'error', code: 'bad_request', message: 'no' });
  assert.deepEqual(codes, ['bad_request']);
});
