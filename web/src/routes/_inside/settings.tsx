import { createFileRoute } from '@tanstack/react-router';

import { SettingsPage } from '~/pages/settings/SettingsPage';
import { presetsQuery } from '~/services/catalog';
import { inAdvance } from '~/services/in-advance';
import { settingsQuery } from '~/services/settings';

export const Route = createFileRoute('/_inside/settings')({
  loader: ({ context: { queryClient } }) => {
    inAdvance(queryClient.query(settingsQuery));
    inAdvance(queryClient.query(presetsQuery));
  },
  component: SettingsPage,
});
