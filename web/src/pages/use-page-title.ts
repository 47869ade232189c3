/** Names the page in the window's title: what first, the product last. */
import { useEffect } from 'react';

import { useBrand } from '~/theme/brand';

/** `null` leaves the title to a part of the page. */
export function usePageTitle(title: string | null): void {
  const { name } = useBrand();
  useEffect(() => {
    if (title !== null) document.title = `${title} · ${name}`;
  }, [name, title]);
}
