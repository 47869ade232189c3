/** The messages at the edge of the page. Their code is fetched once the page is there: most visits see none. */
import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';

type List = () => ReactNode;

const fetchList = (): Promise<{ default: List }> =>
  import('~/components/base/MessageList').catch(() => ({ default: Untold }));

const MessageList = lazy(fetchList);

/** Without that code a message is lost; the page is not. */
function Untold() {
  return null;
}

/** How long the first page goes before. */
const LATER_MS = 3_000;

export function Messages() {
  const { notifications } = useNotifications();
  const [isNeeded, setNeeded] = useState(false);
  if (!isNeeded && notifications.length > 0) setNeeded(true);
  useEffect(() => {
    // Not with the first message: that may be about a network which is gone.
    const timer = setTimeout(() => void fetchList(), LATER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    isNeeded && (
      <Suspense>
        <MessageList />
      </Suspense>
    )
  );
}
