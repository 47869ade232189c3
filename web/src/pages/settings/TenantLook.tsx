/** How the console is called and looks for everybody in the tenant. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import { fieldOf } from '~/components/settings/branding-values';
import { BrandingForm } from '~/components/settings/BrandingForm';
import { sortErrors } from '~/pages/field-errors';
import { brandingQuery, useChangeBranding } from '~/services/branding';

export function TenantLook({ mayEdit }: { mayEdit: boolean }) {
  const branding = useQuery(brandingQuery);
  const save = useChangeBranding();
  const { failure, fieldErrors } = useMemo(() => sortErrors(save.error, fieldOf), [save.error]);
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
          isPending={save.isPending}
          key={JSON.stringify(branding.data)}
          mayEdit={mayEdit}
          onSave={(change) => {
            save.mutate(change, {
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
