/** A sentence in which what is code stands between backticks, as in the API's descriptions. */
import { Code } from '@mantine/core';

export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <Code key={index}>{part}</Code>));
}
