// Draws what each model of the session does, from the times that the service reports.

const WINDOW_S = 20;
const ROWS = ["transcription", "speech_translation", "text_translation", "voice"];

export class Lanes {
  constructor(element, write) {
    this.element = element;
    this.write = write;
    this.reset();
  }

  reset() {
    this.work = [];
    this.totals = {};
    this.heard = 0;
    this.element.replaceChildren();
  }

  add({ stage, model, took_ms, heard_s }) {
    const total = (this.totals[stage] ??= { ms: 0, count: 0, model });
    total.ms += took_ms;
    total.count += 1;
    this.heard = Math.max(this.heard, heard_s);
    this.work.push({ stage, took_s: took_ms / 1000, heard_s });
    this.work = this.work.filter((one) => one.heard_s > this.heard - WINDOW_S);
  }

  // Which explanation fits what ran: the key of a text.
  get path() {
    if (!this.totals.speech_translation) return "howThree";
    return this.totals.text_translation ? "howPivot" : "howTwo";
  }

  // Share of real time that all models take, from 0.
  get share() {
    const ms = Object.values(this.totals).reduce((sum, total) => sum + total.ms, 0);
    return this.heard ? ms / 1000 / this.heard : 0;
  }

  draw() {
    if (!this.heard) return;
    const cells = [];
    for (const stage of ROWS) {
      const total = this.totals[stage];
      const isMissing = !total && stage === "text_translation" && this.path === "howTwo";
      if (!total && !isMissing) continue;
      const isBeside = stage === "transcription" && this.path !== "howThree";
      cells.push(this.label(stage, isBeside), this.lane(stage, isMissing), this.shareCell(total));
    }
    this.element.replaceChildren(...cells);
  }

  label(stage, isBeside) {
    const label = document.createElement("span");
    label.textContent = this.write(stage === "voice" ? "voiceStage" : stage);
    if (isBeside) label.textContent += ` (${this.write("beside")})`;
    const total = this.totals[stage];
    if (total) label.title = total.model;
    return label;
  }

  lane(stage, isMissing) {
    const lane = document.createElement("div");
    lane.className = `lane ${stage}`;
    if (isMissing) {
      lane.classList.add("skipped");
      const note = document.createElement("small");
      note.textContent = this.write("skipped");
      lane.append(note);
    }
    const begin = Math.max(0, this.heard - WINDOW_S);
    for (const one of this.work.filter((work) => work.stage === stage)) {
      const bar = document.createElement("i");
      bar.style.left = `${((one.heard_s - begin) / WINDOW_S) * 100}%`;
      bar.style.width = `${(one.took_s / WINDOW_S) * 100}%`;
      bar.title = `${Math.round(one.took_s * 1000)} ms`;
      lane.append(bar);
    }
    return lane;
  }

  shareCell(total) {
    const cell = document.createElement("span");
    cell.className = "share";
    cell.textContent = total ? `⌀ ${Math.round(total.ms / total.count)} ms` : "–";
    return cell;
  }
}
