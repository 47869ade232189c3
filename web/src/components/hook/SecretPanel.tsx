/** The secret that receivers verify signatures with: hidden until asked for, and changed with an overlap. */
import { Button, Group, Text } from '@mantine/core';

import type { HookSecrets } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { EyeIcon, RotateIcon } from '~/components/base/icons';
import { Panel } from '~/components/base/Panel';
import { Failure } from '~/components/base/Failure';

export interface SecretPanelProps {
  /** Null while it is hidden. */
  secret: HookSecrets | null;
  isRevealing: boolean;
  failure: string | null;
  onReveal: () => void;
  onHide: () => void;
  onRotate: () => void;
}

export function SecretPanel({ secret, isRevealing, failure, onReveal, onHide, onRotate }: SecretPanelProps) {
  return (
    <Panel title="Secret">
      <Text c="dimmed" mb="sm">
        Receivers use it to make sure that a request came from here and was not changed.
      </Text>
      {failure !== null && <Failure message={failure} />}
      {secret !== null && (
        <div style={{ marginBottom: 'var(--mantine-spacing-sm)' }}>
          <CopyText text={secret.secret} what="secret" whole />
        </div>
      )}
      <Group gap="xs">
        <Button
          leftSection={<EyeIcon />}
          loading={isRevealing}
          onClick={secret === null ? onReveal : onHide}
          size="xs"
          variant="default"
        >
          {secret === null ? 'Show' : 'Hide'}
        </Button>
        <Button leftSection={<RotateIcon />} onClick={onRotate} size="xs" variant="default">
          Rotate
        </Button>
      </Group>
    </Panel>
  );
}
