// The browser's half: tells the server what it cannot see, and nothing that it has seen.
// The server puts this into a function, behind the constants VIEWS (whether page views are
// told), ALL (whether the server counts none), NOT_FOUND (whether it tells of missing
// pages) and OPT_OUT (name of a cookie). It leaves out comments and needless white space.
const script = document.currentScript || document.getElementById("pianjs");
if (!script || window.pirsch?.view) return;
const has = (name) => script.hasAttribute("data-" + name);
const get = (name) => script.getAttribute("data-" + name) || "";
const unless = (what, value) => has("disable-" + what) ? null : value;
const any = (texts) => texts.split(",").filter(Boolean).join("|");
const safe = (action) => (...values) => {
  try {
    return action(...values);
  } catch {}
};
const on = (target, action, ...types) => {
  action = safe(action);
  for (const type of types) target.addEventListener(type, action, true);
};
// What an element says in attributes, and in classes such as name=a+value
const read = (node, prefix) => {
  const found = {};
  const add = (name, value = "") => {
    if (prefix.test(name)) found[name.replace(prefix, "")] = value;
  };
  for (const {name, value} of node.attributes) add(name, value);
  for (const text of node.classList) add(...text.replaceAll("+", " ").split("="));
  return found;
};

// Delivery: one message at a time, so that none overtakes another. What waits when the
// page is left goes at once, and what is told of a page that nobody sees yet is kept
const url = new URL("p", script.src);
const waiting = [];
let sending;
const send = () => {
  if (document.prerendering) return;
  while (document.hidden && waiting[0]) navigator.sendBeacon(url, waiting.shift());
  if (sending || !waiting[0]) return;
  sending = fetch(url, {method: "POST", body: waiting.shift(), keepalive: true}).catch(() => {}).then(() => {
    sending = null;
    send();
  });
};

// An objection in the local storage is out of the server's sight, so a cookie tells it
const cookie = (seconds) => !OPT_OUT || (document.cookie = OPT_OUT + "=1;Path=/;SameSite=Lax;Max-Age=" + seconds);
const objects = safe(() => "disable_pirsch" in localStorage && cookie(4e7));
objects();

