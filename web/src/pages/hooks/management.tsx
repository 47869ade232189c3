/** Where a tenant manages its hooks through the API only, the console shows them read-only, and says why. */
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { TextLink } from '~/components/base/links';
import { useMay } from '~/pages/use-tenant';
import { settingsQuery } from '~/services/settings';

/** Asks whether the user may change hooks here. */
export function useMayHere(): (permission: string) => boolean {
  const may = useMay();
  const isByApi = useIsManagedByApi();
  return (permission) => !isByApi && may(permission);
}

function useIsManagedByApi(): boolean {
  return useQuery(settingsQuery).data?.hooks_managed_by === 'api';
}

export function ManagedByApi() {
  const mayChange = useMay()('settings.edit');
  if (!useIsManagedByApi()) return null;
  return (
    <Alert color="blue" mb="md" title="Hooks are managed through the API only" variant="light">
      So says a setting of this tenant: here they can be looked at and tested; programs make and change them,
      with a token.{' '}
      {mayChange && (
        <TextLink size="sm" to="/settings" underline="always">
          Settings
        </TextLink>
      )}
    </Alert>
  );
}
