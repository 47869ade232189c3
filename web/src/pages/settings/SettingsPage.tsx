/** The tenant's settings: everybody reads them, those who may change them. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Preset, Settings } from '~/api/shapes';
import { PageHeader } from '~/components/base/PageHeader';
import { fieldOf } from '~/components/settings/settings-values';
import { SettingsForm } from '~/components/settings/SettingsForm';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { presetsQuery } from '~/services/catalogue';
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
    </>
  );
}
