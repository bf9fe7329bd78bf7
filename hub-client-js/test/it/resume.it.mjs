import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, connect, needs, newTopic, numbers, post, tell } from './hub.mjs';

test('500 messages arrive once and in order while connections are cut', needs(), async (t) => {
  const topic = newTopic('cut');
  const client = connect(t);
  const received = collect(client, topic);
  await received.subscription.ready;
  for (const n of numbers(500)) {
    await post(topic, n);
    if (n % 60 === 0) await tell('cut');
  }
  await received.until(500);
  assert.deepEqual(received.data, numbers(500));
  assert.deepEqual(received.gaps, []);
  assert.ok(client.seen.opened >= 2, `connected ${client.seen.opened} times: the cuts did not reach it`);
});

test('a pattern resumes as a topic does', needs(), async (t) => {
  const topic = newTopic('pattern');
  const client = connect(t);
  const received = collect(client, `${topic}.*`);
  await received.subscription.ready;
  for (const n of numbers(60)) {
    await post(`${topic}.${n % 3}`, n);
    if (n % 20 === 0) await tell('cut');
  }
  await received.until(60);
  assert.deepEqual(received.data, numbers(60));
  assert.deepEqual(received.gaps, []);
});

test('publishes that were cut are repeated and taken once', needs(), async (t) => {
  const topic = newTopic('publish');
  const received = collect(connect(t), topic);
  await received.subscription.ready;
  const publisher = connect(t);
  const acknowledged = [];
  for (const n of numbers(300)) {
    acknowledged.push(publisher.publish(topic, n));
    if (n % 50 === 0) await tell('cut');
  }
  const ids = (await Promise.all(acknowledged)).map(({ id }) => id);
  await received.until(300);
  assert.equal(new Set(ids).size, 300);
  assert.deepEqual(received.data, numbers(300));
  assert.deepEqual(received.gaps, []);
});

test('a position is handed on to another client', needs(), async (t) => {
  const topic = newTopic('after');
  const first = collect(connect(t), topic);
  await first.subscription.ready;
  for (const n of numbers(10)) await post(topic, n);
  await first.until(10);
  const { position } = first.subscription;
  for (const n of [11, 12]) await post(topic, n);
  const second = collect(connect(t), topic, { after: position });
  assert.equal((await second.subscription.ready).recovered, true);
  await second.until(2);
  assert.deepEqual(second.data, [11, 12]);
});

test('a stalled connection goes on where it stood', needs(), async (t) => {
  const topic = newTopic('stall');
  const client = connect(t);
  const received = collect(client, topic);
  await received.subscription.ready;
  await tell('stall');
  const publish = client.publish(topic, 1);
  await tell('resume');
  await publish;
  await received.until(1);
  assert.deepEqual(received.data, [1]);
});

test('a restarted hub is found again, and what it forgot is told', needs(), async (t) => {
  const topic = newTopic('restart');
  const client = connect(t);
  const received = collect(client, topic);
  await received.subscription.ready;
  await client.publish(topic, 1);
  await received.until(1);
  await tell('hub/restart');
  await client.publish(topic, 2);
  await received.until(2);
  assert.deepEqual(received.data, [1, 2]);
  assert.ok(received.gaps.every((reason) => reason === 'restarted'), String(received.gaps));
  assert.ok(client.seen.opened >= 2);
});
