/** The headers of a request or a response, by name. */
import { Text } from '@mantine/core';

import classes from '~/components/http/Exchange.module.css';

export function HeaderList({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return <Text c="dimmed">No headers</Text>;
  return (
    <dl className={classes.headers} dir="ltr">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
