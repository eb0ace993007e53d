import type { SystemList, SystemTable } from '@relvar/query-engine'

/** Whatever leaves such a list is gone: access that is nobody's would be everybody's. */
const owned: Pick<SystemList, 'traits'> = { traits: { onDeselect: 'delete' } }

export const roles: SystemTable = {
  name: 'roles',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    name: { type: 'string', length: 100, required: true },
    icon: { type: 'string', length: 64, required: true, default: 'supervised_user_circle' },
    description: { type: 'text' },
    parent: { type: 'uuid', references: { table: 'roles', onDelete: 'set null' } },
  },
  indexes: [['parent']],
  lists: {
    children: { table: 'roles', through: 'parent' },
    policies: { table: 'access', through: 'role', ...owned },
    users: { table: 'users', through: 'role' },
  },
}

export const policies: SystemTable = {
  name: 'policies',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    name: { type: 'string', length: 100, required: true },
    icon: { type: 'string', length: 64, required: true, default: 'badge' },
    description: { type: 'text' },
    ip_access: { type: 'csv' },
    enforce_tfa: { type: 'boolean', required: true, default: false },
    admin_access: { type: 'boolean', required: true, default: false },
    app_access: { type: 'boolean', required: true, default: false },
  },
  lists: {
    permissions: { table: 'permissions', through: 'policy', ...owned },
    users: { table: 'access', through: 'policy', ...owned },
    roles: { table: 'access', through: 'policy', ...owned },
  },
}

/** Who holds a policy: everybody of a role, one user, or, where both are null, the public. */
export const access: SystemTable = {
  name: 'access',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    role: { type: 'uuid', references: { table: 'roles', onDelete: 'cascade' } },
    user: { type: 'uuid', references: { table: 'users', onDelete: 'cascade' } },
    policy: {
      type: 'uuid',
      required: true,
      references: { table: 'policies', onDelete: 'cascade' },
    },
    sort: { type: 'integer' },
  },
  indexes: [['role'], ['user'], ['policy']],
}

export const permissions: SystemTable = {
  name: 'permissions',
  columns: {
    id: { type: 'integer', numbered: true },
    policy: {
      type: 'uuid',
      required: true,
      references: { table: 'policies', onDelete: 'cascade' },
    },
    collection: { type: 'string', required: true },
    action: { type: 'string', length: 10, required: true },
    permissions: { type: 'json' },
    validation: { type: 'json' },
    presets: { type: 'json' },
    fields: { type: 'csv' },
  },
  indexes: [['policy']],
}
