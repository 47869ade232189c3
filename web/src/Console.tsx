/** Everything that surrounds the pages: theme, query cache, router, messages. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';

import { Messages } from '~/components/base/Messages';
import type { createConsole } from '~/router';
import { theme } from '~/theme/theme';

/** The key is known to public/color-scheme.js as well. */
const colorSchemeManager = localStorageColorSchemeManager({ key: 'billhook-color-scheme' });

export function Console({ queryClient, router }: ReturnType<typeof createConsole>) {
  return (
    // Variables and classes come from style sheets: the policy allows no style element.
    <MantineProvider
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Messages />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
