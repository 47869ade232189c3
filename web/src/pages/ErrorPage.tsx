/** What is shown when a page cannot be shown at all. */
import type { ErrorComponentProps } from '@tanstack/react-router';

import { messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { usePageTitle } from '~/pages/use-page-title';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle('Error');
  return <Failure message={messageOf(error)} onRetry={reset} title="This page cannot be shown" />;
}
