// Broadcast Hub, browser client: one ES module for browsers, workers, Deno and Node. Types: hub.d.ts.
//
//   import { HubClient } from '/hub.js';
//   const hub = new HubClient();                                   // ws(s)://<this host>/ws
//   hub.subscribe('news', (message) => console.log(message.data));
//   await hub.publish('news', { title: 'hello' });                 // resolves when the hub has it
//
// What it promises across lost connections: every message of a subscription once and in order, or an explicit gap;
// every publish acknowledged, repeated until it is, and taken by the hub once.

/** @import * as Types from './hub.js' */

const SUBPROTOCOL = 'hub.v1.json';
const WELCOME_DEADLINE = 10_000; // ms for connect, welcome and auth together
const PROBE = 5_000; // ms a connection has to answer after the page slept
const STABLE = 5_000; // a connection that lived this many ms starts the backoff afresh
const INBOX = 1024; // what is kept for a `for await` loop that lags behind
const MAX_INT = 2 ** 31 - 1; // the longest timer; as `last`: everything retained

const FINAL_CLOSES = new Set([1000, 1002, 1003, 1007, 1009]);
const CLOSE_NAMES = new Map([[4001, 'unauthorized'], [4003, 'forbidden'], [1009, 'too_large']]);
const TRANSIENT_ERRORS = new Set(['rate_limited', 'overloaded', 'unavailable', 'internal']);

/** @type {typeof Types.mayReconnect} */
export function mayReconnect(code) {
  return !FINAL_CLOSES.has(code) && (code < 4000 || code >= 4100);
}

/** @type {typeof Types.backoff} */
export function backoff(attempt, { min = 250, max = 30_000 } = {}, random = Math.random) {
  return Math.round(random() * Math.min(max, min * 2 ** Math.min(attempt, 30)));
}

/** @implements {Types.HubError} */
export class HubError extends Error {
  name = 'HubError';

  /** @param {{ code: string, message: string, topic?: string, retryAfter?: number }} failure */
  constructor({ code, message, topic, retryAfter }) {
    super(message);
    this.code = code;
    this.topic = topic;
    this.retryAfter = retryAfter;
  }
}

/** Runs a callback of the application: what it throws is an uncaught error, and no matter of ours. */
function callOut(/** @type {() => void} */ callback) {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
}

/**
 * One topic or pattern: its position in the log, which outlives connections, and where its messages go.
 * @implements {Types.Subscription}
 */
