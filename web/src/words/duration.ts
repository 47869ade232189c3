/** Lengths of time as they are typed: "5 s", "1 h 30 min", "2d". Nothing is rounded, so that what is read is what was meant. */

/** In milliseconds, the longest first. */
const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const NAMES: Record<string, number> = {
  ...Object.fromEntries(UNITS),
  m: 60_000,
  sec: 1_000,
  day: 86_400_000,
};
const PART = /(\d+(?:[.,]\d+)?)\s*([a-z]*)\s*/gy;

/** Milliseconds, or null for what is no length of time. A bare number is seconds. */
export function parseDuration(text: string): number | null {
  const typed = text.trim().toLowerCase();
  if (typed === '') return null;
  let sum = 0;
  let end = 0;
  for (const [whole, number = '', unit = ''] of typed.matchAll(PART)) {
    const length = unit === '' ? 1_000 : NAMES[unit.length > 2 ? unit.replace(/s$/, '') : unit];
    if (length === undefined) return null;
    sum += Number(number.replace(',', '.')) * length;
    end += whole.length;
  }
  return end === typed.length ? Math.round(sum) : null;
}

/** The shortest text that means exactly so many milliseconds. */
export function exactDuration(ms: number): string {
  if (ms === 0) return '0 s';
  let rest = Math.round(ms);
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}
