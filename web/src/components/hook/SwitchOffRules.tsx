/** What switches a hook off by itself. */
import { List, Text } from '@mantine/core';

import type { Policy } from '~/api/shapes';
import { switchOffRules } from '~/words/verdicts';

export function SwitchOffRules({ policy }: { policy: Policy }) {
  const rules = switchOffRules(policy);
  if (rules.length === 0) return <Text>Never by itself, but by a failed test.</Text>;
  return (
    <>
      <List spacing={6}>
        {rules.map((rule) => (
          <List.Item key={rule}>{rule}</List.Item>
        ))}
        <List.Item>When a test fails.</List.Item>
      </List>
    </>
  );
}
