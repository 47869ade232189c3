/** The question before a hook is paused, deactivated or deleted, with what that does to what waits. */
import { Text } from '@mantine/core';

import type { Hook } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import type { HookQuestion } from '~/components/hook/HookButtons';

export interface HookConfirmationProps {
  hook: Hook;
  question: HookQuestion | null;
  /** How many deliveries wait, in words; undefined while that is being counted. */
  waiting: string | undefined;
  isPending: boolean;
  failure: string | null;
  onConfirm: (question: HookQuestion) => void;
  onClose: () => void;
}

const verbs: Record<HookQuestion, string> = { pause: 'Pause', deactivate: 'Deactivate', delete: 'Delete' };

export function HookConfirmation(props: HookConfirmationProps) {
  const { hook, question, waiting = 'What is waiting', isPending, failure, onConfirm, onClose } = props;
  const verb = question === null ? '' : verbs[question];
  return (
    <Confirmation
      confirm={verb}
      failure={failure}
      isPending={isPending}
      onClose={onClose}
      onConfirm={() => {
        if (question !== null) onConfirm(question);
      }}
      opened={question !== null}
      title={`${verb} “${hook.name}”?`}
      tone={question === 'pause' ? 'usual' : 'danger'}
    >
      {question === 'pause' && (
        <Text>
          Nothing is sent until you resume it. New events keep their place: {lower(waiting)} stays here and
          goes out then.
        </Text>
      )}
      {question === 'deactivate' && (
        <Text>
          {waiting} is cancelled, and events that come from now on are recorded as skipped. You can activate
          the hook again and replay what it missed.
        </Text>
      )}
      {question === 'delete' && (
        <Text>
          {waiting} is cancelled, and its secret is gone for good. Past deliveries stay in the log. This
          cannot be undone.
        </Text>
      )}
    </Confirmation>
  );
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
