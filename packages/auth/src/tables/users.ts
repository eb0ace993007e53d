import type { SystemColumn, SystemTable } from '@relvar/query-engine'

const text: SystemColumn = { type: 'string' }
const json: SystemColumn = { type: 'json' }
/** What nobody reads in clear, and nothing but null is compared with. */
const secret: SystemColumn = { type: 'string', traits: { secret: 'conceal' } }

/** Who may sign in. `email` is kept in lower case, `password` as Argon2id, `token` as SHA-256. */
export const users: SystemTable = {
  name: 'users',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    first_name: { type: 'string', length: 50 },
    last_name: { type: 'string', length: 50 },
    email: { type: 'string', length: 128 },
    password: secret,
    location: text,
    title: { type: 'string', length: 50 },
    description: { type: 'text' },
    tags: json,
    avatar: { type: 'uuid', references: { table: 'files', onDelete: 'set null' } },
    language: text,
    text_direction: { type: 'string', length: 10, required: true, default: 'auto' },
    tfa_secret: secret,
    status: { type: 'string', length: 16, required: true, default: 'active' },
    role: { type: 'uuid', references: { table: 'roles', onDelete: 'set null' } },
    token: secret,
    last_access: { type: 'timestamp' },
    last_page: text,
    provider: { type: 'string', length: 128, required: true, default: 'default' },
    external_identifier: text,
    auth_data: { ...json, traits: { secret: 'conceal' } },
    email_notifications: { type: 'boolean', required: true, default: true },
    appearance: text,
    theme_light: text,
    theme_light_overrides: json,
    theme_dark: text,
    theme_dark_overrides: json,
  },
  uniques: [['email'], ['token'], ['external_identifier']],
  indexes: [['role']],
  // Access that is nobody's would be everybody's.
  lists: { policies: { table: 'access', through: 'user', traits: { onDeselect: 'delete' } } },
  traits: { archive: { column: 'status', value: 'archived', restore: 'draft' } },
}
