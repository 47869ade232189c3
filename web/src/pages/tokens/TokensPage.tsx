/** All tokens of the tenant. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { messageOf } from '~/api/problem';
import type { Token } from '~/api/shapes';
import { Confirmation } from '~/components/base/Confirmation';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { NewTokenDialog } from '~/components/token/NewTokenDialog';
import { TokenTable } from '~/components/token/TokenTable';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { useTenant } from '~/pages/use-tenant';
import { tokensQuery, useCreateToken, useRevokeToken } from '~/services/tokens';

export function TokensPage() {
  usePageTitle('Tokens');
  const listing = listingOf(useInfiniteQuery(tokensQuery));
  const [isMaking, making] = useDisclosure(false);
  const [leaving, setLeaving] = useState<Token | null>(null);
  const permissions = useTenant()?.permissions ?? [];
  const create = useCreateToken();
  const revoke = useRevokeToken();
  return (
    <>
      <PageHeader
        actions={
          <Button leftSection={<PlusIcon />} onClick={making.open}>
            New token
          </Button>
        }
        below="What programs use the API with. A token is never worth more than the member who made it."
        title="Tokens"
      />
      <TableFrame>
        <TokenTable
          empty={<Emptiness title="No tokens yet">Make one for each program that calls the API.</Emptiness>}
          listing={listing}
          onRevoke={setLeaving}
        />
      </TableFrame>
      <NewTokenDialog
        credential={create.data?.token ?? null}
        failure={create.error === null ? null : messageOf(create.error)}
        isPending={create.isPending}
        onClose={() => {
          making.close();
          create.reset();
        }}
        onCreate={(token) => {
          create.mutate(token);
        }}
        opened={isMaking}
        permissions={permissions}
      />
      <Confirmation
        confirm="Revoke"
        failure={revoke.error === null ? null : messageOf(revoke.error)}
        isPending={revoke.isPending}
        onClose={() => {
          setLeaving(null);
          revoke.reset();
        }}
        onConfirm={() => {
          if (leaving === null) return;
          revoke.mutate(leaving.id, {
            onSuccess: () => {
              setLeaving(null);
            },
          });
        }}
        opened={leaving !== null}
        title="Revoke this token?"
        tone="danger"
      >
        <Text>
          Programs that use <bdi>{leaving?.name}</bdi> are refused from now on. This cannot be taken back.
        </Text>
      </Confirmation>
    </>
  );
}
