/** The tenant's settings: everybody reads them, those who may change them. */
import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { messageOf } from '~/api/problem';
import type { Preset, Settings } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { Panel } from '~/components/base/Panel';
import { PageHeader } from '~/components/base/PageHeader';
import { fieldOf } from '~/components/settings/settings-values';
import { SettingsForm } from '~/components/settings/SettingsForm';
import classes from '~/pages/settings/SettingsPage.module.css';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { TenantLook } from '~/pages/settings/TenantLook';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { presetsQuery } from '~/services/catalog';
import { useExportEverything } from '~/services/export';
import { settingsQuery, useChangeSettings } from '~/services/settings';

export function SettingsPage() {
  usePageTitle('Settings');
  const settings = useQuery(settingsQuery);
  const presets = useQuery(presetsQuery);
  return (
    <OneThing query={settings}>
      {(settings) => (
        <OneThing query={presets}>
          {(presets) => <PresentSettings presets={presets} settings={settings} />}
        </OneThing>
      )}
    </OneThing>
  );
}

function PresentSettings({ settings, presets }: { settings: Settings; presets: Preset[] }) {
  const mayEdit = useMay()('settings.edit');
  const save = useChangeSettings();
  const { failure, fieldErrors } = useMemo(() => sortErrors(save.error, fieldOf), [save.error]);
  return (
    <>
      <PageHeader
        below={
          mayEdit
            ? 'They hold from the next event and the next hook on.'
            : 'You may read them. To change them takes the permission settings.edit.'
        }
        title="Settings"
      />
      <div className={classes.parts}>
        <SettingsForm
          failure={failure}
          fieldErrors={fieldErrors}
          isPending={save.isPending}
          mayEdit={mayEdit}
          onSave={(change) => {
            save.mutate(change, {
              onSuccess: () => {
                notifications.show({ message: 'The settings are saved.' });
              },
            });
          }}
          presets={presets}
          settings={settings}
        />
        <TenantLook mayEdit={mayEdit} />
        {mayEdit && <ExportEverything />}
      </div>
    </>
  );
}

function ExportEverything() {
  const exporting = useExportEverything();
  return (
    <Panel title="Export everything">
      <Text mb="sm">
        All that this tenant has, as lines of JSON: members, hooks, events, deliveries with what was sent and
        answered, the audit log. Secrets are left out. It takes a while where there is much, and needs
        settings.edit, members.edit, events.view and audit.view, with the grant for everything.
      </Text>
      {exporting.error !== null && <Failure message={messageOf(exporting.error)} />}
      <Button
        loading={exporting.isPending}
        onClick={() => {
          exporting.mutate();
        }}
        variant="default"
      >
        Download
      </Button>
    </Panel>
  );
}
