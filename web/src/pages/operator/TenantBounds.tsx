/** What bounds a tenant, and the operator's change of that. */
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';

import type { TenantLimits, TenantWithLoad } from '~/api/shapes';
import { Panel } from '~/components/base/Panel';
import { LimitsForm } from '~/components/operator/LimitsForm';
import { sortErrors } from '~/pages/field-errors';
import { useChangeTenant } from '~/services/operator';
import { limitKeys } from '~/words/tenant';

/** The field that a pointer into the change is about. */
function fieldOf(pointer: string): keyof TenantLimits | null {
  return limitKeys.find((key) => pointer === `/limits/${key}`) ?? null;
}

export function TenantBounds({ tenant }: { tenant: TenantWithLoad }) {
  const change = useChangeTenant(tenant.id);
  const { failure, fieldErrors } = useMemo(() => sortErrors(change.error, fieldOf), [change.error]);
  return (
    <Panel title="Limits">
      <LimitsForm
        failure={failure}
        fieldErrors={fieldErrors}
        inForce={tenant.limits_in_force}
        isPending={change.isPending}
        key={JSON.stringify(tenant.limits)}
        limits={tenant.limits}
        onSave={(limits) => {
          change.mutate(
            { limits },
            {
              onSuccess: () => {
                notifications.show({ message: 'The limits are saved.' });
              },
            },
          );
        }}
      />
    </Panel>
  );
}
