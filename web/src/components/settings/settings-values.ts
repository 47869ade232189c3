/** What the form of the settings holds, and what of it differs from the settings as they are. */
import type { SchemaMode, Settings, SettingsPatch, TenantLimits } from '~/api/shapes';
import { limitKeys } from '~/words/tenant';

/** What the tenant bounds itself to; null where nothing but the operator and the installation bounds it. */
type LimitValues = Record<keyof TenantLimits, number | null>;

export interface SettingsValues extends LimitValues {
  name: string;
  preset: Settings['preset'];
  refuse_undeclared_event_types: boolean;
  event_schema_mode: SchemaMode;
  refuses_unknown_apps: boolean;
  hooks_by_api_only: boolean;
  deactivate_on_any_permission_change: boolean;
  keeps_unsent: boolean;
  /** Null in these for "as the installation has it". */
  history_days: number | null;
  body_days: number | null;
  hook_warnings: boolean;
  hook_deactivations: boolean;
  copies_to: string[];
}

export function valuesOf(settings: Settings): SettingsValues {
  const { mails, limits } = settings;
  return {
    name: settings.name,
    preset: settings.preset,
    refuse_undeclared_event_types: settings.refuse_undeclared_event_types,
    event_schema_mode: settings.event_schema_mode,
    refuses_unknown_apps: settings.unknown_apps === 'refuse',
    hooks_by_api_only: settings.hooks_managed_by === 'api',
    deactivate_on_any_permission_change: settings.deactivate_on_any_permission_change,
    keeps_unsent: settings.unsent_on_owner_change === 'keep',
    history_days: settings.history_days ?? null,
    body_days: settings.body_days ?? null,
    ...(Object.fromEntries(limitKeys.map((key) => [key, limits[key] ?? null])) as LimitValues),
    hook_warnings: mails.hook_warnings,
    hook_deactivations: mails.hook_deactivations,
    copies_to: mails.copies_to,
  };
}

/** What differs, so that two who change different things do not undo each other; null if nothing does. */
export function changeOf(values: SettingsValues, before: SettingsValues): SettingsPatch | null {
  const differs = (field: keyof SettingsValues) =>
    JSON.stringify(values[field]) !== JSON.stringify(before[field]);
  const kept = <T extends object>(patch: T, fields: (keyof SettingsValues & keyof T)[]): Partial<T> =>
    Object.fromEntries(fields.filter(differs).map((field) => [field, patch[field]])) as Partial<T>;

  const change: SettingsPatch = kept(values, [
    'name',
    'preset',
    'refuse_undeclared_event_types',
    'event_schema_mode',
    'deactivate_on_any_permission_change',
    'history_days',
    'body_days',
  ]);
  if (differs('refuses_unknown_apps'))
    change.unknown_apps = values.refuses_unknown_apps ? 'refuse' : 'register';
  if (differs('hooks_by_api_only')) change.hooks_managed_by = values.hooks_by_api_only ? 'api' : 'members';
  if (differs('keeps_unsent')) change.unsent_on_owner_change = values.keeps_unsent ? 'keep' : 'cancel';
  const limits = kept(values, limitKeys);
  if (Object.keys(limits).length > 0) change.limits = limits;
  const mails = kept(values, ['hook_warnings', 'hook_deactivations', 'copies_to']);
  if (Object.keys(mails).length > 0) change.mails = mails;
  return Object.keys(change).length === 0 ? null : change;
}

/** The field of the form that a JSON pointer of the API speaks of. */
export function fieldOf(pointer: string): keyof SettingsValues | null {
  const [, first = '', second = ''] = pointer.split('/');
  const name = first === 'limits' || first === 'mails' ? second : first;
  const shown: (keyof SettingsValues)[] = ['name', 'history_days', 'body_days', 'copies_to', ...limitKeys];
  return shown.find((field) => field === name) ?? null;
}
