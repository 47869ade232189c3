/** How a receiver knows that a request is this hook's: the secret, the code, and a signed request to try it on. */
import { Alert, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import type { Hook } from '~/api/shapes';
import { CodeText } from '~/components/base/CodeText';
import { Columns } from '~/components/base/Columns';
import { Failure } from '~/components/base/Failure';
import { TextLink } from '~/components/base/links';
import { Panel } from '~/components/base/Panel';
import { VerifySignature, type VerifyView } from '~/components/hook/VerifySignature';
import { HookSecretSection } from '~/pages/hooks/HookSecretSection';
import { useMayHere } from '~/pages/hooks/management';
import { useHook } from '~/pages/use-hook';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { sampleQuery, secretKindsQuery } from '~/services/hooks';
import { curlOf } from '~/words/curl';
import { rotatableKinds, schemesOf, usesSecret } from '~/words/signature';

export interface HookSignatureProps {
  hookId: string;
  view: VerifyView;
  onView: (view: VerifyView) => void;
}

export function HookSignature({ hookId, view, onView }: HookSignatureProps) {
  const hook = useHook(hookId);
  usePageTitle(`Signature of ${hook.name}`);
  const mayEdit = useMay()('hooks.edit');
  const asked = useQuery({ ...secretKindsQuery(hookId), enabled: mayEdit });
  const secrets = mayEdit && asked.isPending ? [] : asked.data;
  const [first, ...others] = schemesOf(hook, secrets);
  return (
    <Columns
      main={
        <>
          <Panel title="Verify what arrives">
            {first === undefined ? (
              <Unsigned hook={hook} />
            ) : (
              <VerifySignature
                format={hook.format}
                onView={onView}
                schemes={[first, ...others]}
                view={view}
              />
            )}
          </Panel>
          {mayEdit && first !== undefined && <Sample hookId={hookId} />}
        </>
      }
      side={
        mayEdit ? (
          <HookSecretSection
            hookId={hookId}
            isUsed={usesSecret(hook)}
            kinds={rotatableKinds(hook, secrets)}
          />
        ) : (
          <Panel title="Secret">
            <Text c="dimmed">
              {usesSecret(hook)
                ? 'Ask a member with the permission hooks.edit for the secret of this hook.'
                : 'It is not used: requests of this form carry no signature.'}
            </Text>
          </Panel>
        )
      }
    />
  );
}

function Unsigned({ hook }: { hook: Hook }) {
  const mayEdit = useMayHere()('hooks.edit');
  return (
    <Alert color="yellow" title="Requests of this hook carry no signature" variant="light">
      Its preset has none of its own. A receiver can tell them from others by a secret in the URL, or, better,
      by Standard Webhooks headers, which can be sent beside everything else.{' '}
      {mayEdit && (
        <TextLink hash="standard-headers" params={{ hookId: hook.id }} to="/hooks/$hookId/edit">
          Switch them on
        </TextLink>
      )}
    </Alert>
  );
}

/** A request to try a receiver on, signed a moment ago. */
function Sample({ hookId }: { hookId: string }) {
  const sample = useQuery(sampleQuery(hookId));
  return (
    <Panel title="Try it">
      <Text mb="sm">
        This is what Test would send now, signed with the present secret. Point it at your own machine and see
        what your code says; it is good for five minutes.
      </Text>
      {sample.error !== null && (
        <Failure message={messageOf(sample.error)} onRetry={() => void sample.refetch()} />
      )}
      {sample.data === undefined ? (
        sample.error === null && <Skeleton h={180} />
      ) : (
        <CodeText code={curlOf(sample.data)} label="Signed request as curl" wraps />
      )}
    </Panel>
  );
}
