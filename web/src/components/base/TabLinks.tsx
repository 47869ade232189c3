/** Parts of one thing as links in a row: each has its own address, so the browser's ways back and forth work. */
import { Link, type LinkProps } from '@tanstack/react-router';

import classes from '~/components/base/TabLinks.module.css';

export interface TabLink {
  label: string;
  to: LinkProps['to'];
  params?: Record<string, string>;
  /** How many things are behind it, shown beside the label. */
  count?: number | undefined;
}

export interface TabLinksProps {
  /** What the parts are of, for the name of the row. */
  label: string;
  tabs: TabLink[];
}

export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className={classes.root}>
      <ul className={classes.list}>
        {tabs.map(({ label, to, params, count }) => (
          <li key={label}>
            <Link
              activeOptions={{ exact: true, includeSearch: false }}
              className={classes.tab}
              params={params as never}
              resetScroll={false}
              to={to}
            >
              {label}
              {count !== undefined && <span className={classes.count}>{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