// Servers may put a session into a path, as one of its parameters. A custom element may be
// a link without a path
const bare = (path) => path?.replace(/;[^/#]*/g, "");

// What is known of the page that is shown
const route = () => bare(location.pathname + (has("hash") ? location.hash : ""));
let shown = route();
const loaded = shown;
let referrer = document.referrer;
const tags = read(script, /^data-tag-?/);
const tell = safe((t, more) => {
  const message = {
    t,
    path: route(),
    query: unless("query", location.search),
    title: document.title,
    referrer: unless("referrer", referrer),
    width: unless("resolution", screen.width),
    height: unless("resolution", screen.height),
    tags,
    ...more,
  };
  const fits = (name) => RegExp(any(get(name))).test(message.path);
  if ((navigator.webdriver && !has("dev")) || objects() || !fits("include") || (get("exclude") && fits("exclude"))) return;
  waiting.push(JSON.stringify(message));
  send();
});

// Navigation within the page. Its title follows the address, so wait for it a little
let view, timer;
const settle = () => {
  if (view) tell("view", view);
  view = null;
};
// A page in a frame is no page view for the server either
const views = VIEWS && parent === window && !has("disable-page-views");
const move = () => {
  if (!views || route() === shown) return;
  settle();
  referrer = location.origin + shown;
  view = {path: shown = route(), query: unless("query", location.search)};
  clearTimeout(timer);
  timer = setTimeout(settle, 300);
};
if (!has("disable-history")) {
  if (window.navigation?.currentEntry) {
    on(navigation, move, "currententrychange");
  } else {
    for (const name of ["pushState", "replaceState"]) {
      const action = history[name].bind(history);
      history[name] = (...values) => {
        action(...values);
        move();
      };
    }
    on(window, move, "popstate", "hashchange");
  }
}

// The load: the server's mark tells whose turn it is. "s" is ours. "c" is the server's,
// unless the answer was kept by someone and is shown again: then the mark is older than
// the load. What the visitor's clock cannot prove, the server decides by its own
const [{serverTiming, activationStart, deliveryType, transferSize, requestStart, responseStart, responseStatus} = {}] =
  performance.getEntriesByType("navigation");
// An error page is no view, where the browser tells the status; what it goes to may be one
const see = (more) => responseStatus > 399 && route() === loaded || tell("view", more);
const load = () => {
  const mark = serverTiming?.find(({name}) => name === "pirsch")?.description;
  if (mark ? mark[0] === "s" || (deliveryType === "cache" && !transferSize) : ALL || document.prerendering || activationStart) return see();
  // Without a mark it is no number, and so in no order with any
  const moment = mark?.slice(1) * 1000 - performance.timeOrigin;
  if (moment < requestStart - 1e4 || moment > responseStart + 1e4) {
    see({mark, requestStart, responseStart, now: performance.now()});
  }
};
on(window, ({persisted}) => {
  if (!persisted) return;
  sending = null;
  referrer = location.origin + shown;
  views && see();
}, "pageshow");

// Events
const event = async (name, options) => {
  if (!name) throw Error("The event has no name");
  settle();
  tell("event", {event: {...options, name}});
};
const builtIn = (kind, name, meta) =>
  has("disable-" + kind + "s") || event(get(kind + "-event-name") || name, {meta, non_interactive: true});
const markup = (node) => ({...read(node, /^(data-)?pirsch-/), meta: read(node, /^(data-)?pirsch-meta-/)});
const rules = () => [...document.getElementsByName("pirsch-event")].map((meta) => ({trigger: "click", ...markup(meta)}));
const files = any("7z,avi,csv,docx?,dmg,exe,gz,key,mov,mp[34],odt,pdf,pkg,pptx?,rar,rtf,txt,wav,xlsx?,zip," + get("download-extensions"));
const act = (action) => {
  if (action.button > 1) return;
  const type = action.type.replace("aux", "");
  const path = action.composedPath().filter((node) => node.matches);
  rules().map((rule) => rule.trigger === type && path.some((node) => node.matches(rule.selector)) && event(rule.event, rule));
  if (type !== "click") return;
  const rule = path.map(markup).find(({event}) => event);
  if (rule) event(rule.event, rule);
  const link = path.find((node) => /^http/.test(node.href));
  if (!link || "ignore" in markup(link)) return;
  if (link.hasAttribute("download") || RegExp(`\\.(${files})$`, "i").test(bare(link.pathname))) {
    builtIn("download", "File Download", {file: bare(link.pathname)});
  } else if (link.host !== location.host) {
    builtIn("outbound-link", "Outbound Link Click", {url: link.href});
  }
};
on(document, act, "click", "auxclick", ...rules().map((rule) => rule.trigger));

// Sessions: while somebody looks. The last look is told when the page is left
let pings, looking;
const look = () => looking = !document.hidden && document.hasFocus();
on(window, look, "focus");
on(document, () => {
  settle();
  if (document.hidden && pings && looking) tell("ping");
  look();
  send();
}, "visibilitychange", "prerenderingchange");

event.view = () => {
  move();
  settle();
};
event.optOut = safe(() => localStorage.disable_pirsch = cookie(4e7));
event.optIn = safe(() => cookie(0) && delete localStorage.disable_pirsch);
const early = window.pirsch;
window.pirsch = event;
window.pirschNotFound = async () =>
  NOT_FOUND && route() === loaded || builtIn("not-found", "404 Page Not Found", {path: bare(location.pathname)});
window.pirschInit = () => {};
window.pirschClearSession = () => pings = clearInterval(pings);
if (views) safe(load)();
early?.q?.forEach((call) => event(...call));
if (has("enable-sessions")) {
  look();
  pings = setInterval(() => look() && tell("ping"), get("interval-ms") || 6e4);
}
