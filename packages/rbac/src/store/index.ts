/** Rights that are kept in tables of our own, as data that people administer. */

export { rightsStore } from './rights-store.js'
export type { RightsStore, RightsStoreOptions } from './rights-store.js'
export type {
  ExplainedPermission,
  ExplainedRequest,
  PermissionExplanation,
} from './explain-permission.js'
export { administratorRole, hasAdministrator } from './administrators.js'
export { checkCases } from './cases/check-cases.js'
export type { CaseResult } from './cases/check-cases.js'
export { brokenPermissions, idlePermissions } from './idle-permissions.js'
export type { BrokenPermission, IdlePermission } from './idle-permissions.js'
export { parseCases, RightsCaseError } from './cases/parse-cases.js'
export type { CaseSubject, RightsCase } from './cases/parse-cases.js'
export { PUBLIC_POLICY } from './migrations.js'
export type { HeldRights, Subject } from './rights-snapshot.js'
export { areNetworks, assertNetworks, InvalidNetworkError, isWithin } from './networks.js'
