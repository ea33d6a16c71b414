// One session: microphone to the service, text and speech back. The wire is described in the
// service's README; nothing here is special to this page.

import { Lanes } from "/page/lanes.js";
import { Loudspeaker, Microphone, decode, encode } from "/page/sound.js";

const at = (id) => document.getElementById(id);
const NO_VOICE = "none";
const FULL = 1013;
const DOUBLE_CLICK_MS = 800;
const FRAME_S = 0.08;
const STORED_S = 60;
const PATIENCE_MS = 60000;
const WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
const LANGUAGES = await (await fetch("/page/languages.json")).json();
const TEXTS = await (await fetch("/page/texts.json")).json();

let language = "en";
let voices = [];
let session = null;
let room = null;

function write(key, values = {}) {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function number(value, digits = 1) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const lanes = new Lanes(at("lanes"), write);

let said = ["", {}];

function say(key, { bad = false, ...values } = {}) {
  said = [key, { bad, ...values }];
  at("status").textContent = key ? write(key, values) : "";
  at("status").classList.toggle("bad", bad);
}

function showState(state) {
  const button = at("talk");
  button.setAttribute("aria-pressed", String(state === "running"));
  at("talk-text").textContent = write({ idle: "start", running: "stop", finishing: "stopNow" }[state]);
  for (const id of ["source", "target", "voice", "wants-said", "wants-listeners"]) at(id).disabled = state !== "idle";
}

function translatePage(code) {
  language = code;
  document.documentElement.lang = code;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = write(element.dataset.text);
  }
  const names = new Intl.DisplayNames([code], { type: "language" });
  for (const id of ["source", "target"]) {
    for (const option of at(id).options) {
      option.textContent = option.value ? names.of(option.value) : write("detect");
    }
  }
  const silent = at("voice").querySelector(`[value=${NO_VOICE}]`);
  if (silent) silent.textContent = write("noVoice");
  showState(session ? session.state : "idle");
  if (said[0]) say(...said);
  if (session?.lags.length) session.showLag();
  explain();
  if (session) session.figures();
  else lanes.draw();
}

function explain() {
  if (lanes.heard) at("how-text").textContent = write(lanes.path);
}

function option(value, text = "") {
  return Object.assign(document.createElement("option"), { value, textContent: text });
}

// Whoever knows the address may follow, so that nobody may guess it.
function newRoom() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (letter) => ({ "+": "-", "/": "_", "=": "" })[letter]);
}

function showInvitation() {
  at("invitation").hidden = !room;
  at("room").href = at("room").textContent = room ? `${location.origin}/listen/${room}/` : "";
}

function offerVoices() {
  const fitting = voices.filter((voice) => voice.language === at("target").value);
  at("voice").replaceChildren(
    ...fitting.map((voice) => option(voice.uid, `${voice.name} (${voice.description})`)),
    option(NO_VOICE, write("noVoice")),
  );
}

function offerTargets(directions) {
  const source = at("source").value;
  const served = new Set(directions.filter(([from]) => !source || from === source).map(([, to]) => to));
  for (const choice of at("target").options) choice.disabled = !served.has(choice.value);
  if (at("target").selectedOptions[0]?.disabled) {
    const first = [...at("target").options].find((choice) => !choice.disabled);
    if (first) at("target").value = first.value;
  }
  offerVoices();
}

async function ask(path) {
  const key = at("key").value.trim();
  const response = await fetch(path, { headers: key ? { "x-api-key": key } : {} });
  if (response.status === 401) {
    at("key-row").hidden = false;
    throw new NeedsKey(key ? "wrongKey" : "needsKey");
  }
  if (!response.ok) throw new Error((await response.json()).detail);
  return response.json();
}

class NeedsKey extends Error {}

async function loadChoices() {
  const [found, served] = await Promise.all([
    ask("/api/voices/?include_catalog=1&limit=0"), ask("/api/directions"),
  ]);
  voices = found;
  at("source").onchange = () => offerTargets(served.directions);
  at("target").onchange = offerVoices;
  offerTargets(served.directions);
}

class Session {
  constructor() {
    this.state = "running";
    this.wantsSpeech = at("voice").value !== NO_VOICE;
    this.beganAt = null;
    // What was said since the last word that came, to be said again where the connection breaks.
    this.stored = [];
    this.said_s = 0;
    this.base_s = 0;
    this.lags = [];
    this.firstSpeech = null;
    this.firstText = null;
    this.tentative = document.createElement("span");
    this.tentative.className = "tentative";
  }

  async open() {
    if (this.wantsSpeech) this.loudspeaker = new Loudspeaker();
    this.microphone = await Microphone.open((frame, peak) => this.hear(frame, peak));
    if (session !== this) return this.microphone.close(); // it was stopped meanwhile
    say("opening");
    await this.connect();
  }

