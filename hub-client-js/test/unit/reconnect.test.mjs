import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { backoff, mayReconnect } from '../../src/main/resources/io/broadcasthub/web/hub.js';
import { fakeHub, settle } from './fake-hub.mjs';

test('close codes say whether to come back', () => {
  for (const code of [1000, 1002, 1003, 1007, 1009, 4000, 4001, 4003, 4008, 4099]) {
    assert.equal(mayReconnect(code), false, `${code}`);
  }
  for (const code of [1001, 1005, 1006, 1008, 1011, 1012, 1013, 4100, 4101, 4102, 4103, 4104, 4199]) {
    assert.equal(mayReconnect(code), true, `${code}`);
  }
});

test('backoff doubles up to its bound and jitters over the whole interval', () => {
  const bounds = { min: 100, max: 1000 };
  const longest = [0, 1, 2, 3, 4, 50, 5000].map((attempt) => backoff(attempt, bounds, () => 1));
  assert.deepEqual(longest, [100, 200, 400, 800, 1000, 1000, 1000]);
  assert.equal(backoff(3, bounds, () => 0), 0);
  assert.equal(backoff(3, bounds, () => 0.5), 400);
});

test('the url is made a WebSocket url and the subprotocol is offered', (t) => {
  const { socket } = fakeHub(t);
  assert.equal(socket.url, 'ws://hub.test/ws');
  assert.equal(socket.protocol, 'hub.v1.json');
});

test('each failed try waits longer', (t) => {
  const hub = fakeHub(t);
  const waits = [];
  hub.client.addEventListener('state', ({ detail }) => detail.retryIn === undefined || waits.push(detail.retryIn));
  for (let i = 0; i < 4; i++) {
    hub.socket.cut();
    assert.equal(hub.client.state, 'waiting');
    hub.tick(waits.at(-1) - 1);
    assert.equal(hub.client.state, 'waiting');
    hub.tick(1);
    assert.equal(hub.client.state, 'connecting');
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000]);
});

test('only a connection that lasted starts the backoff afresh', (t) => {
  const hub = fakeHub(t);
  const waits = [];
  hub.client.onstate = ({ retryIn }) => retryIn === undefined || waits.push(retryIn);
  hub.socket.welcome();
  hub.socket.cut();
  hub.tick(250);
  hub.socket.welcome();
  hub.socket.cut();
  hub.tick(500);
  hub.socket.welcome();
  hub.tick(5001);
  hub.socket.cut();
  assert.deepEqual(waits, [250, 500, 250]);
});

test('bye.retryAfter is waited for', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  hub.socket.receive({ type: 'bye', code: 1012, reason: 'restarting', retryAfter: 7000 });
  hub.socket.cut(1012);
  hub.tick(6999);
  assert.equal(hub.sockets.length, 1);
  hub.tick(1);
  assert.equal(hub.sockets.length, 2);
});

test('bye.retryAfter is taken as it is, without the backoff, which goes on after it', (t) => {
  const hub = fakeHub(t);
  const waits = [];
  hub.client.onstate = ({ retryIn }) => retryIn === undefined || waits.push(retryIn);
  hub.socket.welcome();
  hub.socket.receive({ type: 'bye', code: 1012, reason: 'restarting', retryAfter: 3 });
  hub.socket.cut(1012);
  hub.tick(3);
  assert.equal(hub.sockets.length, 2);
  hub.socket.cut();
  assert.deepEqual(waits, [3, 500]);
});

test('a bye without retryAfter is final, and its code stands for a close frame that got lost', (t) => {
  const hub = fakeHub(t);
  const changes = [];
  hub.client.onstate = (change) => changes.push(change);
  hub.socket.welcome();
  hub.socket.receive({ type: 'bye', code: 4003, reason: 'origin' });
  hub.socket.cut(1006);
  assert.equal(hub.client.state, 'closed');
  assert.equal(changes.at(-1).error.code, 'forbidden');
  hub.tick(600_000);
  assert.equal(hub.sockets.length, 1);
});

test('a final code in a bye is final, with a retryAfter too', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  hub.socket.receive({ type: 'bye', code: 4003, reason: 'origin', retryAfter: 100 });
  hub.socket.cut(4003);
  assert.equal(hub.client.state, 'closed');
});

