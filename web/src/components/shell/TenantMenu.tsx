/** Whose data is shown; a choice for those who belong to several tenants. */
import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';

import type { Membership } from '~/api/shapes';
import { CheckIcon, SelectorIcon } from '~/components/base/icons';
import classes from '~/components/shell/AccountMenu.module.css';

export interface TenantMenuProps {
  tenants: Membership[];
  present: Membership;
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
        <Menu.RadioGroup onChange={onChoose} value={present.id}>
          <Menu.Label>Tenants</Menu.Label>
          {tenants.map(({ id, name }) => (
            <Menu.RadioItem checkIcon={<CheckIcon />} closeMenuOnClick key={id} value={id}>
              <bdi>{name}</bdi>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
