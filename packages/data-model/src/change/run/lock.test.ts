import { expect, it } from 'vitest'
import { toText } from '../ddl/sql.js'
import { underLock } from './lock.js'

it('says within each statement on SQL Server how long it waits, as what it sets ends with it', () => {
  const view = `create view "dbo"."mine" as select 'x' as "a"`
  expect(toText('mssql', underLock('mssql', view))).toBe(
    `set lock_timeout 5000; exec (N'create view "dbo"."mine" as select ''x'' as "a"')`,
  )
  expect(toText('oracle', underLock('oracle', view))).toBe(view)
})
