/** What can be done with a hook, the most usual first; the rest is in a menu. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';

import type { Hook } from '~/api/shapes';
import {
  MoreIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  PowerIcon,
  TestIcon,
  TrashIcon,
} from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';

/** What the user may do, as the session says; the server decides again. */
export interface HookRights {
  test: boolean;
  edit: boolean;
  delete: boolean;
}

/** What may be asked before it is done. */
export type HookQuestion = 'pause' | 'deactivate' | 'delete';

export interface HookButtonsProps {
  hook: Hook;
  rights: HookRights;
  isTesting: boolean;
  isSwitching: boolean;
  onTest: () => void;
  /** Resume and activate need no question: nothing is lost by them. */
  onSwitch: (to: 'resume' | 'activate') => void;
  onAsk: (question: HookQuestion) => void;
}

export function HookButtons({
  hook,
  rights,
  isTesting,
  isSwitching,
  onTest,
  onSwitch,
  onAsk,
}: HookButtonsProps) {
  return (
    <>
      {rights.edit && hook.state !== 'active' && (
        <Button
          leftSection={<PlayIcon />}
          loading={isSwitching}
          onClick={() => {
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
      {(rights.edit || rights.delete) && <MoreMenu hook={hook} onAsk={onAsk} rights={rights} />}
    </>
  );
}

function MoreMenu({ hook, rights, onAsk }: Pick<HookButtonsProps, 'hook' | 'rights' | 'onAsk'>) {
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
        {rights.edit && hook.state === 'active' && (
          <Menu.Item leftSection={<PauseIcon />} onClick={ask('pause')}>
            Pause
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
