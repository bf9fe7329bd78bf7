// The hub under test. It runs elsewhere, behind a proxy that can be told to cut, and is named by two variables:
//   HUB_URL      its public origin, through the proxy
//   HUB_CONTROL  the proxy's control: POST /cut, /stall, /resume, /refuse?ms=, /hub/restart
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { HubClient } from '../../src/main/resources/io/broadcasthub/web/hub.js';

export const url = process.env.HUB_URL?.replace(/\/$/, '');
const control = process.env.HUB_CONTROL?.replace(/\/$/, '');

/** Test options that skip, with the reason, what cannot run here; in CI nothing is skipped. */
export function needs(...missing) {
  const hub = url && control ? undefined : 'no hub to test: set HUB_URL and HUB_CONTROL';
  const reason = [hub, ...missing].find(Boolean);
  if (reason && process.env.CI === 'true') throw new Error(`in CI nothing is skipped: ${reason}`);
  return { skip: reason ?? false, timeout: 240_000 };
}

export async function tell(command) {
  const answer = await fetch(`${control}/${command}`, { method: 'POST' });
  assert.ok(answer.ok, `/${command}: ${answer.status} ${await answer.text()}`);
}

/** Publishes over HTTP; a request that was cut is repeated under the same name, so the hub takes it once. */
export async function post(topic, data) {
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify(data),
  };
  for (let tries = 1; ; tries++) {
    try {
      const answer = await fetch(`${url}/topics/${topic}`, request);
      assert.equal(answer.status, 200, await answer.text());
      return;
    } catch (error) {
      if (error instanceof assert.AssertionError || tries === 20) throw error;
    }
  }
}

export const newTopic = (name) => `js.${name}.${randomUUID().slice(0, 8)}`;

/** A client that is closed with the test, and how often it connected. */
export function connect(t) {
  const client = new HubClient(`${url}/ws`, { WebSocket, backoff: { min: 20, max: 500 } });
  const seen = { opened: 0 };
  client.addEventListener('state', ({ detail }) => detail.state === 'open' && seen.opened++);
  t.after(() => client.close());
  return Object.assign(client, { seen });
}

/** Subscribes and collects; `until(n)` resolves when n messages came. */
export function collect(client, topic, start = {}) {
  const data = [], gaps = [], waiters = [];
  const check = () => waiters.forEach(({ n, resolve }) => data.length >= n && resolve());
  const subscription = client.subscribe(topic, start, {
    onMessage: (message) => {
      data.push(message.data);
      check();
    },
    onGap: ({ reason }) => gaps.push(reason),
    onError: (error) => waiters.forEach(({ reject }) => reject(error)),
  });
  const until = (n) =>
    new Promise((resolve, reject) => {
      waiters.push({ n, resolve, reject });
      check();
    });
  return { subscription, data, gaps, until };
}

export const numbers = (n) => Array.from({ length: n }, (_, i) => i + 1);
