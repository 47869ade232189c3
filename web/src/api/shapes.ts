/** Short names for the shapes of the API, as generated from its OpenAPI document. */
import type { components } from '~/api/schema.gen';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type Membership = Schemas['Membership'];
export type NewSetup = Schemas['NewSetup'];
export type SignIn = Schemas['SignIn'];
export type SessionOfUser = Schemas['SessionOfUser'];
export type Acceptance = Schemas['Acceptance'];
export type PasswordChange = Schemas['PasswordChange'];
export type Invitation = Schemas['Invitation'];
export type InvitationOffer = Schemas['InvitationOffer'];
export type InvitationState = Schemas['InvitationState'];
export type NewInvitation = Schemas['NewInvitation'];

export type Hook = Schemas['Hook'];
export type ActivatedHook = Schemas['ActivatedHook'];
export type MissedPeriod = Schemas['MissedPeriod'];
export type NewHook = Schemas['NewHook'];
export type HookPatch = Schemas['HookPatch'];
export type HookState = Schemas['HookState'];
export type HookStateReason = Schemas['StateReason'];
export type HookSecret = Schemas['HookSecret'];
export type SecretKind = Schemas['SecretKind'];
export type Rotation = Schemas['Rotation'];
export type HookSecrets = Schemas['HookSecrets'];
export type HookTest = Schemas['HookTest'];
export type Method = Schemas['Method'];
export type Format = Schemas['Format'];
export type Action = Schemas['Action'];
export type NewAction = Schemas['NewAction'];
export type FilterTrial = Schemas['FilterTrial'];
export type FilterVerdict = Schemas['FilterVerdict'];
export type Policy = Schemas['Policy'];
export type Schedule = Schemas['Schedule'];
export type Preset = Schemas['Preset'];
export type PresetName = Schemas['PresetName'];

export type Delivery = Schemas['Delivery'];
export type DeliveryState = Schemas['DeliveryState'];
export type DeliveryKind = Schemas['DeliveryKind'];
export type DeliveryReason = Schemas['DeliveryReason'];
export type Attempt = Schemas['Attempt'];
export type Outcome = Schemas['Outcome'];
export type AttemptSummary = Schemas['AttemptSummary'];
export type RequestShown = Schemas['Request'];
export type RequestPreview = Schemas['RequestPreview'];
export type ResponseShown = Schemas['Response'];

export type Event = Schemas['Event'];
export type EventSummary = Schemas['EventSummary'];
export type EventType = Schemas['EventType'];
export type EventMatch = Schemas['EventMatch'];
export type ActionMatch = Schemas['ActionMatch'];
export type SchemaMode = Schemas['SchemaMode'];
export type ImportedCatalog = Schemas['ImportedCatalog'];
export type Deadline = Schemas['Deadline'];
export type NewDeadline = Schemas['NewDeadline'];
export type Timer = Schemas['Timer'];
export type Settings = Schemas['Settings'];
export type SettingsPatch = Schemas['SettingsPatch'];
export type Branding = Schemas['Branding'];
export type BrandingPatch = Schemas['BrandingPatch'];

export type OperatorSession = Schemas['OperatorSession'];
export type TenantInList = Schemas['TenantInList'];
export type TenantWithLoad = Schemas['TenantWithLoad'];
export type TenantLimits = Schemas['Limits'];
export type TenantPatch = Schemas['TenantPatch'];
export type NewTenant = Schemas['NewTenant'];
export type NewTenantLink = Schemas['NewTenantLink'];
export type HookOfTenant = Schemas['HookOfTenant'];

export type Stats = Schemas['Stats'];
export type Figures = Schemas['Figures'];
export type Backlog = Schemas['Backlog'];
export type WorstHook = Schemas['WorstHook'];
export type Replay = Schemas['Replay'];
export type ReplayState = Schemas['ReplayState'];
export type ReplayDeliveries = Schemas['ReplayDeliveries'];
export type App = Schemas['App'];
export type Sku = Schemas['Sku'];
export type AuditEntry = Schemas['AuditEntry'];
export type ActorKind = Schemas['ActorKind'];

export type Member = Schemas['Member'];
export type MemberPatch = Schemas['MemberPatch'];
export type MemberPreview = Schemas['MemberPreview'];
export type PermissionSet = Schemas['PermissionSet'];
export type Token = Schemas['Token'];
export type NewToken = Schemas['NewToken'];

/** One page of a list, and how to ask for the next. */
export interface Page<T> {
  data: T[];
  next_cursor?: string | null | undefined;
}
