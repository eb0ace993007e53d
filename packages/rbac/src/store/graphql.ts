import type { ModuleGraphQL, SystemNames } from '@relvar/query-engine'

/** The routes of this module under their names in GraphQL. */
export function rightsGraphQL(names: SystemNames): ModuleGraphQL {
  return {
    types: `
      scalar permissions_me_type
      type policy_me_globals_type { enforce_tfa: Boolean app_access: Boolean admin_access: Boolean }
      extend type Query {
        roles_me: [${names.id('roles')}]
        permissions_me: permissions_me_type
        policies_me_globals: policy_me_globals_type
      }`,
    routes: {
      roles_me: 'GET /roles/me',
      permissions_me: 'GET /permissions/me',
      policies_me_globals: 'GET /policies/me/globals',
    },
  }
}