test('a bye counts for its own connection only', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  hub.socket.receive({ type: 'bye', code: 1012, reason: 'restarting', retryAfter: 100 });
  hub.reconnect(1012);
  hub.socket.cut(4001);
  assert.equal(hub.client.state, 'closed');
});

test('a final close code ends subscriptions and requests with the error', async (t) => {
  const hub = fakeHub(t);
  const errors = [];
  hub.client.subscribe('a', { onError: (error) => errors.push(error.code) });
  const publish = hub.client.publish('a', 1);
  hub.socket.cut(4001, 'unauthorized');
  await assert.rejects(publish, { name: 'HubError', code: 'unauthorized' });
  assert.deepEqual(errors, ['unauthorized']);
  assert.throws(() => hub.client.subscribe('b'), { code: 'closed' });
});

test('a quiet client pings, and a pong keeps the connection', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome({ heartbeat: 10 });
  for (let i = 1; i <= 5; i++) {
    hub.tick(10_000);
    assert.ok(hub.socket.of('ping').length >= i, `${hub.socket.of('ping').length} pings after ${i} heartbeats`);
    hub.socket.receive({ type: 'pong' });
  }
  assert.equal(hub.client.state, 'open');
  assert.equal(hub.sockets.length, 1);
});

test('a hub that is not heard of for two heartbeats is left', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome({ heartbeat: 10 });
  hub.tick(10_000);
  assert.equal(hub.client.state, 'open');
  hub.tick(10_000);
  assert.notEqual(hub.client.state, 'open');
  assert.ok(hub.sockets[0].closed);
});

test('a hub that takes everything and answers nothing is left as well', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome({ heartbeat: 10 });
  for (let s = 0; s < 20; s++) {
    hub.client.publish('a', s).catch(() => {});
    hub.tick(1000);
  }
  assert.notEqual(hub.client.state, 'open');
});

test('a client in conversation does not ping', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome({ heartbeat: 10 });
  for (let s = 0; s < 30; s++) {
    hub.client.publish('a', s);
    hub.socket.ok('publish', { at: `e:${s + 1}` });
    hub.tick(1000);
  }
  assert.equal(hub.socket.of('ping').length, 0);
});

test('a hub that never says welcome is left', (t) => {
  const hub = fakeHub(t);
  hub.tick(10_000);
  assert.equal(hub.client.state, 'waiting');
  assert.ok(hub.socket.closed);
});

test('events of a connection that was left are ignored', (t) => {
  const hub = fakeHub(t);
  const [first] = hub.sockets;
  hub.reconnect();
  first.cut(4001);
  first.receive({ type: 'bye', code: 4001, reason: '' });
  assert.equal(hub.client.state, 'open');
});

test('unknown frames are ignored; an unreadable one ends the connection', (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  hub.socket.receive({ type: 'novelty', topic: 'a' }, { type: 'ok', id: 4711 });
  assert.equal(hub.client.state, 'open');
  hub.socket.receive('{"type":"mess');
  assert.equal(hub.client.state, 'waiting');
});

test('close leaves no timer, and a late answer does nothing', async (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  const publish = hub.client.publish('a', 1);
  hub.client.close();
  hub.client.close();
  assert.equal(hub.socket.closeCode, 1000);
  await assert.rejects(publish, { code: 'closed' });
  hub.socket.ok('publish', { at: 'e:1' });
  hub.socket.cut(1000);
  const { length } = hub.socket.sent;
  hub.tick(600_000);
  assert.equal(hub.client.state, 'closed');
  assert.equal(hub.sockets.length, 1);
  assert.equal(hub.socket.sent.length, length);
});

for (const at of ['open', 'waiting', 'connecting']) {
  test(`closing within the callback for ${at} stays closed`, (t) => {
    const hub = fakeHub(t);
    hub.client.onstate = ({ state }) => state === at && hub.client.close();
    hub.socket.welcome();
    hub.socket.cut();
    hub.tick(600_000);
    assert.equal(hub.client.state, 'closed');
    assert.ok(hub.sockets.length <= 2);
  });
}

