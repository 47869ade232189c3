import { createFileRoute } from '@tanstack/react-router';

import { NotFoundPage } from '~/pages/NotFoundPage';

/** An address that no page has, shown inside the frame. */
export const Route = createFileRoute('/_inside/$')({ component: NotFoundPage });
