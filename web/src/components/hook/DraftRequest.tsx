/** The request that a hook would send if it were saved as it stands in the form. */
import { Select, Skeleton, Text } from '@mantine/core';

import type { RequestShown } from '~/api/shapes';
import { Panel } from '~/components/base/Panel';
import classes from '~/components/hook/DraftRequest.module.css';
import { Exchange } from '~/components/http/Exchange';

/** What the choice says for the ping of the test button. */
export const PING = 'What Test sends';

export interface DraftRequestProps {
  /** Undefined until the first one has come, and when there is none. */
  request: RequestShown | undefined;
  /** Why there is none. */
  failure: string | null;
  /** Event types that an example is known of. */
  examples: string[];
  /** The chosen one; null for the ping. */
  example: string | null;
  onExample: (example: string | null) => void;
  /** Whose secret signs. */
  signedBy: 'hook' | 'example';
}

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
        <Exchange request={request} />
      )}
      <Text c="dimmed" mt="sm" size="sm">
        {signedBy === 'hook'
          ? 'Signed with the secret of this hook, and sent nowhere.'
          : 'Signed with an example secret, and sent nowhere. The hook gets a secret of its own when it is made.'}
      </Text>
    </Panel>
  );
}
