/** How a tenant's console is called and looks, set by the operator. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import { fieldOf } from '~/components/settings/branding-values';
import { BrandingForm } from '~/components/settings/BrandingForm';
import { sortErrors } from '~/pages/field-errors';
import { tenantBrandingQuery, useChangeTenantBranding } from '~/services/branding';

export function TenantBranding({ tenantId }: { tenantId: string }) {
  const branding = useQuery(tenantBrandingQuery(tenantId));
  const change = useChangeTenantBranding(tenantId);
  const { failure, fieldErrors } = useMemo(() => sortErrors(change.error, fieldOf), [change.error]);
  return (
    <Panel title="Branding">
      {branding.error !== null && (
        <Failure message={messageOf(branding.error)} onRetry={() => void branding.refetch()} />
      )}
      {branding.data !== undefined && (
        <BrandingForm
          branding={branding.data}
          failure={failure}
          fieldErrors={fieldErrors}
          isPending={change.isPending}
          key={JSON.stringify(branding.data)}
          mayEdit
          onSave={(patch) => {
            change.mutate(patch, {
              onSuccess: () => {
                notifications.show({ message: 'The branding is saved.' });
              },
            });
          }}
        />
      )}
    </Panel>
  );
}
