/** Names the page in the window's title: what first, the product last. */
import { useDocumentTitle } from '@mantine/hooks';

export function usePageTitle(title: string): void {
  useDocumentTitle(`${title} · Billhook`);
}
