import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/index.js'
import { useFixture } from '../support/fixture.js'

const here = DIALECTS.filter(({ name }) => name === 'sqlite')

describe.each(here)('what a view of $name computes', (dialect) => {
  const fixture = useFixture(dialect, () => [
    'create table lines (id integer primary key, item varchar(9), price float, made varchar(10))',
    "insert into lines values (1, '007', 2.5, '2023-01-02'), (2, '007', 8, '2024-05-06'), (3, 'pen', 1, '2024-07-08')",
    `create view totals as select id, price * 10 as cents, substr(made, 1, 4) as year, trim(item) as item,
      iif(id = 3, null, count(*) over ()) as among from lines`,
  ])

  it.each<[Filter, readonly number[]]>([
    [{ cents: { _gt: 20 } }, [1, 2]],
    [{ cents: { _gt: '20' } }, [1, 2]],
    [{ cents: { _eq: '25.0' } }, [1]],
    [{ cents: { _neq: 25 } }, [2, 3]],
    [{ cents: { _in: [10, '80'] } }, [2, 3]],
    [{ cents: { _nin: [10, 80] } }, [1]],
    [{ cents: { _between: [9, 30] } }, [1, 3]],
    [{ among: { _eq: 3 } }, [1, 2]],
    // Texts stay texts, whatever they look like.
    [{ year: { _eq: '2024' } }, [2, 3]],
    [{ year: { _gt: 2023 } }, [2, 3]],
    [{ item: { _eq: '007' } }, [1, 2]],
    [{ item: { _eq: '7' } }, []],
    [{ item: { _in: ['7', 'pen'] } }, [3]],
  ])('is found as what it is by %j', async (filter, ids) => {
    const rows = await fixture.read('totals', { fields: ['id'], filter, sort: ['id'] })
    expect(rows.map(({ id }) => id)).toEqual(ids)
  })
})
