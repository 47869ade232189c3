/** A file of its own, so that it can be fetched later than what shows messages. */
import { Notifications } from '@mantine/notifications';

export default function MessageList() {
  return <Notifications position="bottom-right" />;
}