  async connect() {
    const { token } = await ask("/api/api-keys/token");
    if (session !== this) return;
    this.isReady = false;
    const path = this.wantsSpeech ? "s2s" : "asr";
    const base = location.origin.replace(/^http/, "ws");
    this.socket = new WebSocket(`${base}/api/speech/${path}?token=${token}`);
    this.socket.onopen = () => this.socket.send(JSON.stringify(this.setup()));
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(data));
    this.socket.onclose = () => this.closed();
  }

  closed() {
    if (session !== this) return;
    if (this.failure?.code === FULL && this.brokeAt !== undefined) this.failure = undefined;
    if (this.failure || this.isComplete) this.end();
    else this.reconnect();
  }

  // The microphone goes on meanwhile; what it hears waits.
  async reconnect() {
    this.isReady = false;
    this.tentative.textContent = "";
    this.brokeAt ??= performance.now();
    this.waitMs = Math.min(LONGEST_WAIT_MS, (this.waitMs ?? WAIT_MS / 2) * 2);
    say("reconnecting", { bad: true });
    await new Promise((done) => setTimeout(done, this.waitMs));
    if (session !== this) return;
    if (performance.now() - this.brokeAt > PATIENCE_MS) return this.end();
    try {
      await this.connect();
    } catch {
      this.reconnect();
    }
  }

  // Takes up where the last word that came ended.
  resume() {
    const isAgain = this.brokeAt !== undefined;
    this.brokeAt = this.waitMs = undefined;
    this.isReady = true;
    this.base_s = this.stored[0]?.at_s ?? this.said_s;
    if (isAgain) at("captions").dataset.new = "1";
    for (const { audio } of this.stored) this.send(audio);
    if (this.state === "finishing") this.socket.send(JSON.stringify({ type: "end_of_stream" }));
    else say("ready");
    showInvitation();
  }

  send(audio) {
    this.socket.send(JSON.stringify({ type: "audio", audio }));
  }

  setup() {
    const extras = ["tentative", "notices", "timings", "continuations"];
    if (at("wants-said").checked) extras.push("transcript");
    const config = { target_language: at("target").value, extras };
    if (room) config.room = room;
    if (at("source").value) config.language = at("source").value;
    const setup = { type: "setup", input_format: this.microphone.format, json_config: config };
    if (this.wantsSpeech) Object.assign(setup, { output_format: "pcm", voice_id: at("voice").value });
    return setup;
  }

  hear(frame, peak) {
    at("level").value = Math.sqrt(peak);
    const isOpen = this.socket?.readyState === WebSocket.OPEN && this.isReady;
    // Before the first answer nothing is on air yet.
    if (this.state !== "running" || (!isOpen && this.beganAt === null)) return;
    this.beganAt ??= performance.now() - 80;
    const audio = encode(frame);
    this.stored.push({ at_s: this.said_s, audio });
    this.said_s += FRAME_S;
    while (this.said_s - this.stored[0].at_s > STORED_S) this.stored.shift();
    if (isOpen) this.send(audio);
  }

  take(message) {
    if (session !== this) return; // it was left
    switch (message.type) {
      case "ready":
        this.resume();
        break;
      case "text":
        this.commit(message);
        break;
      case "tentative":
        this.tentative.textContent = message.text;
        this.scroll();
        break;
      case "transcript":
        append(at("said"), message);
        break;
      case "audio":
        this.loudspeaker.play(decode(message.audio));
        break;
      case "notice":
        this.notice(message);
        break;
      case "timing":
        lanes.add(message);
        explain();
        this.figures();
        break;
      case "error":
        this.failure = message;
        break;
      case "end_of_stream":
        this.isComplete = true;
        break;
    }
  }

  commit(message) {
    at("captions").querySelector(".empty")?.remove();
    const paragraph = append(at("captions"), message);
    paragraph.append(" ", this.tentative);
    this.tentative.textContent = "";
    const now = (performance.now() - this.beganAt) / 1000;
    const stop_s = this.base_s + message.stop_s;
    while (this.stored.length && this.stored[0].at_s + FRAME_S <= stop_s) this.stored.shift();
    this.lags.push(Math.max(0, now - stop_s));
    if (this.firstText === null && this.firstSpeech !== null) this.firstText = now - this.firstSpeech;
    this.showLag();
    this.scroll();
  }

  showLag() {
    at("lag").textContent = write("lag", { s: number(this.lags.at(-1)) });
  }

  notice({ kind }) {
    const now = (performance.now() - this.beganAt) / 1000;
    if (kind === "speech_started") this.firstSpeech ??= now;
    if (kind === "speech_ended") at("captions").dataset.new = "1";
    if (this.state === "finishing") return;
    if (kind === "behind") say("behind");
    if (kind === "caught_up") say("ready");
  }

  figures() {
    if (!lanes.heard) return;
    const rows = [];
    if (this.firstText !== null) rows.push(["firstText", write("seconds", { s: number(this.firstText) })]);
    if (this.lags.length) {
      const mean = this.lags.reduce((sum, lag) => sum + lag, 0) / this.lags.length;
      rows.push(["meanLag", write("seconds", { s: number(mean) })]);
    }
    rows.push(["compute", write("share", { p: number(lanes.share * 100, 0) })]);
    at("figures").replaceChildren(...rows.flatMap(([key, value]) => [
      Object.assign(document.createElement("dt"), { textContent: write(key) }),
      Object.assign(document.createElement("dd"), { textContent: value }),
    ]));
    lanes.draw();
  }

  scroll() {
    const log = at("captions");
    if (!this.tentative.isConnected && log.lastElementChild) {
      log.querySelector(".empty")?.remove();
      (log.lastElementChild ?? log.appendChild(document.createElement("p"))).append(" ", this.tentative);
    }
    log.scrollTop = log.scrollHeight;
  }

  stop() {
    if (this.state === "finishing") {
      if (performance.now() - this.stoppedAt > DOUBLE_CLICK_MS) this.leave();
      return;
    }
    this.state = "finishing";
    this.stoppedAt = performance.now();
    say("finishing");
    showState(this.state);
    at("level").value = 0;
    this.microphone?.close();
    if (this.socket?.readyState === WebSocket.OPEN && this.isReady) {
      this.socket.send(JSON.stringify({ type: "end_of_stream" }));
    } else if (this.beganAt === null) {
      this.end();
    }
  }

  // Does not wait for what is still to be said.
  leave() {
    this.isComplete = true;
    this.socket?.close();
    this.loudspeaker?.hush();
    this.end();
  }

  async end() {
    if (session !== this) return;
    if (this.state === "running") this.microphone?.close();
    this.tentative.remove();
    at("level").value = 0;
    if (this.failure?.code === FULL) say("full", { bad: true });
    else if (this.failure) showFailure(this.failure.message);
    else if (this.isComplete) say("done");
    else say("lost", { bad: true });
    session = null;
    showState("idle");
    await this.loudspeaker?.close();
  }
}

