/** The question before something that cannot simply be taken back. It says what will be touched, then asks. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { Failure } from '~/components/base/Failure';

export interface ConfirmationProps {
  opened: boolean;
  title: string;
  /** What will happen, in sentences. */
  children: ReactNode;
  /** The verb on the button. */
  confirm: string;
  tone?: 'usual' | 'danger';
  /** False while there is nothing to confirm yet. */
  isReady?: boolean;
  isPending: boolean;
  /** Why it did not work. */
  failure: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirmation(props: ConfirmationProps) {
  const {
    opened,
    title,
    children,
    confirm,
    tone = 'usual',
    isReady = true,
    isPending,
    failure,
    onConfirm,
    onClose,
  } = props;
  return (
    <Modal onClose={onClose} opened={opened} title={<Text fw={650}>{title}</Text>}>
      <Stack gap="md">
        <div>{children}</div>
        {failure !== null && <Failure message={failure} />}
        <Group gap="xs" justify="flex-end">
          <Button data-autofocus onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button
            color={tone === 'danger' ? 'red' : undefined}
            disabled={!isReady}
            loading={isPending}
            onClick={onConfirm}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
