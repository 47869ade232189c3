/** Names the page in the window's title: what first, the product last. */
import { useEffect } from 'react';

import { brand } from '~/theme/brand';

/** `null` leaves the title to a part of the page. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = `${title} · ${brand.name}`;
  }, [title]);
}
