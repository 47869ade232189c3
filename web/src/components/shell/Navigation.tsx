/** The ways through the console. */
import { Link, type LinkProps } from '@tanstack/react-router';

import {
  AppsIcon,
  AuditIcon,
  ChartIcon,
  ClockIcon,
  EventsIcon,
  KeyIcon,
  MembersIcon,
  SendIcon,
  SettingsIcon,
  TypesIcon,
  WebhookIcon,
} from '~/components/base/icons';
import classes from '~/components/shell/Navigation.module.css';

interface Way {
  to: LinkProps['to'];
  label: string;
  Icon: typeof WebhookIcon;
  /** The permission without which there is nothing to see. */
  needs?: string;
}

const ways: Way[] = [
  { to: '/', label: 'Overview', Icon: ChartIcon, needs: 'events.view' },
  { to: '/hooks', label: 'Hooks', Icon: WebhookIcon },
  { to: '/deliveries', label: 'Deliveries', Icon: SendIcon },
  { to: '/events', label: 'Events', Icon: EventsIcon },
  { to: '/event-types', label: 'Event types', Icon: TypesIcon },
  { to: '/apps', label: 'Apps', Icon: AppsIcon },
  { to: '/deadlines', label: 'Deadlines', Icon: ClockIcon },
  { to: '/members', label: 'Members', Icon: MembersIcon, needs: 'members.edit' },
  { to: '/tokens', label: 'Tokens', Icon: KeyIcon, needs: 'tokens.edit' },
  { to: '/audit', label: 'Audit log', Icon: AuditIcon, needs: 'audit.view' },
  { to: '/settings', label: 'Settings', Icon: SettingsIcon },
];

export interface NavigationProps {
  /** Asks whether the reader has a permission. */
  may: (permission: string) => boolean;
  onGo?: () => void;
}

export function Navigation({ may, onGo }: NavigationProps) {
  const open = ways.filter(({ needs }) => needs === undefined || may(needs));
  return (
    <nav aria-label="Main">
      <ul className={classes.list}>
        {open.map(({ to, label, Icon }) => (
          <li key={label}>
            <Link
              activeOptions={{ exact: to === '/', includeSearch: false }}
              className={classes.way}
              onClick={onGo}
              to={to}
            >
              <Icon size={18} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
