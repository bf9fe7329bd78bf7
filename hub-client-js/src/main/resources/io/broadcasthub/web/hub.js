// Broadcast Hub, browser client: one ES module for browsers, workers, Deno and Node. Types: hub.d.ts.
//
//   import { HubClient } from '/hub.js';
//   const hub = new HubClient();                                   // ws(s)://<this host>/ws
//   hub.subscribe('news', (message) => console.log(message.data));
//   await hub.publish('news', { title: 'hello' });                 // resolves when the hub has it
//
// What it promises across lost connections: every message of a subscription once and in order, or an explicit gap;
// every publish acknowledged, repeated until it is, and taken by the hub once.
// Long for one file, because it is served as it stands: no build step, no second request.

/** @import * as Types from './hub.js' */

const SUBPROTOCOL = 'hub.v1.json';
const WELCOME_DEADLINE = 10_000; // ms for connect, welcome and auth together
const PROBE = 5_000; // ms a connection has to answer after the page slept
const STABLE = 5_000; // a connection that lived this many ms starts the backoff afresh
const INBOX = 1024; // what is kept for a `for await` loop that lags behind
const MAX_INT = 2 ** 31 - 1; // the longest timer; as `last`: everything retained

const FINAL_CLOSES = new Set([1000, 1002, 1003, 1007, 1009]);
const CLOSE_NAMES = new Map([[4001, 'unauthorized'], [4003, 'forbidden'], [1009, 'too_large']]);
const PASSING_ERRORS = new Set(['rate_limited', 'overloaded', 'unavailable']);

export const mayReconnect = (code) => !FINAL_CLOSES.has(code) && (code < 4000 || code >= 4100);

export function backoff(attempt, { min = 250, max = 30_000 } = {}, random = Math.random) {
  return Math.round(random() * Math.min(max, min * 2 ** Math.min(attempt, 30)));
}

/** @implements {Types.HubError} */
export class HubError extends Error {
  name = 'HubError';

  constructor(/** @type {any} */ { code, message, topic, retryAfter }) {
    super(message);
    this.code = code;
    this.topic = topic;
    this.retryAfter = retryAfter;
  }
}

const closed = () => new HubError({ code: 'closed', message: 'this client is closed' });

/** A name nobody else makes up. `randomUUID` exists on secure pages only. */
function newName() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16).padStart(8, '0')).join('');
}

/** Runs a callback of the application: what it throws is an uncaught error, and no matter of ours. */
function callOut(callback) {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
}

function split(id) {
  const colon = id.lastIndexOf(':');
  return [id.slice(0, colon), Number(id.slice(colon + 1))];
}

/**
 * One topic or pattern: its position in the log, which outlives connections, and where its messages go.
 * @implements {Types.Subscription}
 */
class Subscription {
  live = false; // set by the hub's answer on this connection: frames of an earlier subscription are not ours
  attempts = 0;
  /** @type {string | undefined} */ position;
  #epoch = '';
  #offset = NaN;
  #foundEmpty = false; // the log was: all it will ever hold is still to come
  #gapDue = false; // the hub could not resume, and will say so
  #mayJump = false; // after a slow gap a conflated topic goes on with the newest message of each key
  #ended = false;
  /** @type {HubError | undefined} */ #error;
  /** @type {any[] | undefined} */ #inbox;
  /** @type {string | undefined} */ #yielded;
  #wakeReader = () => {};
  #started; #refused; #start; #handlers; #hooks;

