/** The frame behind the sign-in, joined to the session. */
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';

import { chooseTenant } from '~/api/tenant';
import { AccountMenu } from '~/components/shell/AccountMenu';
import { CONTENT, Shell } from '~/components/shell/Shell';
import { TenantMenu } from '~/components/shell/TenantMenu';
import { TenantBrand } from '~/pages/TenantBrand';
import { useLive } from '~/services/live';
import { presentTenant, sessionKeys, sessionQuery, useSignOut } from '~/services/session';

/** Fetched on the first search. */
const SearchEverywhere = lazy(() => import('~/pages/SearchEverywhere'));

export function InsideLayout() {
  useFocusOnPage();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const client = useQueryClient();
  const router = useRouter();
  const signOut = useSignOut();
  const [isSearching, search] = useDisclosure(false);
  useHotkeys([['mod+K', search.open]], []);
  const tenant = session === null ? null : presentTenant(session);
  useLive(tenant?.id ?? null);
  if (session === null) return null;

  const choose = async (id: string) => {
    chooseTenant(id);
    // Everything but the session belongs to the tenant that is left.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKeys.present[0] });
    // The tenant is left already: a form of it cannot be saved any more.
    await router.navigate({ to: '/hooks', ignoreBlocker: true });
    await client.invalidateQueries();
  };
  return (
    <TenantBrand tenantId={tenant?.id ?? null}>
      <Shell
        account={
          <AccountMenu
            email={session.user.email}
            name={session.user.name}
            isVisitor={session.portal != null}
            onSignOut={() => {
              const to = session.portal == null ? '/sign-in' : '/portal';
              signOut.mutate(undefined, {
                onSettled: () => void router.navigate({ to, ignoreBlocker: true }),
              });
            }}
          />
        }
        onSearch={search.open}
        may={(permission) => tenant?.permissions.includes(permission) ?? false}
        tenant={
          tenant && (
            <TenantMenu onChoose={(id) => void choose(id)} present={tenant} tenants={session.tenants} />
          )
        }
      >
        <Outlet />
        {isSearching && (
          <Suspense>
            <SearchEverywhere
              onClose={search.close}
              onGo={(path) => {
                search.close();
                router.history.push(path);
              }}
            />
          </Suspense>
        )}
      </Shell>
    </TenantBrand>
  );
}

/** Moves the focus to a page that was gone to, as a browser does when it loads one. */
function useFocusOnPage(): void {
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== undefined && before.current !== pathname) {
      document.getElementById(CONTENT)?.focus({ preventScroll: true });
    }
    before.current = pathname;
  }, [pathname]);
}