test('a page that is seen again retries at once, but not before the hub wants it', (t) => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  globalThis.document = page;
  t.after(() => delete globalThis.document);
  const hub = fakeHub(t);
  const seen = () => page.dispatchEvent(new Event('visibilitychange'));
  hub.socket.cut();
  page.visibilityState = 'hidden';
  seen();
  assert.equal(hub.sockets.length, 1, 'hidden');
  page.visibilityState = 'visible';
  seen();
  assert.equal(hub.sockets.length, 2);
  hub.socket.welcome();
  hub.socket.receive({ type: 'bye', code: 1012, reason: 'restarting', retryAfter: 7000 });
  hub.socket.cut(1012);
  seen();
  assert.equal(hub.sockets.length, 2, 'asked to wait');
  hub.tick(7000);
  assert.equal(hub.sockets.length, 3);
  assert.equal(getEventListeners(page, 'visibilitychange').length, 1);
  hub.client.close();
  assert.equal(getEventListeners(page, 'visibilitychange').length, 0);
});

test('after a sleep the connection has five seconds to prove itself', (t) => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  globalThis.document = page;
  t.after(() => delete globalThis.document);
  const hub = fakeHub(t);
  hub.socket.welcome({ heartbeat: 60 });
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(hub.socket.of('ping').length, 1);
  hub.socket.receive({ type: 'pong' });
  hub.tick(5000);
  assert.equal(hub.client.state, 'open');
  page.dispatchEvent(new Event('visibilitychange'));
  hub.tick(5000);
  assert.equal(hub.client.state, 'waiting');
});

test('the token is presented first, refreshed before it expires, and asked for again on each connection', async (t) => {
  let count = 0;
  const hub = fakeHub(t, { token: () => `token-${++count}` });
  hub.client.subscribe('a');
  hub.socket.welcome();
  await settle();
  assert.deepEqual(hub.socket.sent.map(({ type, token }) => token ?? type), ['token-1']);
  hub.socket.ok('auth', { expires: Date.now() + 100_000 });
  assert.equal(hub.client.state, 'open');
  assert.equal(hub.socket.of('subscribe').length, 1);
  for (let s = 0; s < 80; s += 4) {
    hub.tick(4_000);
    hub.socket.receive({ type: 'pong' });
  }
  await settle();
  assert.deepEqual(hub.socket.of('auth').map(({ token }) => token), ['token-1', 'token-2']);
  hub.reconnect(4101);
  await settle();
  assert.equal(hub.socket.of('auth')[0].token, 'token-3');
});

test('a refused token is final', async (t) => {
  const hub = fakeHub(t, { token: 'bad' });
  hub.socket.welcome();
  await settle();
  hub.socket.refuse('auth', 'unauthorized');
  assert.equal(hub.client.state, 'closed');
  assert.ok(hub.socket.closed);
});

test('a token that comes too late for its connection is not sent', async (t) => {
  const given = [];
  const hub = fakeHub(t, { token: () => new Promise((resolve) => given.push(resolve)) });
  hub.socket.welcome();
  hub.reconnect();
  given[0]('late');
  await settle();
  assert.deepEqual(hub.sockets.map(({ sent }) => sent), [[], []]);
  given[1]('in time');
  await settle();
  assert.deepEqual(hub.socket.sent.map(({ token }) => token), ['in time']);
});

test('no token: try again', async (t) => {
  const hub = fakeHub(t, { token: () => Promise.reject(new Error('login is down')) });
  hub.socket.welcome();
  await settle();
  assert.equal(hub.client.state, 'waiting');
  assert.ok(hub.socket.closed);
});

test('closed as soon as it is open, a client asks for no more tokens', async (t) => {
  let asked = 0;
  const hub = fakeHub(t, { token: () => `token-${++asked}` });
  hub.client.onstate = ({ state }) => state === 'open' && hub.client.close();
  hub.socket.welcome();
  await settle();
  hub.socket.ok('auth', { expires: Date.now() + 10_000 });
  assert.equal(hub.client.state, 'closed');
  hub.tick(60_000);
  assert.equal(asked, 1);
});

test('a token the hub cannot check now is presented again', async (t) => {
  const hub = fakeHub(t, { token: 'good' });
  hub.socket.welcome();
  await settle();
  hub.socket.refuse('auth', 'unavailable');
  assert.equal(hub.client.state, 'waiting');
});
