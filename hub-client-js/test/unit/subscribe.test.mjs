import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeHub, message, settle } from './fake-hub.mjs';

/** A client with a running subscription to `a`; what it delivers is in `seen`. */
function subscribed(t, start = {}, ok = {}) {
  const hub = fakeHub(t);
  const seen = [];
  const subscription = hub.client.subscribe('a', start, {
    onMessage: ({ id }) => seen.push(id),
    onGap: ({ reason }) => seen.push(reason),
  });
  hub.socket.welcome();
  hub.socket.ok('subscribe', ok);
  return Object.assign(hub, { seen, subscription });
}

/** The subscribe frame of the next connection, without its id. */
function resumed(hub) {
  hub.reconnect();
  const { id, ...frame } = hub.socket.of('subscribe').at(-1);
  assert.equal(typeof id, 'number');
  return frame;
}

test('after a cut it resumes behind the last message delivered', (t) => {
  const hub = subscribed(t, {}, { at: 'e:4' });
  hub.socket.receive(message('a', 'e:5'), message('a', 'e:6'));
  assert.deepEqual(resumed(hub), { type: 'subscribe', topic: 'a', after: 'e:6' });
  hub.socket.ok('subscribe', { at: 'e:7', recovered: true });
  hub.socket.receive(message('a', 'e:7'));
  assert.deepEqual(hub.seen, ['e:5', 'e:6', 'e:7']);
});

test('cut before the first message, a live subscription resumes where it began', (t) => {
  assert.deepEqual(resumed(subscribed(t, {}, { at: 'e:4' })), { type: 'subscribe', topic: 'a', after: 'e:4' });
});

test('cut before the first message of an empty topic, it asks for all there is since', (t) => {
  const hub = subscribed(t);
  assert.deepEqual(resumed(hub), { type: 'subscribe', topic: 'a', last: 2 ** 31 - 1 });
  hub.socket.ok('subscribe', { at: 'e:2' });
  assert.equal(resumed(hub).last, 2 ** 31 - 1, 'still nothing was delivered');
});

test('cut before the first message of `last`, it asks for them again', (t) => {
  assert.deepEqual(resumed(subscribed(t, { last: 3 }, { at: 'e:9' })), { type: 'subscribe', topic: 'a', last: 3 });
});

test('cut before the answer, it asks as before', (t) => {
  const hub = fakeHub(t);
  hub.client.subscribe('a', { after: 'e:2' }, () => {});
  hub.socket.welcome();
  assert.deepEqual(resumed(hub), { type: 'subscribe', topic: 'a', after: 'e:2' });
});

test('what was delivered before is never delivered again', (t) => {
  const hub = subscribed(t, { after: 'e:2' });
  hub.socket.receive(message('a', 'e:2'), message('a', 'e:3'), message('a', 'e:3'), message('a', 'e:1'), message('a', 'e:4'));
  assert.deepEqual(hub.seen, ['e:3', 'e:4']);
});

test('another epoch counts afresh', (t) => {
  const hub = subscribed(t, { after: 'e:900' });
  hub.socket.receive({ type: 'gap', topic: 'a', after: 'e:900', next: 'f:1', reason: 'restarted' });
  hub.socket.receive(message('a', 'f:1'), message('a', 'f:2'));
  assert.deepEqual(hub.seen, ['restarted', 'f:1', 'f:2']);
  assert.equal(hub.subscription.position, 'f:2');
});

test('a gap is told to the handler and as an event, and is behind us at the next resume', (t) => {
  const hub = subscribed(t, { after: 'e:1' });
  const events = [];
  hub.client.addEventListener('gap', ({ detail }) => events.push(detail.next));
  hub.socket.receive({ type: 'gap', topic: 'a', after: 'e:1', next: 'e:50', reason: 'expired' });
  assert.deepEqual([hub.seen, events], [['expired'], ['e:50']]);
  assert.equal(resumed(hub).after, 'e:49');
});

test('messages of a pattern go to the pattern, of a topic to the topic', (t) => {
  const hub = subscribed(t);
  const other = [];
  hub.client.subscribe('*', (m) => other.push(m.id));
  hub.socket.ok('subscribe');
  hub.socket.receive(message('a', 'e:1'), { ...message('a', 'p:1'), pattern: '*' }, message('b', 'e:1'));
  assert.deepEqual([hub.seen, other], [['e:1'], ['p:1']]);
});

test('frames of the subscription before are not taken for the new one', (t) => {
  const hub = subscribed(t);
  hub.subscription.unsubscribe();
  const fresh = [];
  hub.client.subscribe('a', { after: 'e:1' }, (m) => fresh.push(m.id));
  hub.socket.receive(message('a', 'e:9'));
  hub.socket.ok('subscribe', { at: 'e:9', recovered: true });
  hub.socket.receive(message('a', 'e:2'));
  assert.deepEqual([hub.seen, fresh], [[], ['e:2']]);
  assert.deepEqual(hub.socket.sent.map(({ type }) => type), ['subscribe', 'unsubscribe', 'subscribe']);
});

test('after unsubscribe nothing is delivered and nothing is resubscribed', (t) => {
  const hub = subscribed(t);
  hub.subscription.unsubscribe();
  hub.subscription.unsubscribe();
  hub.socket.receive(message('a', 'e:1'));
  assert.equal(hub.socket.of('unsubscribe').length, 1);
  hub.reconnect();
  assert.deepEqual([hub.seen, hub.socket.of('subscribe')], [[], []]);
});