  /** @param {{ leave: () => void, gap: (gap: Types.Gap) => void }} hooks */
  constructor(topic, start, handlers, hooks) {
    this.topic = topic;
    this.ready = new Promise((resolve, reject) => [this.#started, this.#refused] = [resolve, reject]);
    this.ready.catch(() => {}); // who does not ask is told through onError
    [this.#start, this.#handlers, this.#hooks] = [start, handlers ?? {}, hooks];
    if (!handlers?.onMessage) this.#inbox = [];
    if (start.after !== undefined) this.#moveTo(start.after);
  }

  /** The frame that subscribes, the first time and each time again. */
  request() {
    const start = this.position === undefined ? this.#start : { after: this.position };
    return { type: 'subscribe', topic: this.topic, ...start };
  }

  /** A cut before the first message must lose nothing either: the hub's newest message fixes the place to resume at. */
  onOk({ topic, at, recovered }) {
    [this.live, this.attempts, this.#mayJump, this.#gapDue] = [true, 0, false, recovered === false];
    const { after, last = 0 } = this.#start;
    if (this.position === undefined && after === undefined) {
      const [epoch, offset] = split(at ?? '');
      if (at === undefined) [this.#foundEmpty, this.#start] = [true, { last: MAX_INT }];
      else if (last === 0) this.#moveTo(at);
      else if (!this.#foundEmpty) this.#start = { after: `${epoch}:${Math.max(0, offset - last)}` };
    }
    this.#started({ topic, at, recovered });
    callOut(() => this.#handlers.onStart?.({ topic, at, recovered }));
  }

  onMessage(message) {
    const [epoch, offset] = split(message.id);
    if (!this.live || (epoch === this.#epoch && offset <= this.#offset)) return; // not ours, or a duplicate
    const reason = this.#untoldGap(epoch, offset);
    if (reason) this.onGap({ type: 'gap', topic: this.topic, after: this.position, next: message.id, reason });
    if (!this.live) return; // left in the callback
    this.#moveTo(message.id);
    this.#take(message);
    callOut(() => this.#handlers.onMessage?.(message));
  }

  /** @returns {Types.Gap['reason'] | undefined} why messages are missing before this one, if they are */
  #untoldGap(epoch, offset) {
    if (this.#gapDue) return 'unavailable';
    if (this.position === undefined) return this.#foundEmpty && offset !== 1 ? 'expired' : undefined;
    if (epoch !== this.#epoch) return 'restarted';
    return offset === this.#offset + 1 || this.#mayJump ? undefined : 'unavailable';
  }

  /** What the hub says follows stands, also where that is further back: a log that lost its end counts again. */
  onGap(gap) {
    const [epoch, offset] = split(gap.next);
    this.#moveTo(`${epoch}:${Math.max(0, offset - 1)}`);
    [this.#gapDue, this.#mayJump] = [false, gap.reason === 'slow'];
    this.#take(gap);
    callOut(() => this.#handlers.onGap?.(gap));
    this.#hooks.gap(gap);
  }

  onPresence({ type, member }) {
    callOut(() => (type === 'join' ? this.#handlers.onJoin?.(member) : this.#handlers.onLeave?.(member)));
  }

  end(error) {
    if (this.#ended) return;
    this.#ended = true;
    this.live = false;
    this.#error = error;
    this.#refused(error ?? new HubError({ code: 'closed', message: 'unsubscribed', topic: this.topic }));
    if (!error) this.#inbox?.splice(0);
    this.#wakeReader();
    if (error) callOut(() => this.#handlers.onError?.(error));
  }

  unsubscribe() {
    if (!this.#ended) this.#hooks.leave();
    this.end(undefined);
  }

  async *[Symbol.asyncIterator]() {
    const inbox = (this.#inbox ??= []);
    try {
      for (;;) {
        for (let next; (next = inbox.shift());) {
          if (next.type === 'message') this.#yielded = next.id;
          yield next;
        }
        if (this.#error) throw this.#error;
        if (this.#ended) return;
        await new Promise((resolve) => (this.#wakeReader = () => resolve(undefined)));
      }
    } finally {
      this.unsubscribe();
    }
  }

  #moveTo(id) {
    [this.#epoch, this.#offset] = split(id);
    this.position = id;
  }

  /** Puts into the inbox. A full one loses its older half, and says so in the place of what was lost. */
  #take(item) {
    const inbox = this.#inbox;
    if (!inbox) return;
    inbox.push(item);
    if (inbox.length > INBOX) {
      inbox.splice(0, INBOX / 2);
      const next = inbox.find((kept) => kept.type === 'message')?.id;
      inbox.unshift({ type: 'gap', topic: this.topic, after: this.#yielded, next, reason: 'slow' });
    }
    this.#wakeReader();
  }
}

/** @implements {Types.HubClient} */
export class HubClient extends EventTarget {
  /** @type {Types.State} */ state = 'connecting';
  /** @type {string | undefined} */ session;
  /** @type {((change: Types.StateChange) => void) | null} */ onstate = null;
  #url; #options; #WebSocket;
  /** @type {any} */ #bye; // what the hub said before it closes
  /** @type {any} */ #socket; // the present connection; events of any other are stale
  #subscriptions = new Map(); // by topic or pattern
  #pending = new Map(); // requests that outlive connections, by id, in the order they were made
  #answers = new Map(); // by id: who waits for an answer on this connection
  #timers = new Set(); // all timers, of the present connection or wait
  #listeners = new AbortController();
  #lastId = 0;
  #attempt = 0; #notBefore = 0; #openedAt = 0;
  #heartbeat = 0; #maxFrame = Infinity;
  #sentAt = 0; #heardAt = 0;
  #pingAt = 0; // when the ping was sent that nothing was heard since

  /** @param {string | URL} url @param {Types.HubOptions} options */
  constructor(url = '/ws', options = {}) {
    super();
    this.#url = new URL(url, globalThis.location?.href).href.replace(/^http/, 'ws');
    this.#options = options;
    this.#WebSocket = options.WebSocket ?? globalThis.WebSocket;
    const wake = () => this.#wake();
    const { signal } = this.#listeners;
    globalThis.addEventListener?.('online', wake, { signal });
    globalThis.addEventListener?.('pageshow', wake, { signal });
    globalThis.document?.addEventListener('visibilitychange', wake, { signal });
    this.#connect();
  }

  subscribe(topic, start, handlers) {
    const isStart = typeof start === 'object' && start !== null && ('after' in start || 'last' in start);
    if (handlers === undefined && !isStart) [start, handlers] = [undefined, start];
    if (typeof handlers === 'function') handlers = { onMessage: handlers };
    if (this.state === 'closed') throw closed();
    if (this.#subscriptions.has(topic)) {
      const message = 'this client is subscribed to it: use that subscription, or unsubscribe first';
      throw new HubError({ code: 'already_subscribed', message, topic });
    }
    const { after, last } = start ?? {};
    const leave = () => {
      this.#subscriptions.delete(topic);
      if (this.state === 'open') this.#ask({ type: 'unsubscribe', topic }, () => {});
    };
    const gap = (detail) => this.#emit('gap', detail);
    const subscription = new Subscription(topic, after == null ? { last } : { after }, handlers, { leave, gap });
    this.#subscriptions.set(topic, subscription);
    if (this.state === 'open') this.#join(subscription);
    return subscription;
  }

  async publish(topic, data, { key = undefined, dedupe = newName() } = {}) {
    const answer = await this.#request({ type: 'publish', topic, key, dedupe, data: data ?? null });
    return { topic: answer.topic, id: answer.at };
  }

  async presence(topic) {
    return (await this.#request({ type: 'presence', topic })).members;
  }

  close() {
    if (this.state === 'closed') return;
    const socket = this.#socket;
    this.#end(undefined);
    socket?.close(1000);
  }

  // ---- connection

  #connect() {
    this.#clearTimers();
    const socket = this.#socket = new this.#WebSocket(this.#url, SUBPROTOCOL);
    this.#bye = undefined;
    this.#openedAt = Infinity;
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(data);
    socket.onclose = ({ code, reason }) => socket === this.#socket && this.#lost(code, reason);
    socket.onerror = () => {}; // a close event follows
    this.#after(WELCOME_DEADLINE, () => this.#drop('no welcome from the hub in time'));
    this.#setState({ state: 'connecting' });
  }

  /** Gives a connection up without waiting for its close event, which a dead network delays for minutes. */
  #drop(why) {
    const socket = this.#socket;
    this.#lost(1006, why);
    socket?.close();
  }

  /** What the hub said in its `bye` counts for more than the close code, which may not have come through. */
  #lost(code, reason) {
    const bye = this.#bye ?? { code, reason, retryAfter: mayReconnect(code) ? 0 : undefined };
    const message = `connection closed${bye.reason ? `: ${bye.reason}` : ''} (${bye.code})`;
    const error = new HubError({ code: CLOSE_NAMES.get(bye.code) ?? 'closed', message, retryAfter: bye.retryAfter });
    if (bye.retryAfter === undefined || !mayReconnect(bye.code)) return this.#end(error);
    this.#detach();
    if (Date.now() - this.#openedAt > STABLE) this.#attempt = 0;
    const pause = backoff(this.#attempt++, this.#options.backoff);
    const retryIn = this.#bye ? bye.retryAfter : pause; // the hub spreads its clients itself
    this.#notBefore = Date.now() + bye.retryAfter;
    this.#after(retryIn, () => this.#connect());
    this.#setState({ state: 'waiting', retryIn, error });
  }

  #detach() {
    this.#socket = this.session = undefined;
    this.#clearTimers();
    this.#answers.clear();
    for (const subscription of this.#subscriptions.values()) subscription.live = false;
  }

  #end(error) {
    this.#detach();
    this.#listeners.abort();
    const requests = [...this.#pending.values()], subscriptions = [...this.#subscriptions.values()];
    this.#pending.clear();
    this.#subscriptions.clear();
    this.#setState({ state: 'closed', error });
    for (const request of requests) request.reject(error ?? closed());
    for (const subscription of subscriptions) subscription.end(error);
  }

  /** The page is seen again or the network is back: do not wait for timers that slept meanwhile. */
  #wake() {
    if (globalThis.document?.visibilityState === 'hidden') return;
    if (this.state === 'waiting' && Date.now() >= this.#notBefore) this.#connect();
    else if (this.state === 'open') {
      this.#ping();
      this.#after(PROBE, () => this.#pingAt && this.#drop('no answer after a sleep'));
    }
  }

  // ---- frames

  #receive(text) {
    this.#heardAt = Date.now();
    this.#pingAt = 0;
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return this.#drop('unreadable frame'); // it may have been a message: come back and resume
    }
    const subscription = this.#subscriptions.get(frame.pattern ?? frame.topic);
    switch (frame.type) {
      case 'message': return subscription?.onMessage(frame);
      case 'ok':
      case 'error': return this.#onAnswer(frame);
      case 'gap': return subscription?.live && subscription.onGap(frame);
      case 'join':
      case 'leave': return subscription?.onPresence(frame);
      case 'welcome': return this.#onWelcome(frame);
      case 'bye': this.#bye = frame; return;
      default: // also pong, heartbeat, and whatever a newer hub says
    }
  }

  #onAnswer(frame) {
    const answer = this.#answers.get(frame.id);
    this.#answers.delete(frame.id);
    if (answer) answer(frame);
    else if (frame.type === 'error') this.#emit('error', new HubError(frame));
  }

  #onWelcome({ session, heartbeat, maxFrame }) {
    this.session = session;
    this.#heartbeat = heartbeat * 1000;
    this.#maxFrame = maxFrame ?? Infinity;
    if (this.#options.token === undefined) this.#onOpen();
    else this.#authenticate(() => this.#onOpen());
  }

  async #authenticate(then) {
    const { token } = this.#options;
    const socket = this.#socket;
    let value;
    try {
      value = typeof token === 'function' ? await token() : token;
    } catch (error) {
      if (socket === this.#socket && this.state !== 'open') this.#drop(`no token: ${error}`);
      return; // of an open connection: it ends with its old token, and the next one asks again
    }
    if (socket !== this.#socket) return;
    this.#ask({ type: 'auth', token: value }, (frame) => {
      if (frame.type === 'error') {
        if (PASSING_ERRORS.has(frame.code)) return this.#drop(frame.message);
        this.#end(new HubError(frame));
        return socket.close(1000);
      }
      then();
      if (typeof token !== 'function' || frame.expires === undefined || socket !== this.#socket) return;
      const refreshIn = Math.max(1000, (frame.expires - Date.now()) * 0.8);
      this.#after(refreshIn, () => this.#authenticate(() => {}));
    });
  }

  /** Subscriptions first, so that what is published next is seen by them. */
  #onOpen() {
    this.#clearTimers();
    this.#openedAt = this.#sentAt = Date.now();
    this.state = 'open';
    for (const subscription of this.#subscriptions.values()) this.#join(subscription);
    for (const request of [...this.#pending.values()]) this.#transmit(request);
    this.#beat();
    this.#setState({ state: 'open' });
  }

  #join(subscription) {
    const { topic } = subscription;
    this.#ask(subscription.request(), (frame) => {
      if (this.#subscriptions.get(topic) !== subscription) return; // left meanwhile
      if (frame.type === 'ok') return subscription.onOk(frame);
      const again = () => this.#subscriptions.get(topic) === subscription && this.#join(subscription);
      if (this.#passes(frame, subscription, again)) return;
      this.#subscriptions.delete(topic);
      subscription.end(new HubError(frame));
    });
  }

  /** Whether a refusal passes by itself; then `again` is called when it is time. */
  #passes({ code, retryAfter }, asker, again) {
    if (!PASSING_ERRORS.has(code) && retryAfter === undefined) return false;
    this.#after(Math.max(retryAfter ?? 0, backoff(asker.attempts++, this.#options.backoff)), again);
    return true;
  }

  /** A request that waits for a connection and is repeated on the next one until it is answered. */
  #request(frame) {
    return new Promise((/** @type {(answer: any) => void} */ resolve, reject) => {
      if (this.state === 'closed') throw closed();
      const { topic } = frame, { maxInFlight = 1024 } = this.#options;
      if (this.#pending.size >= maxInFlight) {
        const message = `${maxInFlight} requests are unanswered: await some before making more`;
        throw new HubError({ code: 'overloaded', message, topic });
      }
      const id = ++this.#lastId;
      const request = { id, topic, text: encode(id, frame), attempts: 0, resolve, reject };
      this.#pending.set(id, request);
      if (this.state === 'open') this.#transmit(request);
    });
  }

  #transmit(request) {
    const { id, topic, text, resolve, reject } = request;
    if (text.length * 3 > this.#maxFrame && new TextEncoder().encode(text).length > this.#maxFrame) {
      this.#pending.delete(id); // the hub would close the connection for it
      return reject(new HubError({ code: 'too_large', message: `larger than ${this.#maxFrame} bytes`, topic }));
    }
    this.#answers.set(id, (frame) => {
      if (frame.type === 'error' && this.#passes(frame, request, () => this.#transmit(request))) return;
      this.#pending.delete(id);
      if (frame.type === 'ok') resolve(frame);
      else reject(new HubError(frame));
    });
    this.#send(text);
  }

  /** A request of this connection only. */
  #ask(frame, onAnswer) {
    const id = ++this.#lastId;
    this.#answers.set(id, onAnswer);
    this.#send(encode(id, frame));
  }

  #send(text) {
    this.#sentAt = Date.now();
    this.#socket.send(text);
  }

  // ---- time

  /**
   * Twice a heartbeat. The hub must hear of us, so whoever is quiet pings. A ping that stays unanswered for a heartbeat
   * ends the connection; silence alone does not, since the timers of a hidden page are late while its socket is well.
   */
  #beat() {
    const now = Date.now(), beat = this.#heartbeat;
    if (this.#pingAt && now - this.#pingAt >= beat) return this.#drop('nothing heard for two heartbeats');
    if (now - this.#sentAt >= beat / 2 || now - this.#heardAt >= beat) this.#ping();
    this.#after(beat / 2, () => this.#beat());
  }

  #ping() {
    this.#pingAt ||= Date.now();
    this.#send('{"type":"ping"}');
  }

  #after(ms, task) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, Math.min(ms, MAX_INT));
    this.#timers.add(timer);
  }

  #clearTimers() {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  #setState(/** @type {Types.StateChange} */ change) {
    this.state = change.state;
    callOut(() => this.onstate?.(change));
    this.#emit('state', change);
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function encode(id, { type, ...fields }) {
  return JSON.stringify({ type, id, ...fields });
}
