import { describe, expect, it } from 'vitest'
import { NO_TABLE, toChangeError } from './to-change-error.js'

const oracle = (errorNum: number, message: string): Error =>
  Object.assign(new Error(`ORA-${String(errorNum).padStart(5, '0')}: ${message}`), { errorNum })

// https://docs.oracle.com/en/error-help/db/
describe('what Oracle says of a change', () => {
  it.each([
    [
      'a column that is to have no NULLs',
      oracle(2296, 'cannot enable (SHOP.) - null values found'),
      'alter table "SHOP"."part" modify ("box_id" not null)',
      { code: 'CONTAINS_NULL_VALUES', details: { field: 'box_id' } },
    ],
    [
      'a required column that is new',
      oracle(1758, 'table must be empty to add mandatory (NOT NULL) column'),
      'alter table "SHOP"."part" add "size" number(10) not null',
      { code: 'CONTAINS_NULL_VALUES', details: { field: 'size' } },
    ],
    [
      'a text that is too long',
      oracle(1441, 'cannot decrease column length because some value is too big'),
      'alter table "SHOP"."part" modify ("label" varchar2(2 char))',
      { code: 'VALUE_TOO_LONG', details: { field: null } },
    ],
  ])('names %s', (_, error, statement, known) => {
    expect(toChangeError('oracle', error, NO_TABLE, statement)).toMatchObject(known)
  })
})

// https://mariadb.com/kb/en/mariadb-error-code-reference/
describe('what MariaDB and MySQL say of a change', () => {
  it.each(['mariadb', 'mysql'] as const)('names a row that is too wide, %s', (dialect) => {
    const error = Object.assign(new Error('Row size too large.'), { errno: 1118 })
    const statement = 'alter table `part` add column `more` varchar(255)'
    expect(toChangeError(dialect, error, NO_TABLE, statement)).toMatchObject({
      refusal: 'invalid-type',
      details: { reason: expect.stringContaining('wider than a row') as string },
    })
  })
})