test('left before its answer, a subscription never starts', async (t) => {
  const hub = fakeHub(t);
  hub.socket.welcome();
  const left = hub.client.subscribe('a', { onStart: () => assert.fail('started') });
  left.unsubscribe();
  const [{ id }] = hub.socket.of('subscribe');
  hub.socket.receive({ type: 'ok', id, topic: 'a' }, message('a', 'e:1'));
  assert.equal(left.position, undefined);
  await assert.rejects(left.ready, { code: 'closed' });
});

test('a second subscription to the same topic is refused', (t) => {
  const hub = subscribed(t);
  assert.throws(() => hub.client.subscribe('a'), { code: 'already_subscribed', topic: 'a' });
});

test('a refusal ends the subscription, a passing trouble repeats it', async (t) => {
  const hub = fakeHub(t);
  const errors = [];
  hub.client.subscribe('a', { onError: ({ code }) => errors.push(code) });
  hub.socket.welcome();
  hub.socket.refuse('subscribe', 'overloaded', { retryAfter: 900 });
  hub.tick(899);
  assert.equal(hub.socket.of('subscribe').length, 1);
  hub.tick(1);
  assert.equal(hub.socket.of('subscribe').length, 2);
  hub.socket.refuse('subscribe', 'forbidden');
  assert.deepEqual(errors, ['forbidden']);
  hub.reconnect();
  assert.equal(hub.socket.of('subscribe').length, 0);
});

test('ready settles with the first answer', async (t) => {
  const hub = subscribed(t, { after: 'e:1' }, { at: 'e:5', recovered: true });
  assert.deepEqual(await hub.subscription.ready, { topic: 'a', at: 'e:5', recovered: true });
});

test('a callback that throws is an uncaught error and stops nothing', async (t) => {
  const hub = fakeHub(t);
  const uncaught = [];
  t.mock.method(globalThis, 'queueMicrotask', (task) => assert.throws(task, (error) => uncaught.push(error.message) > 0));
  const seen = [];
  hub.client.subscribe('a', ({ id }) => {
    seen.push(id);
    throw new Error('application');
  });
  hub.socket.welcome();
  hub.socket.ok('subscribe');
  hub.socket.receive(message('a', 'e:1'), message('a', 'e:2'));
  assert.deepEqual([seen, uncaught], [['e:1', 'e:2'], ['application', 'application']]);
});

test('join and leave reach their handlers', (t) => {
  const hub = fakeHub(t);
  const seen = [];
  hub.client.subscribe('a', { onJoin: (m) => seen.push(`+${m}`), onLeave: (m) => seen.push(`-${m}`) });
  hub.socket.welcome();
  hub.socket.ok('subscribe');
  hub.socket.receive({ type: 'join', topic: 'a', member: 'ann' }, { type: 'leave', topic: 'a', member: 'ann' });
  assert.deepEqual(seen, ['+ann', '-ann']);
});

test('iterating yields messages and gaps in order; leaving the loop unsubscribes', async (t) => {
  const hub = fakeHub(t);
  const subscription = hub.client.subscribe('a');
  hub.socket.welcome();
  hub.socket.ok('subscribe');
  hub.socket.receive(message('a', 'e:1'), { type: 'gap', topic: 'a', next: 'e:5', reason: 'slow' }, message('a', 'e:5'));
  const seen = [];
  for await (const item of subscription) {
    seen.push(item.id ?? item.reason);
    if (seen.length === 3) hub.socket.receive(message('a', 'e:6'));
    if (seen.length === 4) break;
  }
  assert.deepEqual(seen, ['e:1', 'slow', 'e:5', 'e:6']);
  assert.equal(hub.socket.of('unsubscribe').length, 1);
});

test('what waits for a loop is not yielded after unsubscribe', async (t) => {
  const hub = fakeHub(t);
  const subscription = hub.client.subscribe('a');
  hub.socket.welcome();
  hub.socket.ok('subscribe');
  hub.socket.receive(message('a', 'e:1'), message('a', 'e:2'));
  const seen = [];
  for await (const { id } of subscription) {
    seen.push(id);
    subscription.unsubscribe();
  }
  assert.deepEqual(seen, ['e:1']);
});

test('a loop that lags loses the oldest and is told in their place', async (t) => {
  const hub = fakeHub(t);
  const subscription = hub.client.subscribe('a');
  hub.socket.welcome();
  hub.socket.ok('subscribe');
  const total = 5000;
  for (let i = 1; i <= total; i++) hub.socket.receive(message('a', `e:${i}`, i));
  let items = 0, gap, previous;
  for await (const item of subscription) {
    items++;
    if (item.type === 'gap') {
      assert.equal(gap, undefined, 'one gap');
      gap = item;
      continue;
    }
    assert.equal(item.id, previous === undefined ? gap.next : `e:${previous + 1}`);
    previous = item.data;
    if (previous === total) break;
  }
  assert.equal(gap.reason, 'slow');
  assert.ok(items <= 1025, `${items} kept`);
});

test('a loop over a refused subscription throws, over a closed client it ends', async (t) => {
  const hub = fakeHub(t);
  const refused = hub.client.subscribe('a');
  const closing = hub.client.subscribe('b');
  hub.socket.welcome();
  const { id } = hub.socket.of('subscribe').find(({ topic }) => topic === 'a');
  hub.socket.receive({ type: 'error', id, topic: 'a', code: 'forbidden', message: 'no' });
  const drain = async (subscription) => {
    for await (const item of subscription) assert.fail(item.id);
  };
  await assert.rejects(drain(refused), { code: 'forbidden' });
  const ended = drain(closing);
  await settle();
  hub.client.close();
  await ended;
});
