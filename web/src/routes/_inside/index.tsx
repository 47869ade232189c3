import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_inside/')({
  beforeLoad: () => {
    throw redirect({ to: '/hooks', replace: true });
  },
});
