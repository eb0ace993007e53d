import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { dialectFor } from '../../src/dialect/dialects.js'
import { compiled, sent, statements } from '../support/dry.js'

const ids = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

describe('statements at the limits of a vendor', () => {
  // ORA-01795: https://docs.oracle.com/en/error-help/db/ora-01795/
  it('cut lists into those of 1,000 items for Oracle, and for nobody else', () => {
    const query = (operator: '_in' | '_nin') =>
      statements('article', { fields: ['id'], filter: { id: { [operator]: ids(2_001) } } })
    expect(query('_in').oracle.match(/"t0"\."id" in \(/g)).toHaveLength(3)
    expect(query('_in').oracle).toMatch(/in \(.*\) or \(?"t0"\."id" in \(/)
    expect(query('_nin').oracle.match(/"t0"\."id" not in \(/g)).toHaveLength(3)
    expect(query('_nin').oracle).toMatch(/not in \(.*\) and \(?"t0"\."id" not in \(/)
    expect(query('_in').postgres.match(/"t0"\."id" in \(/g)).toHaveLength(1)
  })

  // https://learn.microsoft.com/en-us/sql/sql-server/maximum-capacity-specifications-for-sql-server
  it('refuse more values than SQL Server takes', () => {
    const filter = { id: { _in: ids(2_099) } }
    expect(() => statements('article', { fields: ['id'], filter })).toThrow(
      'A query has at most 2098 values on this database.',
    )
  })

  it('write as many rows at a time as the vendor takes', async () => {
    const items = ids(2_500).map((shop) => ({ shop, sku: 'a', amount: 1 }))
    const writes = await sent((session) => session.create('stock', items))
    const inserts = (text: string) => text.match(/insert into|merge into/g)?.length
    expect(inserts(writes.postgres)).toBe(1)
    expect(inserts(writes.oracle)).toBe(3)
    // 2,098 values are 699 rows of three.
    expect(inserts(writes.mssql)).toBe(4)
  })

  // https://learn.microsoft.com/en-us/sql/relational-databases/json/format-nested-json-output-with-path-mode-sql-server
  it.each([
    ['a dot, which nests', ['a.b']],
    ['more than 128 characters', ['a'.repeat(129)]],
    ['none at all', ['']],
    ['those that differ in case alone', ['a', 'A']],
  ])('make keys that FOR JSON PATH cannot: %s', (_, keys) => {
    const columns = keys.map((key) => ({ key, sql: sql`x`, json: false }))
    const body = sql`from t`
    const level = { columns, body, order: null, limit: null, offset: 0, single: false, keyed: null }
    const dialect = dialectFor('mssql')
    const rows = compiled(
      'mssql',
      dialect.jsonRows(level, { numbered: false, ofEach: [], ofAll: [] }),
    )
    expect(rows).toMatch(/^select (json_modify\()+cast\(@1 as nvarchar\(max\)\), @2, x\)/)
    expect(rows).not.toContain('for json')
    const list = compiled('mssql', dialect.jsonArray(level, 'object'))
    expect(list).toContain(`string_agg(cast("d"."j" as nvarchar(max)), ',')`)
    expect(list).not.toContain('for json')
  })

  it('page without rows, and without an order, on SQL Server', () => {
    const { mssql, oracle } = statements('author', { fields: ['id'], limit: 0 })
    expect(mssql).toContain('offset 9223372036854775807 rows fetch next 1 rows only')
    expect(oracle).toContain('fetch next 0 rows only')
  })
})
