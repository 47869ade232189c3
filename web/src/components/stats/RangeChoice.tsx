/** Which time is looked at: the last hour, day or week. */
import { SegmentedControl } from '@mantine/core';

import { readRange, statsRanges, type StatsRange } from '~/words/stats';

const data = Object.entries(statsRanges).map(([value, label]) => ({ value, label }));

export function RangeChoice({
  value,
  onChange,
}: {
  value: StatsRange;
  onChange: (range: StatsRange) => void;
}) {
  return (
    <SegmentedControl
      aria-label="Time"
      data={data}
      onChange={(chosen) => {
        onChange(readRange(chosen));
      }}
      size="xs"
      value={value}
    />
  );
}
