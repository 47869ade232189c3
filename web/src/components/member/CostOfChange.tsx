/** What a change of a member would do beside: the hooks that it deactivates, and the tokens that it makes worth less. */
import { Alert, List, Text } from '@mantine/core';

import type { MemberPreview } from '~/api/shapes';
import { InfoIcon, WarningIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { Marked } from '~/components/base/Marked';

export interface CostOfChangeProps {
  /** The member's name. */
  name: string;
  preview: MemberPreview;
}

export function CostOfChange({ name, preview }: CostOfChangeProps) {
  const { hooks, tokens } = preview;
  if (hooks.length === 0 && tokens.length === 0) {
    return (
      <Alert color="gray" icon={<InfoIcon size={18} />} variant="light">
        No hook and no token of <bdi>{name}</bdi> is affected.
      </Alert>
    );
  }
  return (
    <Alert color="yellow" icon={<WarningIcon size={18} />} title="What this change does" variant="light">
      {hooks.length > 0 && (
        <>
          <Text>
            {hooks.length === 1 ? 'One hook is deactivated:' : `${hooks.length} hooks are deactivated:`}
          </Text>
          <List mb="xs">
            {hooks.map((hook) => (
              <List.Item key={hook.id}>
                <TextLink params={{ hookId: hook.id }} to="/hooks/$hookId">
                  <bdi>{hook.name}</bdi>
                </TextLink>
                : <bdi>{name}</bdi> <Marked text={hook.reason} />
              </List.Item>
            ))}
          </List>
        </>
      )}
      {tokens.length > 0 && (
        <>
          <Text>
            {tokens.length === 1 ? 'One token is worth less:' : `${tokens.length} tokens are worth less:`}
          </Text>
          <List>
            {tokens.map((token) => (
              <List.Item key={token.id}>
                <bdi>{token.name}</bdi> loses {[...token.loses_permissions, ...token.loses_grants].join(', ')}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
