import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const FAMILY = SUPPORTED.filter(({ name }) => name === 'mariadb' || name === 'mysql')

skipFileWithout(FAMILY, 'DIALECTS leaves out MariaDB and MySQL')

/** Kept by servers that were told to let them in. @see https://mariadb.com/kb/en/sql-mode/ (NO_ZERO_DATE) */
describe.each(FAMILY)('zero dates on $name', (dialect) => {
  const base = useFixture(dialect, () => [
    `set sql_mode = ''`,
    'create table zeros (id integer primary key, d date, m datetime, t timestamp null, y year)',
    `insert into zeros values (1, '0000-00-00', '0000-00-00', '0000-00-00', '0000')`,
  ])

  it.skipIf(dialect.skip)('read as the zeros that they are', async () => {
    expect(await base.read('zeros')).toEqual([
      {
        id: 1,
        d: '0000-00-00',
        m: '0000-00-00T00:00:00',
        t: '0000-00-00T00:00:00.000Z',
        y: 0,
      },
    ])
  })
})
