import { sql } from 'kysely'
import type { Sql } from '../dialect.js'

/**
 * Numbers of one INSERT are this far apart: seven with group replication.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/replication-options-source.html#sysvar_auto_increment_increment
 */
export const numberingStep: Sql = sql`select @@session.auto_increment_increment as step`
