/** Puts a component on the test DOM inside theme, query cache and a router that knows every address. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';

import { theme } from '~/theme/theme';

export interface Shown extends RenderResult {
  user: UserEvent;
}

/** Shows `children` and waits until they are there. Transitions and portals are off. */
export async function show(children: ReactNode): Promise<Shown> {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createRouter({
    routeTree: createRootRoute({ component: () => <div data-testid="shown">{children}</div> }),
    history: createMemoryHistory(),
  });
  const shown = render(
    <MantineProvider env="test" theme={theme}>
      <QueryClientProvider client={queryClient}>
        {/* The registered router is the console's own; this one has no addresses and takes any. */}
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByTestId('shown');
  return { ...shown, user: userEvent.setup() };
}
