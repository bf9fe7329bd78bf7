// A WebSocket without a network: the test plays the hub, frame by frame.
import { mock } from 'node:test';
import { HubClient } from '../../src/main/resources/io/broadcasthub/web/hub.js';

class FakeWebSocket {
  texts = [];
  sent = [];
  closed = false;

  constructor(url, protocol) {
    Object.assign(this, { url, protocol });
  }

  send(text) {
    this.texts.push(text);
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closed = true;
    this.closeCode = code;
  }

  welcome({ heartbeat = 10, maxFrame = 65536 } = {}) {
    this.receive({ type: 'welcome', session: 's1', version: '1', heartbeat, maxFrame });
  }

  receive(...frames) {
    for (const frame of frames) this.onmessage({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  cut(code = 1006, reason = '') {
    this.onclose({ code, reason });
  }

  of(type) {
    return this.sent.filter((frame) => frame.type === type);
  }

  /** Answers the newest request of this type. */
  ok(type, fields = {}) {
    const { id, topic } = this.of(type).at(-1);
    this.receive({ type: 'ok', id, topic, ...fields });
  }

  refuse(type, code, fields = {}) {
    const { id, topic } = this.of(type).at(-1);
    this.receive({ type: 'error', id, topic, code, message: `refused: ${code}`, ...fields });
  }
}

/** In small steps: within one tick of the mock the clock stands at its end. */
function tick(ms) {
  for (let left = ms; left > 0; left -= 100) mock.timers.tick(Math.min(left, 100));
}

/** A client under fake time whose jitter is `random`; `hub.socket` is its present connection. */
export function fakeHub(t, { random = 1, ...options } = {}) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  t.mock.method(Math, 'random', () => random);
  const sockets = [];
  class Socket extends FakeWebSocket {
    constructor(...args) {
      super(...args);
      sockets.push(this);
    }
  }
  const client = new HubClient('http://hub.test/ws', { WebSocket: Socket, ...options });
  t.after(() => {
    client.close();
    mock.timers.reset();
  });
  return {
    client,
    sockets,
    get socket() {
      return sockets.at(-1);
    },
    tick,
    /** Cuts the connection and lets the client open the next one. */
    reconnect(code) {
      const cut = sockets.at(-1);
      cut.cut(code);
      for (let ms = 0; sockets.at(-1) === cut && ms < 30_000; ms += 100) tick(100);
      sockets.at(-1).welcome();
    },
  };
}

export function message(topic, id, data = id) {
  return { type: 'message', topic, id, data, time: 1 };
}

/** Lets promises that are settled run their continuations. */
export function settle() {
  return new Promise((resolve) => setImmediate(resolve));
}
