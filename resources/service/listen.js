// Follows one speaker in a language of one's own. With ?obs the page is a transparent source for
// OBS and vMix: ?obs&language=fr&size=48&lines=2.

import { Loudspeaker } from "/page/sound.js";

const at = (id) => document.getElementById(id);
const LANGUAGES = await (await fetch("/page/languages.json")).json();
const TEXTS = await (await fetch("/page/texts.json")).json();
const ASKED = new URLSearchParams(location.search);
const IS_OBS = ASKED.has("obs");
const SPEECH_HZ = 24000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
const MOST_PARAGRAPHS = 200;
const SIZES = [1, 1.25, 1.55, 2, 2.5, 3.2, 4];

const kept = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* not here */ } },
};

const preferred = navigator.languages.map((tag) => tag.slice(0, 2));
let words = preferred.find((code) => code in TEXTS) ?? "en";
let offered = [];
let language = ASKED.get("language") ?? kept.get("language");
let size = Number(kept.get("size") ?? 2);
let isSingle = kept.get("single") === "1";
let after = 0;
let epoch = "";
let socket = null;
let waitMs = FIRST_WAIT_MS;
let loudspeaker = null;
let situation = null;
let status = "connecting";
const tentative = Object.assign(document.createElement("span"), { className: "tentative" });

function write(key, values = {}) {
  return TEXTS[words][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function say(key) {
  status = key;
  at("status").textContent = write(key);
  at("status").classList.toggle("bad", key === "reconnecting" || key === "notServed");
}

function translatePage(code) {
  words = code;
  document.documentElement.lang = code;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = write(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.ariaLabel = element.title = write(element.dataset.label);
  }
  showHearing();
  offer(offered);
  say(status);
}

function offer(languages) {
  offered = languages;
  const names = new Intl.DisplayNames([words], { type: "language" });
  at("language").replaceChildren(...languages.map((code) => Object.assign(
    document.createElement("option"), { value: code, textContent: names.of(code) })));
  if (language && languages.includes(language)) at("language").value = language;
  at("language").disabled = !languages.length;
}

function showHearing() {
  at("hear").textContent = write(loudspeaker ? "hush" : "hear");
  at("hear").setAttribute("aria-pressed", String(Boolean(loudspeaker)));
}

function wish() {
  if (socket?.readyState !== WebSocket.OPEN || !language) return;
  socket.send(JSON.stringify({ language, hears: Boolean(loudspeaker), after, epoch }));
}

function choose(code) {
  if (code === language) return;
  language = code;
  kept.set("language", code);
  forget();
  wish();
}

function forget() {
  after = 0;
  clear();
}

function clear() {
  tentative.textContent = "";
  at("captions").replaceChildren();
  at("one").textContent = "";
}

function connect() {
  const base = location.href.replace(/^http/, "ws").replace(/[?#].*/, "");
  socket = new WebSocket(`${base}listen`);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) loudspeaker?.play(new Int16Array(data), SPEECH_HZ);
    else take(JSON.parse(data));
  };
  socket.onclose = () => {
    // The last caption stays; what is missed meanwhile comes when the connection does.
    say("reconnecting");
    setTimeout(connect, waitMs);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  };
}

function take(message) {
  switch (message.type) {
    case "hello":
      waitMs = FIRST_WAIT_MS;
      if (message.epoch !== epoch) forget();
      epoch = message.epoch;
      language ??= preferred.find((code) => code in LANGUAGES) ?? "en";
      wish();
      break;
    case "situation":
      situation = message;
      document.body.classList.toggle("withheld", message.hidden);
      // What was withheld for a reason does not come back.
      if (message.hidden) clear();
      if (message.live) follow(message);
      else say("offAir");
      break;
    case "caption":
      commit(message);
      break;
    case "guess":
      if (!isSingle) hint(message.text);
      break;
  }
}

function follow(message) {
  offer(message.languages);
  if (!message.languages.includes(language)) {
    if (ASKED.has("language") || !message.languages.length) return say("notServed");
    choose(message.languages[0]);
    at("language").value = language;
  }
  say(message.problem ? "notServed" : "onAir");
}

function commit({ number, text, begins }) {
  if (number <= after) return;
  after = number;
  const log = at("captions");
  let paragraph = log.lastElementChild;
  if (!paragraph || begins) {
    paragraph = log.appendChild(document.createElement("p"));
    while (log.children.length > MOST_PARAGRAPHS) log.firstElementChild.remove();
    at("one").dataset.said = "";
  }
  tentative.remove();
  tentative.textContent = "";
  paragraph.append(begins ? text.trimStart() : text);
  // In one line that is replaced, a braille display loses no place.
  at("one").dataset.said = ((at("one").dataset.said ?? "") + text).trimStart();
  at("one").textContent = at("one").dataset.said;
  log.scrollTop = log.scrollHeight;
}

function hint(text) {
  const log = at("captions");
  tentative.textContent = text;
  if (!log.lastElementChild) log.append(document.createElement("p"));
  log.lastElementChild.append(tentative);
  log.scrollTop = log.scrollHeight;
}

function showSingle() {
  at("single").checked = isSingle;
  at("captions").hidden = isSingle;
  at("one").hidden = !isSingle;
}

function resize(step) {
  size = Math.min(SIZES.length - 1, Math.max(0, size + step));
  kept.set("size", size);
  document.documentElement.style.setProperty("--letters", `${SIZES[size]}rem`);
}

function begin() {
  if (IS_OBS) {
    document.body.classList.add("obs");
    const style = document.documentElement.style;
    if (Number(ASKED.get("size"))) style.setProperty("--letters", `${Number(ASKED.get("size"))}px`);
    if (Number(ASKED.get("lines"))) style.setProperty("--lines", Number(ASKED.get("lines")));
    isSingle = false;
  } else {
    resize(0);
  }
  for (const code of Object.keys(TEXTS)) {
    at("interface").append(Object.assign(document.createElement("option"), {
      value: code, textContent: LANGUAGES[code] }));
  }
  at("interface").value = words;
  at("interface").onchange = () => translatePage(at("interface").value);
  at("language").onchange = () => choose(at("language").value);
  at("hear").onclick = () => {
    if (loudspeaker) {
      loudspeaker.context.close();
      loudspeaker = null;
    } else {
      loudspeaker = new Loudspeaker();
    }
    showHearing();
    wish();
  };
  at("single").onchange = () => {
    isSingle = at("single").checked;
    kept.set("single", isSingle ? "1" : "0");
    showSingle();
  };
  at("smaller").onclick = () => resize(-1);
  at("larger").onclick = () => resize(1);
  translatePage(words);
  showSingle();
  connect();
  document.documentElement.dataset.loaded = "1";
}

begin();
