/** A page about one thing before that thing is there: the same places, grey. */
import { Skeleton } from '@mantine/core';

import { Columns } from '~/components/base/Columns';

export function PageSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading" role="status">
      <Skeleton h={14} mb={10} w={90} />
      <Skeleton h={28} mb={28} maw={320} />
      <Columns main={<Skeleton h={280} radius="md" />} side={<Skeleton h={380} radius="md" />} />
    </div>
  );
}
