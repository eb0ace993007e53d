import type { Row, Session, SystemNames } from '@relvar/query-engine'
import type { Filter } from '@relvar/query-engine/query'
import type { PermissionAction } from '../permission.js'
import type {
  AccessRow,
  PolicyPermission,
  PolicyRow,
  RightsRows,
  RoleRow,
} from './rights-snapshot.js'

/** All that is written about rights, as it is now. */
export async function readRights(session: Session, names: SystemNames): Promise<RightsRows> {
  const all = async (table: string, fields: readonly string[]): Promise<readonly Row[]> =>
    await Array.fromAsync(session.stream(names.id(table), { fields, limit: -1 }))
  const [roles, policies, access, permissions] = await Promise.all([
    all('roles', ['id', 'parent']),
    all('policies', ['id', 'ip_access', 'enforce_tfa', 'admin_access', 'app_access']),
    all('access', ['role', 'user', 'policy', 'sort']),
    all('permissions', [
      'id',
      'policy',
      'collection',
      'action',
      'permissions',
      'validation',
      'presets',
      'fields',
    ]),
  ])
  return {
    roles: roles as unknown as readonly RoleRow[],
    policies: policies as unknown as readonly PolicyRow[],
    access: access as unknown as readonly AccessRow[],
    permissions: permissions.map((row) => toPermission(names, row)),
  }
}

/**
 * A row of the table as a permission. In our own tables no write may leave a row behind that the
 * writer could not have changed.
 */
function toPermission(names: SystemNames, row: Row): PolicyPermission {
  const collection = String(row['collection'])
  const action = String(row['action']) as PermissionAction
  const rows = objectOf(row['permissions'])
  const isOurs = collection.startsWith(names.id(''))
  return {
    id: Number(row['id']),
    policy: String(row['policy']),
    collection,
    action,
    fields: (row['fields'] as readonly string[] | null) ?? [],
    rows,
    validation: objectOf(row['validation']),
    presets: objectOf(row['presets']),
    ...(isOurs && action === 'update' && { check: rows }),
  }
}

function objectOf(value: unknown): Filter {
  return (value as Filter | null) ?? {}
}
