// The start page: a subscription, a publish form, and commands to copy. Also an example of a page on hub.js.
import { HubClient } from '/hub.js';

const KEPT = 200; // rows on the page, and received items that wait to become rows
const RENDER_EVERY = 100; // ms: more often cannot be read, and a firehose would keep the page busy
const SHOWN = 500; // characters of a message's data
const NUMBER = new Intl.NumberFormat('en');

const $ = (id) => document.getElementById(id);
const form = $('subscribe'), topic = $('topic'), publishTopic = $('publish-topic'), notice = $('notice');

let hub;
let subscription;
let waiting = []; // received, not yet rendered; newest last
let received = 0, gaps = 0;
let paused = false;
let frame = 0, rendered = 0;
let retry = 0;

// ---- connection

function connect(token) {
  hub?.close();
  hub = new HubClient('/ws', { token });
  hub.onstate = showState;
  showState(hub);
  subscribe();
}

function showState({ state, retryIn, error }) {
  clearInterval(retry);
  const show = (text) => {
    $('state').dataset.state = state;
    $('state').textContent = text;
  };
  if (state === 'open') show('Connected');
  if (state === 'connecting') show('Connecting');
  if (state === 'waiting') {
    show('Reconnecting');
    const at = Date.now() + retryIn;
    retry = setInterval(() => {
      const left = Math.ceil((at - Date.now()) / 1000);
      if (left > 1) show(`Reconnecting in ${left} s`);
    }, 1000);
  }
  if (state === 'closed') {
    show('Closed');
    if (error) refused(error);
  }
}

function refused(error) {
  tell(`${error.message} (${error.code})`);
  if (error.code === 'unauthorized') $('token').hidden = false;
}

function tell(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

// ---- subscription

function subscribe() {
  subscription?.unsubscribe();
  waiting = [];
  received = gaps = 0;
  $('messages').replaceChildren();
  tell('');
  try {
    subscription = hub.subscribe(topic.value, { last: 50 }, { onMessage: take, onGap: take, onError: refused });
  } catch (error) {
    refused(error);
  }
  schedule();
}

function take(item) {
  if (item.type === 'gap') gaps++;
  else received++;
  waiting.push(item);
  if (waiting.length > 2 * KEPT) waiting.splice(0, KEPT); // a hidden page renders nothing
  schedule();
}

// ---- rendering

function schedule() {
  frame ||= requestAnimationFrame(render);
}

function render(now) {
  frame = 0;
  if (now - rendered < RENDER_EVERY) return schedule();
  rendered = now;
  $('count').textContent = NUMBER.format(received);
  $('gaps').textContent = NUMBER.format(gaps);
  $('gaps').classList.toggle('some', gaps > 0);
  if (paused || waiting.length === 0) return;
  const list = $('messages');
  const rows = waiting.splice(0).slice(-KEPT).reverse().map(row);
  while (list.childElementCount + rows.length > KEPT) list.lastElementChild.remove();
  list.prepend(...rows);
}

function row(item) {
  const li = document.createElement('li');
  if (item.type === 'gap') {
    li.className = 'gap';
    li.textContent = `Messages were missed here (${item.reason}); it goes on with ${item.next}.`;
    return li;
  }
  const time = cell('time', '', clock(item.time));
  const id = cell('span', 'id', `#${item.id.slice(item.id.lastIndexOf(':') + 1)}`);
  id.title = item.id;
  const data = cell('span', 'data', '');
  const text = typeof item.data === 'string' ? item.data : JSON.stringify(item.data);
  data.append(cell('span', 'topic', item.pattern ? item.topic : ''), text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  li.append(time, id, data);
  return li;
}

function cell(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function clock(ms) {
  const date = new Date(ms);
  const two = (n) => String(n).padStart(2, '0');
  const millis = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`;
}

let counted = 0, countedAt = performance.now();
setInterval(() => {
  const now = performance.now();
  const rate = Math.max(0, received - counted) / ((now - countedAt) / 1000);
  [counted, countedAt] = [received, now];
  $('rate').textContent = NUMBER.format(Math.round(rate));
}, 1000);

// ---- forms

form.addEventListener('submit', (event) => {
  event.preventDefault();
  topic.value = topic.value.trim();
  history.replaceState(null, '', `?topic=${encodeURIComponent(topic.value)}`);
  if (!topic.value.includes('*')) publishTopic.value = topic.value;
  commands();
  if (hub.state === 'closed') connect();
  else subscribe();
});

$('token').addEventListener('submit', (event) => {
  event.preventDefault();
  $('token').hidden = true;
  connect($('token-value').value.trim());
});

$('publish').addEventListener('submit', async (event) => {
  event.preventDefault();
  const out = $('published');
  out.className = '';
  out.textContent = hub.state === 'open' ? '' : 'Waits for the connection';
  try {
    const { id } = await hub.publish(publishTopic.value.trim(), value($('data').value));
    out.textContent = `Published as ${id}`;
  } catch (error) {
    out.className = 'failed';
    out.textContent = error.message;
  }
});

function value(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

$('pause').addEventListener('click', () => {
  paused = !paused;
  $('pause').setAttribute('aria-pressed', String(paused));
  $('pause').textContent = paused ? 'Continue' : 'Pause';
  schedule();
});

// ---- commands

publishTopic.addEventListener('input', commands);
$('data').addEventListener('input', commands);

function commands() {
  const { origin } = location;
  const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const read = `${origin}/events?topic=${encodeURIComponent(topic.value)}`;
  const body = JSON.stringify(value($('data').value));
  $('curl-publish').textContent =
    `curl -H 'Content-Type: application/json' -d ${quote(body)} ${quote(`${origin}/topics/${encodeURIComponent(publishTopic.value)}`)}`;
  $('curl-sse').textContent = `curl -N ${quote(read)}`;
  $('curl-ndjson').textContent = `curl -N -H 'Accept: application/x-ndjson' ${quote(read)}`;
  $('script').textContent = [
    `import { HubClient } from '${origin}/hub.js';`,
    `const hub = new HubClient('${origin.replace(/^http/, 'ws')}/ws');`,
    `hub.subscribe(${JSON.stringify(topic.value)}, (message) => {`,
    '  console.log(message.data);',
    '});',
  ].join('\n');
}

document.addEventListener('click', async ({ target }) => {
  const source = target.dataset?.copy && $(target.dataset.copy);
  if (!source) return;
  getSelection().selectAllChildren(source); // also where the clipboard is closed to pages without TLS
  try {
    await navigator.clipboard.writeText(source.textContent);
    target.textContent = 'Copied';
  } catch {
    target.textContent = 'Selected';
  }
  setTimeout(() => (target.textContent = 'Copy'), 1500);
});

topic.value = new URLSearchParams(location.search).get('topic') || 'hello';
publishTopic.value = topic.value.includes('*') ? 'hello' : topic.value;
commands();
connect();
