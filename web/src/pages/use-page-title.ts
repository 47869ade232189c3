/** Names the page in the window's title: what first, the product last. */
import { useEffect } from 'react';

/** `null` leaves the title to a part of the page. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = `${title} · Billhook`;
  }, [title]);
}
