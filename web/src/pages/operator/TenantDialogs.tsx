/** The questions of a tenant's page, joined to what they do. */
import { detailOf, messageOf } from '~/api/problem';
import type { TenantWithLoad } from '~/api/shapes';
import { DeleteTenantDialog } from '~/components/operator/DeleteTenantDialog';
import { TenantLinkDialog } from '~/components/operator/TenantLinkDialog';
import { useCreateTenantLink, useDeleteTenant } from '~/services/operator';
import { rightGroups } from '~/words/permission';

const PERMISSIONS = rightGroups.flatMap(({ rights }) => rights.map(({ permission }) => permission));

export interface TenantDialogProps {
  tenant: TenantWithLoad;
  opened: boolean;
  onClose: () => void;
}

export function LinkIntoTenant({ tenant, opened, onClose }: TenantDialogProps) {
  const create = useCreateTenantLink(tenant.id);
  return (
    <TenantLinkDialog
      failure={create.error === null ? null : detailOf(create.error)}
      isPending={create.isPending}
      key={opened ? 'open' : 'closed'}
      onClose={() => {
        create.reset();
        onClose();
      }}
      onCreate={(link) => {
        create.mutate(link);
      }}
      opened={opened}
      permissions={PERMISSIONS}
      url={create.data?.url ?? null}
    />
  );
}

export function DeleteTenant({ tenant, opened, onClose }: TenantDialogProps) {
  const deletion = useDeleteTenant(tenant.id);
  const close = () => {
    deletion.reset();
    onClose();
  };
  return (
    <DeleteTenantDialog
      failure={deletion.error === null ? null : messageOf(deletion.error)}
      isPending={deletion.isPending}
      key={opened ? 'open' : 'closed'}
      name={tenant.name}
      onClose={close}
      onConfirm={() => {
        deletion.mutate(undefined, { onSuccess: close });
      }}
      opened={opened}
    />
  );
}