function append(log, { text, continues }) {
  // What belongs to one utterance stands in one paragraph.
  let paragraph = log.lastElementChild;
  if (!paragraph || log.dataset.new) {
    paragraph = log.appendChild(document.createElement("p"));
    delete log.dataset.new;
  }
  const tail = paragraph.querySelector(".tentative");
  const hasWords = paragraph.textContent.trim() !== (tail?.textContent ?? "").trim();
  const words = document.createTextNode(`${hasWords && !continues ? " " : ""}${text}`);
  // The space before the tail is none of the committed text.
  if (tail?.previousSibling?.data === " ") tail.previousSibling.remove();
  if (tail) tail.before(words);
  else paragraph.append(words);
  log.scrollTop = log.scrollHeight;
  return paragraph;
}

function showFailure(text) {
  said = ["", {}];
  at("status").textContent = text;
  at("status").classList.add("bad");
}

async function start() {
  if (!navigator.mediaDevices) return say("insecure", { bad: true });
  // The same as before, for those who have its address already.
  room = at("wants-listeners").checked ? room ?? newRoom() : null;
  at("invitation").hidden = true;
  const mine = new Session();
  session = mine;
  lanes.reset();
  at("figures").replaceChildren();
  at("lag").textContent = "";
  at("captions").dataset.new = "1";
  showState("running");
  try {
    await mine.open();
  } catch (error) {
    mine.microphone?.close();
    if (session !== mine) return;
    session = null;
    showState("idle");
    if (error instanceof NeedsKey) say(error.message, { bad: true });
    else if (error instanceof DOMException) say("noMicrophone", { bad: true, why: error.message });
    else showFailure(error.message);
  }
}

async function begin() {
  for (const code of Object.keys(TEXTS)) at("interface").append(option(code, LANGUAGES[code]));
  at("source").append(option(""), ...Object.keys(LANGUAGES).map((code) => option(code)));
  at("target").append(...Object.keys(LANGUAGES).map((code) => option(code)));
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2)).find((code) => code in TEXTS);
  at("interface").value = preferred ?? "en";
  at("interface").onchange = () => translatePage(at("interface").value);
  at("controls").onsubmit = async (event) => {
    event.preventDefault();
    if (session) session.stop();
    else {
      if (!voices.length) await loadChoices().catch(() => {});
      await start();
    }
  };
  at("wants-said").onchange = () => { if (!at("wants-said").checked) at("said").replaceChildren(); };
  translatePage(at("interface").value);
  try {
    await loadChoices();
  } catch (error) {
    if (error instanceof NeedsKey) say(error.message, { bad: true });
    else showFailure(error.message);
  }
  document.documentElement.dataset.loaded = "1";
}

begin();