class Subscription {
  /** Set by the hub's answer on the present connection: frames of an earlier subscription are not ours. */
  live = false;
  attempts = 0;
  /** @type {(started: Types.Started) => void} */ #started = () => {};
  /** @type {(error: HubError) => void} */ #refused = () => {};
  /** @type {Promise<Types.Started>} */
  ready = new Promise((resolve, reject) => [this.#started, this.#refused] = [resolve, reject]);
  /** @type {string | undefined} */ position;
  #epoch = '';
  #offset = NaN;
  #foundEmpty = false;
  #ended = false;
  /** @type {HubError | undefined} */ #error;
  /** @type {(Types.Message | Types.Gap)[] | undefined} */ #inbox;
  /** @type {string | undefined} */ #yielded;
  #wakeReader = () => {};
  #start; #handlers; #leave;

  /**
   * @param {string} topic
   * @param {Types.StartAt} start
   * @param {Types.Handlers | undefined} handlers
   * @param {(subscription: Subscription) => void} leave
   */
  constructor(topic, start, handlers, leave) {
    this.topic = topic;
    this.#start = start;
    this.#handlers = handlers ?? {};
    this.#leave = leave;
    if (!handlers?.onMessage) this.#inbox = [];
    if (start.after !== undefined) this.#moveTo(start.after);
    this.ready.catch(() => {}); // who does not ask is told through onError
  }

  /** The frame that subscribes, on whatever connection, without loss. */
  request() {
    const type = 'subscribe', topic = this.topic;
    if (this.position !== undefined) return { type, topic, after: this.position };
    return this.#foundEmpty ? { type, topic, last: MAX_INT } : { type, topic, ...this.#start };
  }

  /** The hub's `ok`. A live start takes the newest message's position, so that a cut before the first one loses none. */
  onOk(/** @type {Types.Started} */ { topic, at, recovered }) {
    this.live = true;
    this.attempts = 0;
    if (this.position === undefined) {
      if (at === undefined) this.#foundEmpty = true;
      else if (!this.#foundEmpty && !this.#start.last) this.#moveTo(at);
    }
    const started = { topic, at, recovered };
    this.#started(started);
    callOut(() => this.#handlers.onStart?.(started));
  }

  onMessage(/** @type {Types.Message} */ message) {
    if (!this.live || !this.#moveTo(message.id)) return;
    this.#take(message);
    callOut(() => this.#handlers.onMessage?.(message));
  }

  onGap(/** @type {Types.Gap} */ gap) {
    const [epoch, offset] = split(gap.next ?? '');
    if (offset > 0) this.#moveTo(`${epoch}:${offset - 1}`); // so that a resume does not tell the same gap again
    this.#take(gap);
    callOut(() => this.#handlers.onGap?.(gap));
  }

  /** @param {{ type: string, member: any }} frame */
  onPresence({ type, member }) {
    callOut(() => (type === 'join' ? this.#handlers.onJoin?.(member) : this.#handlers.onLeave?.(member)));
  }

  end(/** @type {HubError | undefined} */ error) {
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
    if (!this.#ended) this.#leave(this);
    this.end(undefined);
  }

  async *[Symbol.asyncIterator]() {
    this.#inbox ??= [];
    try {
      for (;;) {
        for (let next; (next = this.#inbox.shift());) {
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

  /** Moves on to a position; false for one that was already passed, which makes its message a duplicate. */
  #moveTo(/** @type {string} */ id) {
    const [epoch, offset] = split(id);
    if (epoch === this.#epoch && offset <= this.#offset) return false;
    [this.#epoch, this.#offset, this.position] = [epoch, offset, id];
    return true;
  }

  /** Puts into the inbox. A full one loses its older half, and says so in the place of what was lost. */
  #take(/** @type {Types.Message | Types.Gap} */ item) {
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

/** @returns {[epoch: string, offset: number]} */
function split(/** @type {string} */ id) {
  const colon = id.lastIndexOf(':');
  return [id.slice(0, colon), Number(id.slice(colon + 1))];
}

/** @implements {Types.HubClient} */
export class HubClient extends EventTarget {
  /** @type {Types.State} */ state = 'connecting';
  /** @type {string | undefined} */ session;
  /** @type {((change: Types.StateChange) => void) | null} */ onstate = null;
  #url; #options; #WebSocket;
  /** @type {any} the present connection; events of any other are stale */ #socket;
  /** @type {Map<string, Subscription>} */ #subscriptions = new Map();
  /** Requests that outlive connections, in the order they were made. @type {Map<number, Request>} */
  #pending = new Map();
  /** Who waits for an answer on this connection. @type {Map<number, (frame: any) => void>} */
  #answers = new Map();
  #lastId = 0;
  #attempt = 0;
  #notBefore = 0;
  #openedAt = 0;
  #heartbeat = 0;
  #maxFrame = Infinity;
  #sentAt = 0;
  #heardAt = 0;
  /** When the ping was sent that nothing was heard since, or 0. */ #pingAt = 0;
  /** @type {{ code: number, reason: string, retryAfter?: number } | undefined} */ #bye;
  /** All timers of the present connection or wait. @type {Set<any>} */ #timers = new Set();
  #listeners = new AbortController();

  /**
   * @param {string | URL} url
   * @param {Types.HubOptions} options
   */
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

  /**
   * @param {string} topic
   * @param {any} start
   * @param {any} [handlers]
   */
  subscribe(topic, start, handlers) {
    const isStart = typeof start === 'object' && start !== null && ('after' in start || 'last' in start);
    if (handlers === undefined && !isStart) [start, handlers] = [undefined, start];
    if (this.state === 'closed') throw closed();
    if (this.#subscriptions.has(topic)) {
      const message = 'this client is subscribed to it: use that subscription, or unsubscribe first';
      throw new HubError({ code: 'already_subscribed', message, topic });
    }
    const { after, last } = start ?? {};
    const subscription = new Subscription(
      topic,
      after == null ? { last } : { after },
      typeof handlers === 'function' ? { onMessage: handlers } : handlers,
      (left) => {
        this.#subscriptions.delete(left.topic);
        if (this.state === 'open') this.#ask({ type: 'unsubscribe', topic: left.topic }, () => {});
      },
    );
    this.#subscriptions.set(topic, subscription);
    if (this.state === 'open') this.#join(subscription);
    return subscription;
  }

  /**
   * @param {string} topic
   * @param {Types.Json} data
   * @param {Types.PublishOptions} options
   * @returns {Promise<Types.Published>}
   */
  async publish(topic, data, { key, dedupe = newName() } = {}) {
    const answer = await this.#request({ type: 'publish', topic, data: data ?? null, key, dedupe });
    return { topic: answer.topic, id: answer.at };
  }

  /** @returns {Promise<any[]>} */
  async presence(/** @type {string} */ topic) {
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
    const socket = new this.#WebSocket(this.#url, SUBPROTOCOL);
    this.#socket = socket;
    this.#bye = undefined;
    this.#openedAt = Infinity;
    socket.onmessage = (/** @type {{ data: any }} */ event) => socket === this.#socket && this.#receive(event.data);
    socket.onclose = (/** @type {{ code: number, reason: string }} */ event) =>
      socket === this.#socket && this.#lost(event.code, event.reason);
    socket.onerror = () => {}; // a close event follows
    this.#after(WELCOME_DEADLINE, () => this.#drop('no welcome from the hub in time'));
    this.#setState({ state: 'connecting' });
  }

  /** Gives a connection up without waiting for its close event, which a dead network delays for minutes. */
  #drop(/** @type {string} */ why) {
    const socket = this.#socket;
    this.#lost(1006, why);
    socket?.close();
  }

  /** @param {number} code @param {string} reason */
  #lost(code, reason) {
    const bye = this.#bye ?? { code, reason, retryAfter: mayReconnect(code) ? 0 : undefined };
    const message = `the connection was lost (${bye.code}${bye.reason ? `, ${bye.reason}` : ''})`;
    const error = new HubError({ code: CLOSE_NAMES.get(bye.code) ?? 'closed', message, retryAfter: bye.retryAfter });
    this.#detach();
    if (bye.retryAfter === undefined) return this.#end(error);
    if (Date.now() - this.#openedAt > STABLE) this.#attempt = 0;
    const retryIn = Math.max(bye.retryAfter, backoff(this.#attempt++, this.#options.backoff));
    this.#notBefore = Date.now() + bye.retryAfter;
    this.#after(retryIn, () => this.#connect());
    this.#setState({ state: 'waiting', retryIn, error });
  }

  #detach() {
    this.#socket = undefined;
    this.session = undefined;
    this.#clearTimers();
    this.#answers.clear();
    for (const subscription of this.#subscriptions.values()) subscription.live = false;
  }

  #end(/** @type {HubError | undefined} */ error) {
    this.#detach();
    this.#listeners.abort();
    const requests = [...this.#pending.values()];
    const subscriptions = [...this.#subscriptions.values()];
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

  #receive(/** @type {any} */ text) {
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
      case 'gap':
        if (!subscription?.live) return;
        subscription.onGap(frame);
        return this.#emit('gap', frame);
      case 'join':
      case 'leave': return subscription?.onPresence(frame);
      case 'welcome': return this.#onWelcome(frame);
      case 'bye': this.#bye = frame; return;
      default: // pong, and whatever a newer hub says
    }
  }

  #onAnswer(/** @type {any} */ frame) {
    const answer = this.#answers.get(frame.id);
    this.#answers.delete(frame.id);
    if (answer) answer(frame);
    else if (frame.type === 'error') this.#emit('error', new HubError(frame));
  }

  #onWelcome(/** @type {any} */ { session, heartbeat, maxFrame }) {
    this.session = session;
    this.#heartbeat = heartbeat * 1000;
    this.#maxFrame = maxFrame ?? Infinity;
    if (this.#options.token === undefined) this.#onOpen();
    else this.#authenticate(() => this.#onOpen());
  }

  async #authenticate(/** @type {() => void} */ then) {
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
      if (frame.type === 'ok') {
        then();
        if (typeof token !== 'function' || frame.expires === undefined || socket !== this.#socket) return;
        const left = frame.expires - Date.now();
        this.#after(Math.max(1000, left * 0.8), () => this.#authenticate(() => {}));
      } else if (TRANSIENT_ERRORS.has(frame.code)) {
        this.#drop(frame.message);
      } else {
        socket.close(1000);
        this.#end(new HubError(frame));
      }
    });
  }

  #onOpen() {
    this.#clearTimers();
    this.#openedAt = this.#sentAt = Date.now();
    this.state = 'open';
    for (const subscription of this.#subscriptions.values()) this.#join(subscription);
    for (const request of [...this.#pending.values()]) this.#transmit(request);
    this.#beat();
    this.#setState({ state: 'open' });
  }

  #join(/** @type {Subscription} */ subscription) {
    const { topic } = subscription;
    this.#ask(subscription.request(), (frame) => {
      if (this.#subscriptions.get(topic) !== subscription) return; // left meanwhile
      if (frame.type === 'ok') return subscription.onOk(frame);
      if (TRANSIENT_ERRORS.has(frame.code)) {
        const delay = Math.max(frame.retryAfter ?? 0, backoff(subscription.attempts++, this.#options.backoff));
        return this.#after(delay, () => this.#subscriptions.get(topic) === subscription && this.#join(subscription));
      }
      this.#subscriptions.delete(topic);
      subscription.end(new HubError(frame));
    });
  }

  /** A request that waits for a connection and is repeated on the next one until it is answered. */
  #request(/** @type {{ type: string, topic: string, [field: string]: any }} */ frame) {
    return new Promise((/** @type {(answer: any) => void} */ resolve, reject) => {
      if (this.state === 'closed') throw closed();
      const { maxInFlight = 1024 } = this.#options;
      if (this.#pending.size >= maxInFlight) {
        const message = `${maxInFlight} requests are unanswered: await some before making more`;
        throw new HubError({ code: 'overloaded', message, topic: frame.topic });
      }
      const id = ++this.#lastId;
      const request = { id, topic: frame.topic, text: JSON.stringify({ ...frame, id }), resolve, reject };
      this.#pending.set(id, request);
      if (this.state === 'open') this.#transmit(request);
    });
  }

  #transmit(/** @type {Request} */ { id, topic, text, resolve, reject }) {
    if (text.length * 3 > this.#maxFrame && new TextEncoder().encode(text).length > this.#maxFrame) {
      this.#pending.delete(id);
      return reject(new HubError({ code: 'too_large', message: `larger than ${this.#maxFrame} bytes`, topic }));
    }
    this.#answers.set(id, (frame) => {
      this.#pending.delete(id);
      if (frame.type === 'ok') resolve(frame);
      else reject(new HubError(frame));
    });
    this.#send(text);
  }

  /** A request of this connection only. @param {object} frame @param {(frame: any) => void} onAnswer */
  #ask(frame, onAnswer) {
    const id = ++this.#lastId;
    this.#answers.set(id, onAnswer);
    this.#send(JSON.stringify({ ...frame, id }));
  }

  #send(/** @type {string} */ text) {
    this.#sentAt = Date.now();
    this.#socket.send(text);
  }

  // ---- time

  /**
   * Twice a heartbeat. The hub must hear of us, so whoever is quiet pings. A ping that stays unanswered for a heartbeat
   * ends the connection; silence alone does not, since the timers of a hidden page are late while its socket is well.
   */
  #beat() {
    const now = Date.now();
    const beat = this.#heartbeat;
    if (this.#pingAt && now - this.#pingAt >= beat) return this.#drop('nothing heard for two heartbeats');
    if (!this.#pingAt && (now - this.#sentAt >= beat / 2 || now - this.#heardAt >= beat)) this.#ping();
    this.#after(beat / 2, () => this.#beat());
  }

  #ping() {
    this.#pingAt ||= Date.now();
    this.#send('{"type":"ping"}');
  }

  /** @param {number} ms @param {() => void} task */
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

  /** @param {string} type @param {object} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @typedef {{ id: number, topic: string, text: string, resolve: (answer: any) => void, reject: (e: any) => void }} Request */

function closed() {
  return new HubError({ code: 'closed', message: 'this client is closed' });
}

/** A name nobody else makes up. `randomUUID` exists on secure pages only. */
function newName() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16).padStart(8, '0')).join('');
}
