/** What is shown where an address leads nowhere. */
import { Emptiness } from '~/components/base/Emptiness';
import { ButtonLink } from '~/components/base/links';
import { usePageTitle } from '~/pages/use-page-title';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <Emptiness
      action={
        <ButtonLink to="/hooks" variant="default">
          Go to the hooks
        </ButtonLink>
      }
      title="Nothing here"
    >
      There is no such page, or what it showed was deleted or belongs to another tenant.
    </Emptiness>
  );
}
