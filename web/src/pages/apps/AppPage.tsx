/** One app: the hooks that get its events, and what is sold in it. */
import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { App } from '~/api/shapes';
import { ChevronLeftIcon, PencilIcon, TrashIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { AppActions } from '~/pages/apps/AppActions';
import { AppSkus } from '~/pages/apps/AppSkus';
import { KeyedDeletion } from '~/pages/apps/KeyedDeletion';
import { KeyedEditor } from '~/pages/apps/KeyedEditor';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { appQuery, hooksOfAppQuery } from '~/services/apps';
import { rowsOf } from '~/services/paging';
import { boundTo } from '~/words/app';

export interface AppPageProps {
  appId: string;
  onDeleted: () => void;
}

export function AppPage({ appId, onDeleted }: AppPageProps) {
  const app = useQuery(appQuery(appId));
  usePageTitle(app.data?.name ?? 'App');
  return <OneThing query={app}>{(app) => <OneApp app={app} onDeleted={onDeleted} />}</OneThing>;
}

function OneApp({ app, onDeleted }: { app: App; onDeleted: () => void }) {
  const may = useMay();
  const mayEdit = may('apps.edit');
  const maySeeHooks = may('hooks.view');
  const hooks = useInfiniteQuery({ ...hooksOfAppQuery(app.key), enabled: maySeeHooks });
  const bound = boundTo(app.key, rowsOf(hooks.data) ?? []);
  const [asked, setAsked] = useState<'rename' | 'delete' | null>(null);
  const close = () => {
    setAsked(null);
  };
  return (
    <>
      <PageHeader
        actions={
          mayEdit && (
            <>
              <Button
                leftSection={<PencilIcon />}
                onClick={() => {
                  setAsked('rename');
                }}
                variant="default"
              >
                Rename
              </Button>
              <Button
                color="red"
                leftSection={<TrashIcon />}
                onClick={() => {
                  setAsked('delete');
                }}
                variant="default"
              >
                Delete
              </Button>
            </>
          )
        }
        below={
          <>
            Events and actions name it <code>{app.key}</code>.
          </>
        }
        parent={
          <TextLink to="/apps">
            <ChevronLeftIcon size={14} /> Apps
          </TextLink>
        }
        title={<bdi>{app.name}</bdi>}
      />
      <Stack gap="md">
        {maySeeHooks && <AppActions app={app} bound={bound} hooks={hooks} />}
        <AppSkus app={app} bound={bound} mayEdit={mayEdit} />
      </Stack>
      <KeyedEditor appId={null} onClose={close} subject={asked === 'rename' ? app : null} />
      <KeyedDeletion
        kind="app"
        onClose={close}
        onDeleted={onDeleted}
        subject={asked === 'delete' ? app : null}
      />
    </>
  );
}
