// The microphone as frames, and speech out of the loudspeaker as it comes.

const INPUT_RATES = [24000, 48000, 44100, 16000];

export class Microphone {
  // onFrame(Int16Array of 80 ms, peak from 0 to 1)
  static async open(onFrame) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true },
    });
    try {
      const { context, source } = connect(stream);
      if (!INPUT_RATES.includes(context.sampleRate)) throw new Error(`${context.sampleRate} Hz`);
      await context.audioWorklet.addModule("/page/microphone.js");
      const node = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0 });
      node.port.onmessage = ({ data }) => onFrame(data.frame, data.peak);
      source.connect(node);
      return new Microphone(stream, context);
    } catch (error) {
      stream.getTracks().forEach((track) => track.stop());
      throw error;
    }
  }

  constructor(stream, context) {
    this.stream = stream;
    this.context = context;
    this.format = `pcm_${context.sampleRate}`;
  }

  close() {
    this.stream.getTracks().forEach((track) => track.stop());
    return this.context.close();
  }
}

function connect(stream) {
  // Firefox does not change the rate of a microphone; there its own rate is taken.
  for (const options of [{ sampleRate: 24000 }, {}]) {
    const context = new AudioContext(options);
    try {
      return { context, source: context.createMediaStreamSource(stream) };
    } catch (error) {
      context.close();
      if (!options.sampleRate) throw error;
    }
  }
}

export class Loudspeaker {
  constructor() {
    this.context = new AudioContext({ sampleRate: 48000 });
    this.until = 0;
    this.playedSeconds = 0;
  }

  play(samples, rate = 48000) {
    const buffer = this.context.createBuffer(1, samples.length, rate);
    const channel = buffer.getChannelData(0);
    for (let i = 0; i < samples.length; i++) channel[i] = samples[i] / 32768;
    const node = new AudioBufferSourceNode(this.context, { buffer });
    node.connect(this.context.destination);
    this.until = Math.max(this.until, this.context.currentTime + 0.06);
    node.start(this.until);
    this.until += buffer.duration;
    this.playedSeconds += buffer.duration;
  }

  // Says nothing more.
  hush() {
    this.until = 0;
  }

  async close() {
    const left = Math.max(0, this.until - this.context.currentTime);
    await new Promise((done) => setTimeout(done, left * 1000 + 100));
    await this.context.close();
  }
}

export function encode(frame) {
  const bytes = new Uint8Array(frame.buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  }
  return btoa(text);
}

export function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Int16Array(bytes.buffer);
}
