/** Says above everything else that a hook does not send, why, and what becomes of its events. */
import { Alert } from '@mantine/core';

import type { Hook } from '~/api/shapes';
import { PauseIcon, WarningIcon } from '~/components/base/icons';
import { whyNotSending } from '~/words/hook';

export function NotSending({ hook }: { hook: Hook }) {
  const said = whyNotSending(hook);
  if (said === null) return null;
  const isPaused = hook.state === 'paused' || hook.state_reason === 'manual';
  return (
    <Alert
      color={isPaused ? 'yellow' : 'red'}
      icon={isPaused ? <PauseIcon size={18} /> : <WarningIcon size={18} />}
      title={said.why}
      variant="light"
    >
      {said.means}
    </Alert>
  );
}
