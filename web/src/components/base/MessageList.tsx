/** A file of its own, styles and all, so that it can be fetched later than what shows messages. */
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';

import { Notifications } from '@mantine/notifications';

export default function MessageList() {
  return <Notifications position="bottom-right" />;
}
