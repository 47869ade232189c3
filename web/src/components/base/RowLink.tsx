/**
 * A link in a row of a long list. It goes where `TextLink` goes, but costs no more than the words in it: a list of a thousand rows
 * has two thousand of them, and each of the router's own links follows every change of the address.
 */
import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

import classes from '~/components/base/RowLink.module.css';

export interface RowLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A path of the console, with its parameters in it. */
  to: string;
  children: ReactNode;
}

/** How long somebody has to point before the page is fetched in advance: whoever passes by does not want it. */
const LINGER_MS = 50;

/** One for all rows: one link is pointed at. */
let lingering: ReturnType<typeof setTimeout> | undefined;

export function RowLink({ to, className, children, ...rest }: RowLinkProps) {
  const router = useRouter();
  const preload = () => {
    clearTimeout(lingering);
    lingering = setTimeout(() => {
      // What cannot be fetched in advance is told where it is gone to.
      router.preloadRoute({ to: '.', href: to }).catch(() => undefined);
    }, LINGER_MS);
  };
  const leave = () => {
    clearTimeout(lingering);
  };
  const go = (press: MouseEvent) => {
    if (press.defaultPrevented || isForBrowser(press)) return;
    press.preventDefault();
    void router.navigate({ href: to });
  };
  return (
    <a
      {...rest}
      className={className === undefined ? classes.link : `${classes.link} ${className}`}
      href={to}
      onClick={go}
      onFocus={preload}
      onMouseEnter={preload}
      onMouseLeave={leave}
      onTouchStart={preload}
    >
      {children}
    </a>
  );
}

/** True for the presses that open a tab or a window, or save. */
function isForBrowser(press: MouseEvent): boolean {
  return press.button !== 0 || press.metaKey || press.ctrlKey || press.shiftKey || press.altKey;
}
