/** When and how hard one hook tries, as a timeline and as rules. */
import { Text } from '@mantine/core';

import { Columns } from '~/components/base/Columns';
import { TextLink } from '~/components/base/links';
import { Panel } from '~/components/base/Panel';
import { AnswerRules } from '~/components/hook/AnswerRules';
import { PolicyTimeline } from '~/components/hook/PolicyTimeline';
import { SwitchOffRules } from '~/components/hook/SwitchOffRules';
import { useMayHere } from '~/pages/hooks/management';
import { useHook } from '~/pages/use-hook';
import { usePageTitle } from '~/pages/use-page-title';
import { presetTitles } from '~/words/hook';
import { planSum } from '~/words/policy';

export function HookPolicy({ hookId }: { hookId: string }) {
  const hook = useHook(hookId);
  usePageTitle(`Policy of ${hook.name}`);
  const mayEdit = useMayHere()('hooks.edit');
  const own = Object.keys(hook.policy_overrides).length;
  const edit = mayEdit && (
    <TextLink hash="policy" params={{ hookId }} size="sm" to="/hooks/$hookId/edit">
      Change
    </TextLink>
  );
  return (
    <Columns
      main={
        <Panel aside={edit} title={planSum(hook.policy)}>
          <PolicyTimeline policy={hook.policy} />
        </Panel>
      }
      side={
        <>
          <Panel title="What an answer means">
            <AnswerRules policy={hook.policy} />
          </Panel>
          <Panel title="When the hook is switched off">
            <SwitchOffRules policy={hook.policy} />
          </Panel>
          <Text c="dimmed" px="md" size="sm">
            {own === 0
              ? `As the preset ${presetTitles[hook.preset]} has it.`
              : `The preset ${presetTitles[hook.preset]}, with changes of this hook’s own.`}
          </Text>
        </>
      }
    />
  );
}
