/** The secrets that receivers verify signatures with: hidden until asked for, and changed with an overlap. */
import { Button, Group, Text } from '@mantine/core';

import type { HookSecret, HookSecrets } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { EyeIcon, RotateIcon } from '~/components/base/icons';
import { Panel } from '~/components/base/Panel';
import { Failure } from '~/components/base/Failure';
import { When } from '~/components/base/When';
import classes from '~/components/hook/SecretPanel.module.css';

export interface SecretPanelProps {
  /** False of a hook whose requests show nothing of it. */
  isUsed: boolean;
  /** Null while they are hidden. */
  secret: HookSecrets | null;
  isRevealing: boolean;
  failure: string | null;
  onReveal: () => void;
  onHide: () => void;
  onRotate: () => void;
}

export function SecretPanel(props: SecretPanelProps) {
  const { isUsed, secret, isRevealing, failure, onReveal, onHide, onRotate } = props;
  return (
    <Panel title="Secret">
      <Text c="dimmed" mb="sm">
        {isUsed
          ? 'Receivers use it to make sure that a request came from here and was not changed.'
          : 'It is not used: requests of this form carry no signature. No request is signed with it until Standard Webhooks headers are on.'}
      </Text>
      {failure !== null && <Failure message={failure} />}
      {secret !== null && (
        <ul aria-label="Secrets" className={classes.list}>
          {secret.secrets.map((one) => (
            <OneSecret isAlone={secret.secrets.length === 1} key={one.id} secret={one} />
          ))}
        </ul>
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

const kinds: Record<HookSecret['kind'], string> = {
  hmac: 'Shared secret',
  ed25519: 'Public key',
  token: 'Authenticity token',
};

function OneSecret({ secret, isAlone }: { secret: HookSecret; isAlone: boolean }) {
  const { kind, expires_at, public_key } = secret;
  const what = kinds[kind].toLowerCase();
  return (
    <li>
      {(!isAlone || kind === 'ed25519') && (
        <Text c="dimmed" size="sm">
          {kinds[kind]}
          {expires_at != null && (
            <>
              , replaced: void <When at={expires_at} />
            </>
          )}
        </Text>
      )}
      <CopyText text={public_key ?? secret.secret} what={what} whole />
    </li>
  );
}
