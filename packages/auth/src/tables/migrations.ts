import type { Migration } from '@relvar/query-engine'
import { apiKeys, loginStates, recoveryCodes, sessions, usedLinks } from './credentials.js'
import { users } from './users.js'

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'Users, sessions, API keys and recovery codes',
    changes: [users, sessions, apiKeys, recoveryCodes, loginStates, usedLinks].map((table) => ({
      kind: 'create-table',
      table,
    })),
  },
]

/** The tables with columns that only this package reads in clear. */
export const SECRET_TABLES: readonly string[] = ['users', 'sessions', 'api_keys', 'recovery_codes']
