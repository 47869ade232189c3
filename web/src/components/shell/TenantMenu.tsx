/** Whose data is shown; a choice for those who belong to several tenants. */
import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';

import type { SessionTenant } from '~/api/shapes';
import { CheckIcon, SelectorIcon } from '~/components/base/icons';
import classes from '~/components/shell/AccountMenu.module.css';

export interface TenantMenuProps {
  tenants: SessionTenant[];
  present: SessionTenant;
  onChoose: (id: string) => void;
}

export function TenantMenu({ tenants, present, onChoose }: TenantMenuProps) {
  const name = (
    <bdi className={classes.strong} title={present.name}>
      {present.name}
    </bdi>
  );
  if (tenants.length === 1) return <div className={classes.still}>{name}</div>;
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <VisuallyHidden>Tenant</VisuallyHidden>
          {name}
          <SelectorIcon />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Tenants</Menu.Label>
        {tenants.map((tenant) => (
          <Menu.Item
            aria-checked={tenant.id === present.id}
            key={tenant.id}
            onClick={() => {
              onChoose(tenant.id);
            }}
            rightSection={tenant.id === present.id ? <CheckIcon /> : null}
            role="menuitemradio"
          >
            <bdi>{tenant.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
