'use strict';
(() => {
  const ROW = 18;
  const data = JSON.parse(document.getElementById('data').textContent);
  const canvas = document.getElementById('flame');
  const tip = document.getElementById('tip');
  const search = document.getElementById('search');
  const upside = document.getElementById('upside');

  // Hue by whose code it is.
  const KINDS = [
    { name: 'hub', hue: 28, of: (n) => n.startsWith('io.broadcasthub.') },
    { name: 'netty', hue: 205, of: (n) => n.startsWith('io.netty.') },
    { name: 'jdk', hue: 140, of: (n) => /^(java|javax|jdk|sun|com\.sun)\./.test(n) },
    { name: 'thread', hue: 265, of: (n) => !n.includes('.') || n.startsWith('[') || / /.test(n) },
    { name: 'other', hue: 50, of: () => true },
  ];

  const nodes = [];
  const open = [];
  for (let i = 0; i < data.nodes.length; i += 4) {
    const level = data.nodes[i];
    open.length = level;
    const parent = level > 0 ? open[level - 1] : null;
    const node = {
      level,
      name: data.names[data.nodes[i + 1]],
      total: data.nodes[i + 2],
      self: data.nodes[i + 3],
      parent,
      from: parent ? parent.next : 0,
    };
    node.next = node.from;
    if (parent) {
      parent.next += node.total;
    }
    node.kind = KINDS.find((kind) => kind.of(node.name));
    open[level] = node;
    nodes.push(node);
  }
  const root = nodes[0];
  const levels = nodes.reduce((most, node) => Math.max(most, node.level), 0) + 1;
  let zoom = root;
  let pattern = '';

  const matches = (node) => pattern !== '' && node.name.toLowerCase().includes(pattern);

  function amount(value) {
    if (data.unit === 'ns') {
      return value >= 1e9 ? (value / 1e9).toFixed(2) + ' s' : value >= 1e6 ? (value / 1e6).toFixed(1) + ' ms' : (value / 1e3).toFixed(0) + ' µs';
    }
    if (data.unit === 'bytes') {
      return value >= 1 << 20 ? (value / (1 << 20)).toFixed(1) + ' MiB' : value >= 1024 ? (value / 1024).toFixed(1) + ' KiB' : value + ' B';
    }
    return value + ' ' + data.unit;
  }

  const percent = (value, of) => (of > 0 ? (100 * value / of).toFixed(1) : '0.0') + ' %';

  function short(name) {
    if (/[ [(]/.test(name)) {
      return name;
    }
    const parts = name.split('.');
    return parts.length > 2 ? parts.slice(-2).join('.') : name;
  }

  const isAbove = (node) => node.level < zoom.level;

  // Where a node is drawn; null if it is not in what is zoomed to.
  function place(node) {
    const width = canvas.clientWidth;
    const row = (upside.checked ? levels - 1 - node.level : node.level) * ROW;
    if (isAbove(node)) {
      let above = zoom;
      while (above.level > node.level) {
        above = above.parent;
      }
      return above === node ? { x: 0, y: row, w: width } : null;
    }
    const scale = width / Math.max(1, zoom.total);
    const x = (node.from - zoom.from) * scale;
    const w = node.total * scale;
    return x + w <= 0.2 || x >= width || w < 0.4 ? null : { x, y: row, w };
  }

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const height = levels * ROW + 1;
    canvas.style.height = height + 'px';
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext('2d');
    pen.scale(ratio, ratio);
    pen.font = '12px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    for (const node of nodes) {
      const at = place(node);
      if (at === null) {
        continue;
      }
      const shade = (node.name.length * 7 + node.level * 3) % 10;
      const light = dark ? 32 + shade : 74 + shade;
      const colour = matches(node) ? (dark ? 'hsl(320 75% 42%)' : 'hsl(320 85% 72%)')
        : `hsl(${node.kind.hue} ${isAbove(node) ? 12 : dark ? 45 : 70}% ${light}%)`;
      pen.fillStyle = colour;
      pen.fillRect(at.x, at.y, Math.max(at.w - 0.6, 0.4), ROW - 1);
      if (at.w > 26) {
        pen.fillStyle = dark ? '#f2f4f6' : '#15181c';
        pen.fillText(fitted(pen, short(node.name), at.w - 8), at.x + 4, at.y + ROW / 2);
      }
    }
    said();
  }

  function fitted(pen, text, width) {
    if (pen.measureText(text).width <= width) {
      return text;
    }
    let end = Math.floor(text.length * width / pen.measureText(text).width);
    while (end > 1 && pen.measureText(text.slice(0, end) + '…').width > width) {
      end--;
    }
    return end > 1 ? text.slice(0, end) + '…' : '';
  }

  // Of what matches, each part counted once, however deep it matches again.
  function said() {
    let sum = 0;
    let within = -1;
    for (const node of nodes) {
      if (within >= 0 && node.level > within) {
        continue;
      }
      within = -1;
      if (matches(node)) {
        sum += node.total;
        within = node.level;
      }
    }
    document.getElementById('matched').textContent = pattern === '' ? '' : 'matched: ' + amount(sum) + ', ' + percent(sum, root.total);
  }

  function nodeAt(event) {
    const box = canvas.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top) / ROW);
    const level = upside.checked ? levels - 1 - row : row;
    const x = event.clientX - box.left;
    return nodes.find((node) => {
      const at = node.level === level ? place(node) : null;
      return at !== null && x >= at.x && x < at.x + at.w;
    });
  }

  function describe(node) {
    let text = amount(node.total) + ', ' + percent(node.total, root.total) + ' of all';
    if (zoom !== root) {
      text += ', ' + percent(node.total, zoom.total) + ' of what is shown';
    }
    return node.self > 0 ? text + '; itself ' + amount(node.self) : text;
  }

  canvas.addEventListener('mousemove', (event) => {
    const node = nodeAt(event);
    tip.hidden = node === undefined;
    if (node !== undefined) {
      const name = document.createElement('b');
      name.textContent = node.name;
      tip.replaceChildren(name, describe(node));
      tip.style.left = Math.max(0, Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8)) + 'px';
      const below = event.clientY + 18;
      tip.style.top = (below + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 10 : below) + 'px';
    }
  });
  canvas.addEventListener('mouseleave', () => { tip.hidden = true; });

  function zoomTo(node) {
    zoom = node;
    document.getElementById('detail').textContent = node === root ? amount(root.total) + ' in all' : node.name + ': ' + describe(node);
    draw();
  }

  canvas.addEventListener('click', (event) => {
    const node = nodeAt(event);
    if (node !== undefined) {
      zoomTo(node);
    }
  });
  document.getElementById('reset').addEventListener('click', () => zoomTo(root));
  upside.addEventListener('change', draw);
  document.getElementById('tools').addEventListener('submit', (event) => event.preventDefault());
  search.addEventListener('input', () => {
    pattern = search.value.trim().toLowerCase();
    draw();
  });
  window.addEventListener('resize', draw);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

  for (const kind of KINDS) {
    if (nodes.some((node) => node.kind === kind)) {
      const entry = document.createElement('span');
      const swatch = document.createElement('i');
      swatch.style.background = `hsl(${kind.hue} 70% 74%)`;
      entry.append(swatch, kind.name);
      document.getElementById('legend').append(entry);
    }
  }
  zoomTo(root);
})();
