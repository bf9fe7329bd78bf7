/** JSON, as it travels. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A message of a topic. `id` is its position: opaque, to be handed back as `after`. */
export interface Message<T = any> {
  type: 'message';
  topic: string;
  id: string;
  data: T;
  /** When the hub took it, in ms since 1970. */
  time: number;
  /** The pattern of the subscription it came through, if that was one. */
  pattern?: string;
  /** The conflation key it was published with. */
  key?: string;
  /** The W3C traceparent it was published with. */
  trace?: string;
}

/** Messages were missed and cannot be replayed; load what you show afresh. */
export interface Gap {
  type: 'gap';
  topic: string;
  /** The last message delivered before, if any. */
  after?: string;
  /** The first that follows. */
  next?: string;
  /** `slow` is also told by a `for await` loop that lags more than 1024 messages behind. */
  reason: 'slow' | 'expired' | 'restarted' | 'unavailable';
}

/** The hub's answer to a subscribe. */
export interface Started {
  topic: string;
  /** The topic's newest message; absent if there is none. */
  at?: string;
  /** Whether everything after the position asked for is delivered; absent if none was asked for. */
  recovered?: boolean;
}

/** Where a subscription starts: after a message, or with the `last` n; neither means with the next message. */
export interface StartAt {
  after?: string;
  last?: number;
}

/** A callback that throws is reported as an uncaught error and does not disturb the client. */
export interface Handlers<T = any> {
  onMessage?(message: Message<T>): void;
  onGap?(gap: Gap): void;
  /** Presence, on topics that have it. */
  onJoin?(member: any): void;
  onLeave?(member: any): void;
  /** The subscription (again) runs: at first, and after each reconnect. */
  onStart?(started: Started): void;
  /** The subscription ended: refused by the hub, or the client was closed by it. Called once, last. */
  onError?(error: HubError): void;
}

/**
 * A running subscription; it survives lost connections. As an async iterable (without handlers) it yields messages and
 * gaps; leaving the loop unsubscribes, and a subscription that failed throws.
 */
export interface Subscription<T = any> extends AsyncIterable<Message<T> | Gap> {
  readonly topic: string;
  /** Position of the last message delivered: store it, and hand it back as `after` in another page or process. */
  readonly position: string | undefined;
  /** Settles with the hub's first answer. */
  readonly ready: Promise<Started>;
  /** Ends it; nothing is delivered any more, from this call on. May be repeated. */
  unsubscribe(): void;
}

export interface Published {
  topic: string;
  id: string;
}

export interface PublishOptions {
  /** Conflation key: on topics that conflate, the newest message of a key stands for the older ones. */
  key?: string;
  /** Names this message, 1 to 64 characters: the hub takes it once, however often it is sent. Made up when not given. */
  dedupe?: string;
}

export type State = 'connecting' | 'open' | 'waiting' | 'closed';

/** The detail of a `state` event. */
export interface StateChange {
  state: State;
  /** With `waiting`: ms until the next try. */
  retryIn?: number;
  /** With `waiting` and `closed`: why. */
  error?: HubError;
}

export interface HubOptions {
  /** A token, or a function that gets a fresh one for each connection and before the old one expires. */
  token?: string | (() => string | Promise<string>);
  /** Bounds of the reconnect delay in ms; default 250 and 30000. */
  backoff?: { min?: number; max?: number };
  /** Unacknowledged requests at most; one more is rejected as `overloaded`. Default 1024. */
  maxInFlight?: number;
  /** The WebSocket class, where there is no global one (Node before 22: the `ws` package). */
  WebSocket?: new (url: string, protocol: string) => any;
}

/**
 * A connection to a hub that stays: it reconnects with backoff, resumes every subscription where it was, and repeats
 * unacknowledged publishes.
 *
 * Events (`addEventListener`): `state` with a {@link StateChange}, `gap` with a {@link Gap}, `error` with a
 * {@link HubError} that belongs to no request; each in the event's `detail`.
 */
export class HubClient extends EventTarget {
  /**
   * @param url `ws:`, `wss:`, `http:` or `https:`; may be relative to the page. Default: `/ws` on the page's host.
   * @throws SyntaxError for a bad url
   */
  constructor(url?: string | URL, options?: HubOptions);
  readonly state: State;
  /** The hub's name for the present connection, as in the hub's logs. */
  readonly session: string | undefined;
  onstate: ((change: StateChange) => void) | null;
  /** @throws HubError `already_subscribed`, or `closed` */
  subscribe<T = any>(topic: string, handlers?: Handlers<T> | ((message: Message<T>) => void)): Subscription<T>;
  subscribe<T = any>(
    topic: string,
    start: StartAt,
    handlers?: Handlers<T> | ((message: Message<T>) => void),
  ): Subscription<T>;
  /** Resolves when the hub has taken the message; waits, repeated as needed, while there is no connection. */
  publish(topic: string, data: Json, options?: PublishOptions): Promise<Published>;
  /** Who is present on a topic. */
  presence(topic: string): Promise<any[]>;
  /** Ends it all: subscriptions stop, what is unacknowledged is rejected as `closed`, no timer or listener stays. */
  close(): void;
}

export class HubError extends Error {
  constructor(failure: { code: string; message: string; topic?: string; retryAfter?: number });
  /** As the hub named it (`forbidden`, `rate_limited`, …), or `closed`. */
  readonly code: string;
  readonly topic: string | undefined;
  /** How long to wait before trying again, in ms, where that helps. */
  readonly retryAfter: number | undefined;
}

/** Whether a client that was closed with this WebSocket code comes back by itself. */
export function mayReconnect(code: number): boolean;

/** The delay before try number `attempt` (from 0), in ms: exponential, with full jitter. */
export function backoff(attempt: number, bounds?: { min?: number; max?: number }, random?: () => number): number;
