/** A body as text: JSON is indented for the eye, with a switch back to the exact bytes. */
import { Code, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';

import classes from '~/components/http/Exchange.module.css';
import { prettyJson } from '~/words/json';

export interface BodyTextProps {
  body: string;
  /** What it is, for the switch's name: "Request body". */
  label: string;
  truncated?: boolean;
}

export function BodyText({ body, label, truncated = false }: BodyTextProps) {
  const [view, setView] = useState('pretty');
  const pretty = prettyJson(body);
  if (body === '') return <Text c="dimmed">No body</Text>;
  return (
    <div>
      {pretty !== null && (
        <SegmentedControl
          aria-label={`${label}: how it is shown`}
          className={classes.views}
          data={[
            { value: 'pretty', label: 'Indented' },
            { value: 'raw', label: 'As sent' },
          ]}
          onChange={setView}
          size="xs"
          value={view}
        />
      )}
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div aria-label={label} className={classes.scroll} dir="ltr" role="region" tabIndex={0}>
        <Code block className={classes.body}>
          {view === 'pretty' && pretty !== null ? pretty : body}
        </Code>
      </div>
      {truncated && (
        <Text c="dimmed" mt={4} size="sm">
          The response was longer; only its beginning is kept.
        </Text>
      )}
    </div>
  );
}
