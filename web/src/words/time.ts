/** Instants and durations as people say them. Everything is shown in the browser's own time zone, which is named. */

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** What is counted in a column of numbers is written with the sign of its unit. */
const SIGNS: Partial<Record<Intl.RelativeTimeFormatUnit, string>> = { hour: 'h', minute: 'min', second: 's' };

/** "3 min ago", "in 2 h", "yesterday", "just now" for anything within five seconds. */
export function relativeTime(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  if (Math.abs(seconds) < 5) return seconds > 0 ? 'in a moment' : 'just now';
  const [unit, length] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  const amount = Math.trunc(seconds / length);
  const sign = SIGNS[unit];
  if (sign === undefined) return relative.format(amount, unit);
  return amount < 0 ? `${-amount} ${sign} ago` : `in ${amount} ${sign}`;
}

/** The full date and time with its zone. */
export function exactTime(instant: string): string {
  return exact.format(Date.parse(instant));
}

const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** A length of time in its two largest units: "340 ms", "1.2 s", "1 h 30 min". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${Math.round(ms / 100) / 10} s`;
  const parts: string[] = [];
  let rest = Math.round(ms / 1_000) * 1_000;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.join(' ');
}

const numbers = new Intl.NumberFormat('en');

/** "1,234" */
export function count(value: number): string {
  return numbers.format(value);
}

/** "1 event", "2,000 events" */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const sameDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const otherDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** The time by the clock, with the day if it is not today's: "14:03:05", "Fri 25 Jul, 17:12". */
export function clockTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? sameDay : otherDay).format(at);
}

/** The browser's time zone, in which all times are shown: "Europe/Prague". */
export function timeZone(): string {
  return exact.resolvedOptions().timeZone;
}
