/** What can be done with a hook, the most usual first; the rest is in a menu. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';

import type { Hook } from '~/api/shapes';
import {
  CopyIcon,
  MoreIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  PowerIcon,
  TestIcon,
  TrashIcon,
} from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { MenuLink } from '~/components/base/MenuLink';

/** What the user may do, as the session says; the server decides again. */
export interface HookRights {
  test: boolean;
  create: boolean;
  edit: boolean;
  delete: boolean;
}

/** What is asked before it is done, since it cannot be taken back whole. */
export type HookQuestion = 'deactivate' | 'delete';

export interface HookButtonsProps {
  hook: Hook;
  rights: HookRights;
  isTesting: boolean;
  isSwitching: boolean;
  onTest: () => void;
  /** These need no question: nothing is lost by them. */
  onSwitch: (to: 'pause' | 'resume' | 'activate') => void;
  onAsk: (question: HookQuestion) => void;
  /** Asks at which rate a paused hook is resumed. */
  onAskRate: () => void;
}

export function HookButtons(props: HookButtonsProps) {
  const { hook, rights, isTesting, isSwitching, onTest, onSwitch } = props;
  const test = useRef<HTMLButtonElement>(null);
  const isPressed = useRef(false);
  useEffect(() => {
    // The button that was pressed goes with the state that it ended.
    const isGone = isPressed.current && document.activeElement === document.body;
    if (isGone) test.current?.focus({ preventScroll: true });
    isPressed.current = false;
  }, [hook.state]);
  return (
    <>
      {rights.edit && hook.state !== 'active' && (
        <Button
          leftSection={<PlayIcon />}
          loading={isSwitching}
          onClick={() => {
            isPressed.current = true;
            onSwitch(hook.state === 'paused' ? 'resume' : 'activate');
          }}
        >
          {hook.state === 'paused' ? 'Resume' : 'Activate'}
        </Button>
      )}
      {rights.test && (
        <Button
          leftSection={<TestIcon />}
          loading={isTesting}
          onClick={onTest}
          ref={test}
          variant={hook.state === 'active' ? 'filled' : 'default'}
        >
          {hook.state === 'inactive' ? 'Preview test' : 'Test'}
        </Button>
      )}
      {rights.edit && (
        <ButtonLink
          leftSection={<PencilIcon />}
          params={{ hookId: hook.id }}
          to="/hooks/$hookId/edit"
          variant="default"
        >
          Edit
        </ButtonLink>
      )}
      {(rights.create || rights.edit || rights.delete) && <MoreMenu {...props} />}
    </>
  );
}

function MoreMenu({ hook, rights, onAsk, onAskRate, onSwitch }: HookButtonsProps) {
  const ask = (question: HookQuestion) => () => {
    onAsk(question);
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Tooltip label="More">
          <ActionIcon aria-label="More actions" size="input-sm" variant="default">
            <MoreIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {rights.create && (
          <MenuLink leftSection={<CopyIcon />} search={{ from: hook.id }} to="/hooks/new">
            Duplicate
          </MenuLink>
        )}
        {rights.edit && hook.state === 'active' && (
          <Menu.Item
            leftSection={<PauseIcon />}
            onClick={() => {
              onSwitch('pause');
            }}
          >
            Pause
          </Menu.Item>
        )}
        {rights.edit && hook.state === 'paused' && (
          <Menu.Item leftSection={<PlayIcon />} onClick={onAskRate}>
            Resume at a rate…
          </Menu.Item>
        )}
        {rights.edit && hook.state !== 'inactive' && (
          <Menu.Item leftSection={<PowerIcon />} onClick={ask('deactivate')}>
            Deactivate
          </Menu.Item>
        )}
        {rights.delete && (
          <Menu.Item color="red" leftSection={<TrashIcon />} onClick={ask('delete')}>
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
