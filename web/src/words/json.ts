/** JSON for the eye, without reading it as numbers: `1.10` and `12345678901234567890` stay as they are. */

/** The text with line breaks and indents, or null if it is no JSON object or list. */
export function prettyJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return indent(text);
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

function indent(text: string): string {
  const tokens = text.match(TOKENS) ?? [];
  let depth = 0;
  let out = '';
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === '{' || token === '[') {
      const isEmpty = next === '}' || next === ']';
      depth += 1;
      out += isEmpty ? token : token + line(depth);
    } else if (token === '}' || token === ']') {
      depth -= 1;
      out += /[{[]$/.test(out) ? token : line(depth) + token;
    } else if (token === ',') {
      out += ',' + line(depth);
    } else {
      out += token === ':' ? ': ' : token;
    }
  });
  return out;
}

function line(depth: number): string {
  return '\n' + '  '.repeat(depth);
}

/**
 * The text of one member of a JSON object as it stands there, so that nothing of it is lost to numbers; null if there is
 * no such member. `text` is JSON.
 */
export function memberText(text: string, name: string): string | null {
  let depth = 0;
  let start: number | null = null;
  let key: string | null = null;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '}' || token === ']') depth -= 1;
    const isEnd = (depth === 1 && token === ',') || depth === 0;
    if (start !== null && isEnd && index > start) return text.slice(start, index).trim();
    if (token === '{' || token === '[') depth += 1;
    if (depth !== 1) continue;
    if (token === ':' && key === name) start ??= index + 1;
    key = token.startsWith('"') ? (JSON.parse(token) as string) : null;
  }
  return null;
}

/** An object of members whose values are JSON texts already; members without one are left out. */
export function objectText(members: Record<string, string | null>): string {
  const given = Object.entries(members).filter(([, value]) => value !== null);
  return `{${given.map(([name, value]) => `${JSON.stringify(name)}:${value ?? ''}`).join(',')}}`;
}

/** True if a whole number in this JSON has more digits than the browser keeps. */
export function losesDigits(text: string): boolean {
  const tokens = text.match(TOKENS) ?? [];
  return tokens.some((token) => /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)));
}

/** What is wrong with a text that has to be JSON; null if nothing is. */
export function checkJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
}

/** A JSON text for the eye: indented if it is an object or a list, as it is if not. */
export function readable(text: string): string {
  return prettyJson(text) ?? text;
}
