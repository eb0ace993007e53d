import type { Migration, Session, SystemNames } from '@relvar/query-engine'
import { access, permissions, policies, roles } from './tables.js'

/** The id that clients of this wire know the public policy by. */
export const PUBLIC_POLICY = 'abf8a154-5b1c-4a46-ac9c-7300570f4f17'

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'Roles, policies, access and permissions',
    changes: [roles, policies, access, permissions].map((table) => ({
      kind: 'create-table',
      table,
    })),
  },
  { version: 2, name: 'The administrators and the public', fill },
]

async function fill(session: Session, tables: SystemNames): Promise<void> {
  const [role] = await session.create(tables.id('roles'), [
    { name: 'Administrator', icon: 'verified', description: '$t:admin_description' },
  ])
  const [administrators] = await session.create(tables.id('policies'), [
    { name: 'Administrator', icon: 'verified', admin_access: true, app_access: true },
    {
      id: PUBLIC_POLICY,
      name: '$t:public_label',
      icon: 'public',
      description: '$t:public_description',
    },
  ])
  await session.create(tables.id('access'), [
    { role: role?.['id'], policy: administrators?.['id'] },
    { policy: PUBLIC_POLICY, sort: 1 },
  ])
}
