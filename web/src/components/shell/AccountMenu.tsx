/** Who is signed in: appearance, and the way out. */
import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';

import { AccountIcon, SelectorIcon, SignOutIcon } from '~/components/base/icons';
import { MenuLink } from '~/components/base/MenuLink';
import { AppearanceItems } from '~/components/shell/AppearanceItems';
import classes from '~/components/shell/AccountMenu.module.css';

export interface AccountMenuProps {
  name: string;
  email: string;
  /** Came by a link of the operator, and has no account. */
  isVisitor: boolean;
  onSignOut: () => void;
}

export function AccountMenu({ name, email, isVisitor, onSignOut }: AccountMenuProps) {
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <VisuallyHidden>Account of</VisuallyHidden>
          <span className={classes.words}>
            <bdi className={classes.strong}>{name}</bdi>
            {!isVisitor && <span className={classes.weak}>{email}</span>}
          </span>
          <SelectorIcon />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {!isVisitor && (
          <>
            <MenuLink leftSection={<AccountIcon />} to="/account">
              Your account
            </MenuLink>
            <Menu.Divider />
          </>
        )}
        <AppearanceItems />
        <Menu.Divider />
        <Menu.Item leftSection={<SignOutIcon />} onClick={onSignOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
