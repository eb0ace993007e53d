import type { SystemColumn, SystemTable } from '@relvar/query-engine'

const owner: SystemColumn = {
  type: 'uuid',
  required: true,
  references: { table: 'users', onDelete: 'cascade' },
}
/** SHA-256 in hexadecimal of something random. */
const digest: SystemColumn = { type: 'string', length: 64, traits: { secret: 'conceal' } }

/** What a signed-in browser or program has. Those that follow from one login are a family. */
export const sessions: SystemTable = {
  name: 'sessions',
  columns: {
    id: { type: 'uuid' },
    family: { type: 'uuid', required: true },
    user: owner,
    /** Of the refresh token that is good now; null in session mode, which has none. */
    token: digest,
    expires: { type: 'timestamp', required: true },
    /** The session that took the place of this one. */
    next: { type: 'uuid' },
    ip: { type: 'string', length: 64 },
    user_agent: { type: 'text' },
    origin: { type: 'string' },
  },
  indexes: [['family'], ['user'], ['expires']],
}

/** Keys of programs. What they may do is what their user may, within their scopes. */
export const apiKeys: SystemTable = {
  name: 'api_keys',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    name: { type: 'string', length: 100, required: true },
    user: owner,
    hash: { ...digest, required: true },
    /** How the key begins, to tell keys apart. */
    prefix: { type: 'string', length: 16, required: true },
    scopes: { type: 'json' },
    expires: { type: 'timestamp' },
    last_used: { type: 'timestamp' },
    date_created: { type: 'timestamp', traits: { onCreate: 'now' } },
  },
  uniques: [['hash']],
  indexes: [['user']],
}

/** What somebody signs in with who has lost their second factor; each is good once. */
export const recoveryCodes: SystemTable = {
  name: 'recovery_codes',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    user: owner,
    hash: { ...digest, required: true },
  },
  indexes: [['user']],
}

/** What is remembered of attempts to sign in. */
export const loginStates: SystemTable = {
  name: 'login_states',
  columns: {
    user: owner,
    /** Wrong passwords since the last right one. */
    failures: { type: 'integer', required: true, default: 0 },
    /** The thirty seconds of the last second factor, which is good once. */
    otp_step: { type: 'integer' },
  },
  primaryKey: ['user'],
}

/** Links from mails that were used: each is good once, however many follow it at the same time. */
export const usedLinks: SystemTable = {
  name: 'used_links',
  columns: {
    id: { type: 'uuid' },
    expires: { type: 'timestamp', required: true },
  },
  indexes: [['expires']],
}
