/** What is shown when a page cannot be shown at all. */
import type { ErrorComponentProps } from '@tanstack/react-router';

import { messageOf } from '~/api/problem';
import { Failure } from '~/components/base/Failure';
import { MissingCode } from '~/pages/MissingCode';
import { usePageTitle } from '~/pages/use-page-title';
import { isMissingCode } from '~/services/missing-code';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle('Error');
  if (error instanceof Error && isMissingCode(error)) return <MissingCode error={error} />;
  return <Failure message={messageOf(error)} onRetry={reset} title="This page cannot be shown" />;
}
