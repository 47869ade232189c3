/** The messages at the edge of the page. Their code is fetched with the first of them: most visits see none. */
import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useState } from 'react';

const MessageList = lazy(() => import('~/components/base/MessageList'));

export function Messages() {
  const { notifications } = useNotifications();
  const [isNeeded, setNeeded] = useState(false);
  if (!isNeeded && notifications.length > 0) setNeeded(true);
  return (
    isNeeded && (
      <Suspense>
        <MessageList />
      </Suspense>
    )
  );
}
