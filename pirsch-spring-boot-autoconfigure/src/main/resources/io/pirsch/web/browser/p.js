// The browser's half: tells the server what it cannot see, and nothing that it has seen.
// The server puts this into a function behind a constant PIRSCH {views, notFound, optOut}
// and takes away lines that are comments alone. Names are short because it is served as it is.
const script = document.currentScript || document.getElementById("pianjs");
const stub = window.pirsch;
if (!script || (stub && stub.view)) return;
const data = script.dataset;
const unless = (what, value) => "disable" + what in data ? null : value;
const list = (value) => (value || "").split(",").filter(Boolean);
const safe = (action) => (...values) => {
  try {
    return action(...values);
  } catch (ignored) {}
};
const on = (target, types, action) =>
  types.split(" ").forEach((type) => target.addEventListener(type, safe(action), true));
const hidden = () => document.visibilityState === "hidden";
// A page in a frame is no page view for the server either
const views = parent === window && unless("PageViews", PIRSCH.views !== "none");

// Objections: local storage is out of the server's sight, so a cookie tells it
const opt = PIRSCH.optOut;
const KEY = "disable_pirsch";
const cookie = (age) => {
  if (opt) document.cookie = opt + "=1;Path=/;SameSite=Lax;Max-Age=" + age + (location.protocol === "https:" ? ";Secure" : "");
};
const objects = () => {
  const known = opt && document.cookie.split("; ").some((pair) => pair.startsWith(opt + "=") && pair[opt.length + 1]);
  const stored = safe(() => KEY in localStorage)();
  if (stored && !known) cookie(34560000);
  return stored || known;
};

// Delivery: one message at a time, so that none overtakes another. What waits when the
// page is left goes at once
const waiting = [];
let busy;
const next = () => {
  if (hidden()) while (waiting.length) navigator.sendBeacon(url, waiting.shift());
  if (busy || !waiting.length) return;
  busy = true;
  const done = () => {
    busy = false;
    next();
  };
  fetch(url, {method: "POST", body: waiting.shift(), keepalive: true}).then(done, done);
};
const url = new URL("p", script.src);
const matches = (patterns) => list(patterns).some((pattern) => new RegExp(pattern).test(location.pathname));
const post = (message) => {
  if ((navigator.webdriver && !("dev" in data)) || objects() || matches(data.exclude) || (data.include && !matches(data.include))) return;
  waiting.push(JSON.stringify(message));
  next();
};

// What is known of the page that is shown
let referrer = document.referrer;
const tags = {};
list(data.tag).forEach((tag) => tags[tag] = "1");
for (const {name, value} of script.attributes) {
  if (name.startsWith("data-tag-")) tags[name.slice(9).replaceAll("-", " ")] = value;
}
const hash = () => "hash" in data ? location.hash : "";
const page = (t, more) => ({
  t,
  path: location.pathname,
  query: unless("Query", location.search),
  hash: hash(),
  title: document.title,
  referrer: unless("Referrer", referrer),
  width: unless("Resolution", screen.width),
  height: unless("Resolution", screen.height),
  tags,
  ...more,
});
const view = (more) => post(page("view", more));

// Navigation within the page: its title follows the address, so wait for it a little
let here = location.href;
let shown = location.pathname + hash();
let navigated;
let settle = () => {};
const move = (counted) => {
  const from = here;
  const path = location.pathname + hash();
  here = location.href;
  if (path === shown) return;
  settle();
  shown = path;
  navigated = true;
  referrer = from;
  if (!counted) return;
  const message = page("view");
  const changed = () => document.title !== message.title && settle();
  const observer = new MutationObserver(changed);
  observer.observe(document.head, {childList: true, subtree: true, characterData: true});
  const timer = setTimeout(() => settle(), 300);
  settle = () => {
    settle = () => {};
    observer.disconnect();
    clearTimeout(timer);
    post({...message, title: document.title});
  };
};
const moved = safe(() => move(views && unless("History", true)));
if (window.navigation) {
  on(navigation, "currententrychange", moved);
} else {
  ["pushState", "replaceState"].forEach((name) => {
    const original = history[name];
    history[name] = function (...values) {
      original.apply(this, values);
      moved();
    };
  });
  on(window, "popstate hashchange", moved);
}

