/** Whose pages these are, and what the user may do there. */
import { useSuspenseQuery } from '@tanstack/react-query';

import type { Membership } from '~/api/shapes';
import { presentTenant, sessionQuery } from '~/services/session';

/** The present tenant; null in the moment between a sign-out and leaving the page. */
export function useTenant(): Membership | null {
  const { data } = useSuspenseQuery(sessionQuery);
  return data === null ? null : presentTenant(data);
}

/** Asks whether the user has a permission, to leave out what the server would refuse. */
export function useMay(): (permission: string) => boolean {
  const permissions = useTenant()?.permissions ?? [];
  return (permission) => permissions.includes(permission);
}
