/** Who may do what: permissions as data, combined into the policy of an engine. */

export { allow } from './permission.js'
export type { Permission, PermissionAction, PermissionParts } from './permission.js'
export { createPolicy, policyOf, PUBLIC } from './create-policy.js'
export type { Rights } from './create-policy.js'
export { combine } from './combine.js'
export { intersect, intersectPolicies } from './intersect.js'
