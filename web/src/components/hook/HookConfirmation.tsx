/** The question before a hook is deactivated or deleted, with what that does to what waits. */
import { Text } from '@mantine/core';

import type { Hook } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import type { HookQuestion } from '~/components/hook/HookButtons';
import { whatWaits, type Waiting } from '~/words/hook';

export interface HookConfirmationProps {
  hook: Hook;
  question: HookQuestion | null;
  /** How many deliveries wait; undefined while that is being counted. */
  waiting: Waiting | undefined;
  isPending: boolean;
  failure: string | null;
  onConfirm: (question: HookQuestion) => void;
  onClose: () => void;
}

const consequence: Record<HookQuestion, (waiting: Waiting | undefined) => string> = {
  deactivate: (waiting) =>
    `${whatWaits(waiting, 'is cancelled', 'are cancelled')}, and events that come from now on are recorded as skipped. You can activate the hook again and replay what it missed.`,
  delete: (waiting) =>
    `${whatWaits(waiting, 'is cancelled', 'are cancelled')}, and its secret is gone for good. Past deliveries stay in the log. This cannot be undone.`,
};

const verbs: Record<HookQuestion, string> = { deactivate: 'Deactivate', delete: 'Delete' };

export function HookConfirmation(props: HookConfirmationProps) {
  const { hook, question, waiting, isPending, failure, onConfirm, onClose } = props;
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
      tone="danger"
    >
      {question !== null && <Text>{consequence[question](waiting)}</Text>}
    </Confirmation>
  );
}
