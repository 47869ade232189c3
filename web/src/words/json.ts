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