// The load: the server's mark tells whose turn it is. "s" is ours. "c" is the server's,
// unless the answer was kept by someone and is shown again: then the mark is older than
// the load. What the visitor's clock cannot prove, the server decides by its own
const load = () => {
  const entry = performance.getEntriesByType("navigation")[0];
  const {description: mark} = entry.serverTiming.filter(({name}) => name === "pirsch").pop() || {};
  if (!mark) return (entry.activationStart || PIRSCH.views === "all") && view();
  if (mark[0] === "s" || (entry.deliveryType === "cache" && !entry.transferSize)) return view();
  const now = performance.now();
  const age = Date.now() - mark.slice(1) * 1000;
  const since_request = now - entry.requestStart;
  const since_response = now - entry.responseStart;
  if (age > since_request + 1e4 || age < since_response - 1e4) view({mark, since_request, since_response});
};
on(window, "pageshow", ({persisted}) => {
  if (!persisted) return;
  busy = false;
  referrer = "";
  if (views) view();
});

// Events
const event = (name, {duration, meta, non_interactive} = {}) => {
  if (!name) return Promise.reject(new Error("The event has no name"));
  safe(() => {
    settle();
    const texts = {};
    for (const key in meta) texts[key] = "" + meta[key];
    post(page("event", {name, duration: +duration || 0, meta: texts, non_interactive: !!non_interactive}));
  })();
  return Promise.resolve();
};
// What attributes and classes of an element say
const read = (element) => {
  const found = {meta: {}};
  const classes = [...element.classList].map((name) => ({name: name.replace(/=.*/, ""), value: name.replace(/^[^=]*=?/, "").replaceAll("+", " ")}));
  [...element.attributes, ...classes].forEach(({name, value}) => {
    const key = name.replace(/^(data-)?pirsch-/, "");
    if (key === name) return;
    if (key.startsWith("meta-")) found.meta[key.slice(5)] = value;
    else found[key] = value;
  });
  return found;
};
const fire = ({event: name, duration, meta, ...rest}) => event(name, {duration, meta, non_interactive: "non-interactive" in rest});
const endings = "7z,avi,csv,doc,docx,dmg,exe,gz,key,mov,mp3,mp4,odt,pdf,pkg,ppt,pptx,rar,rtf,txt,wav,xls,xlsx,zip," + data.downloadExtensions;
const act = (action) => {
  if (action.type === "auxclick" && action.button !== 1) return;
  const type = action.type.replace("aux", "");
  const path = action.composedPath().filter((node) => node.matches);
  document.querySelectorAll("meta[name=pirsch-event]").forEach((rule) => {
    rule = read(rule);
    if ((rule.trigger || "click") === type && path.some((node) => node.matches(rule.selector))) fire(rule);
  });
  if (type !== "click") return;
  const named = path.map(read).find((found) => found.event);
  if (named) fire(named);
  const link = path.find((node) => node.matches("a[href]"));
  if (!link || "ignore" in read(link) || !/^http/.test(link.protocol)) return;
  const tell = (what, name, meta) => unless(what, true) && event(name, {meta, non_interactive: true});
  if (link.hasAttribute("download") || list(endings).includes(link.pathname.split(".").pop().toLowerCase())) {
    tell("Downloads", data.downloadEventName || "File Download", {file: link.pathname});
  } else if (link.host !== location.host) {
    tell("OutboundLinks", data.outboundLinkEventName || "Outbound Link Click", {url: link.href});
  }
};
on(document, "click auxclick", act);
document.querySelectorAll("meta[name=pirsch-event]").forEach((rule) => {
  const {trigger} = read(rule);
  if (trigger && trigger !== "click") on(document, trigger, act);
});

// Sessions: while somebody looks. The last look is told when the page is left
let timer;
let looked;
const look = () => looked = document.hasFocus();
const ping = () => {
  if (timer && looked) post(page("ping"));
  looked = false;
};
on(window, "focus", look);
on(document, "visibilitychange", () => {
  if (!hidden()) return look();
  settle();
  ping();
  next();
});

Object.assign(event, {
  // For routers that want control: the same path twice is one view
  view: safe(() => {
    move(PIRSCH.views !== "none");
    settle();
  }),
  optOut: safe(() => {
    cookie(34560000);
    localStorage[KEY] = 1;
  }),
  optIn: safe(() => {
    cookie(0);
    localStorage.removeItem(KEY);
  }),
});
Object.assign(window, {
  pirsch: event,
  pirschNotFound: () => PIRSCH.notFound && !navigated ? Promise.resolve()
    : event(data.notFoundEventName || "404 Page Not Found", {meta: {path: location.pathname}, non_interactive: true}),
  pirschInit() {},
  pirschClearSession: () => timer = clearInterval(timer),
});
const start = safe(() => {
  if (views) safe(load)();
  if ("enableSessions" in data) {
    look();
    timer = setInterval(safe(() => {
      look();
      if (!hidden()) ping();
      look();
    }), data.intervalMs || 6e4);
  }
  if (stub && stub.q) stub.q.forEach((call) => event(...call));
});
if (document.prerendering) on(document, "prerenderingchange", start);
else start();
