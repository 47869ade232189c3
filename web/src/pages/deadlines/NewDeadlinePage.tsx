/** Making a deadline. */
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { DeadlineEditor } from '~/pages/deadlines/DeadlineEditor';
import { usePageTitle } from '~/pages/use-page-title';

export function NewDeadlinePage({ onMade }: { onMade: (id: string) => void }) {
  usePageTitle('New deadline');
  return (
    <>
      <PageHeader
        below="It holds for events that come from now on."
        parent={
          <TextLink to="/deadlines">
            <ChevronLeftIcon size={14} /> Deadlines
          </TextLink>
        }
        title="New deadline"
      />
      <DeadlineEditor
        deadline={null}
        onSaved={({ id }) => {
          onMade(id);
        }}
      />
    </>
  );
}
