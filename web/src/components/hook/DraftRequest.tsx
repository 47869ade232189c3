/** The request that a hook would send if it were saved as it stands in the form. */
import { Select, Skeleton, Text } from '@mantine/core';

import type { RequestPreview } from '~/api/shapes';
import { Panel } from '~/components/base/Panel';
import classes from '~/components/hook/DraftRequest.module.css';
import { Exchange } from '~/components/http/Exchange';
import { count } from '~/words/time';

/** What the choice says for the ping of the test button. */
export const PING = 'What Test sends';

export interface DraftRequestProps {
  /** Undefined until the first one has come, and when there is none. */
  request: RequestPreview | undefined;
  /** Why there is none. */
  failure: string | null;
  /** Event types that an example is known of. */
  examples: string[];
  /** The chosen one; null for the ping. */
  example: string | null;
  onExample: (example: string | null) => void;
  /** Whose secret signs; null of a form without a signature. */
  signedBy: 'hook' | 'example' | null;
}

const signatures = {
  hook: 'Signed with the secret of this hook, and sent nowhere.',
  example:
    'Signed with an example secret, and sent nowhere. The hook gets a secret of its own when it is made.',
  none: 'Sent nowhere. Requests of this form carry no signature.',
};

export function DraftRequest(props: DraftRequestProps) {
  const { request, failure, examples, example, onExample, signedBy } = props;
  return (
    <Panel
      aside={
        <Select
          allowDeselect={false}
          aria-label="Event to show"
          className={classes.choice ?? ''}
          data={[PING, ...examples]}
          onChange={(chosen) => {
            onExample(chosen === PING ? null : chosen);
          }}
          size="xs"
          value={example ?? PING}
        />
      }
      title="The request it sends"
    >
      {failure !== null && (
        <Text className={classes.failure ?? ''} role="status" size="sm">
          Shown as soon as this is settled: {failure}
        </Text>
      )}
      {request === undefined ? (
        failure === null && (
          <div aria-busy="true">
            <Skeleton h={240} />
          </div>
        )
      ) : (
        <>
          {request.parts > 1 && (
            <Text mb="sm" size="sm">
              The list is too long for one request: this is the first of {count(request.parts)}.
            </Text>
          )}
          <Exchange request={request} />
        </>
      )}
      <Text c="dimmed" mt="sm" size="sm">
        {signatures[signedBy ?? 'none']}
      </Text>
    </Panel>
  );
}
