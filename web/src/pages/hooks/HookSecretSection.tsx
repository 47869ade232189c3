/** The secret of a hook, joined to what reveals and changes it. */
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';

import { messageOf } from '~/api/problem';
import type { SecretKind } from '~/api/shapes';
import { RotateSecret } from '~/components/hook/RotateSecret';
import { SecretPanel } from '~/components/hook/SecretPanel';
import { useRevealSecret, useRotateSecret } from '~/services/hooks';

export interface HookSecretSectionProps {
  hookId: string;
  /** False of a hook whose requests show nothing of its secret. */
  isUsed: boolean;
  /** What a new secret can be; the first is the usual one. */
  kinds: [SecretKind, ...SecretKind[]];
}

export function HookSecretSection({ hookId, isUsed, kinds }: HookSecretSectionProps) {
  const reveal = useRevealSecret(hookId);
  const rotate = useRotateSecret(hookId);
  const [isAsking, asking] = useDisclosure(false);
  return (
    <>
      <SecretPanel
        failure={reveal.error === null ? null : messageOf(reveal.error)}
        isRevealing={reveal.isPending}
        isUsed={isUsed}
        onHide={reveal.reset}
        onReveal={() => {
          reveal.mutate();
        }}
        onRotate={asking.open}
        secret={reveal.data ?? null}
      />
      <RotateSecret
        failure={rotate.error === null ? null : messageOf(rotate.error)}
        isPending={rotate.isPending}
        kinds={kinds}
        onClose={asking.close}
        onRotate={(rotation) => {
          rotate.mutate(rotation, {
            onSuccess: () => {
              asking.close();
              reveal.mutate();
              notifications.show({ message: 'A new secret signs from now on.' });
            },
          });
        }}
        opened={isAsking}
      />
    </>
  );
}
