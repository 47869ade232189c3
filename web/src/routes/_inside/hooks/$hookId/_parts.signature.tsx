import { createFileRoute } from '@tanstack/react-router';

import type { VerifyView } from '~/components/hook/VerifySignature';
import { HookSignature } from '~/pages/hooks/HookSignature';
import { isScheme } from '~/words/signature';

export const Route = createFileRoute('/_inside/hooks/$hookId/_parts/signature')({
  validateSearch: ({ scheme, language }): VerifyView => ({
    ...(isScheme(scheme) && { scheme }),
    ...(typeof language === 'string' && { language }),
  }),
  component: Signature,
});

function Signature() {
  const navigate = Route.useNavigate();
  return (
    <HookSignature
      hookId={Route.useParams().hookId}
      onView={(search) => void navigate({ search, replace: true, resetScroll: false })}
      view={Route.useSearch()}
    />
  );
}
