/** The ways through the console. */
import { Link, type LinkProps } from '@tanstack/react-router';

import { EventsIcon, SendIcon, WebhookIcon } from '~/components/base/icons';
import classes from '~/components/shell/Navigation.module.css';

const ways: { to: LinkProps['to']; label: string; Icon: typeof WebhookIcon }[] = [
  { to: '/hooks', label: 'Hooks', Icon: WebhookIcon },
  { to: '/deliveries', label: 'Deliveries', Icon: SendIcon },
  { to: '/events', label: 'Events', Icon: EventsIcon },
];

export function Navigation({ onGo }: { onGo?: () => void }) {
  return (
    <nav aria-label="Main">
      <ul className={classes.list}>
        {ways.map(({ to, label, Icon }) => (
          <li key={label}>
            <Link className={classes.way} onClick={onGo} to={to}>
              <Icon size={18} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
