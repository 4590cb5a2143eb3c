/** Two soft tones, made on the spot: a rising pair for a new conversation, a single softer one for a message. */

const TONES = Object.freeze({
  new: { notes_hz: [587.33, 880], volume: 0.09 },
  message: { notes_hz: [659.25], volume: 0.045 },
});
const NOTE_S = 0.16;
const FADE_S = 0.32;
const LATE_MS = 1_000;

/** @type {AudioContext | null} */
let audio = null;

/** @param {keyof typeof TONES} tone */
export async function play(tone) {
  // A browser keeps a page silent until somebody has touched it.
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return;
  audio ??= new AudioContext();
  const asked = performance.now();
  // Firefox and WebKit begin every context asleep; what wakes too late would be a sound for nothing.
  await audio.resume().catch(() => undefined);
  if (audio.state !== "running" || performance.now() - asked > LATE_MS) return;
  const { notes_hz, volume } = TONES[tone];
  notes_hz.forEach((hertz, index) => sing(/** @type {AudioContext} */ (audio), hertz, volume, index * NOTE_S));
}

/** @param {AudioContext} context @param {number} hertz @param {number} volume @param {number} after_s */
function sing(context, hertz, volume, after_s) {
  const start = context.currentTime + after_s;
  const voice = new OscillatorNode(context, { type: "sine", frequency: hertz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(volume, start + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + FADE_S);
  voice.connect(loudness).connect(context.destination);
  voice.start(start);
  voice.stop(start + FADE_S);
}
