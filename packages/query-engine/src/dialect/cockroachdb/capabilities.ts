import type { Capabilities } from '../dialect.js'
import { capabilities as postgres } from '../postgres/capabilities.js'

/** Those of PostgreSQL's protocol. @see https://www.cockroachlabs.com/docs/stable/postgresql-compatibility */
export const capabilities: Capabilities = {
  ...postgres,
  seeksRows: false,
  selectsBeforeSort: false,
  scansNullsApart: false,
}
