import { readFile } from 'node:fs/promises'
import { errorStatus } from '@relvar/rest'
import { expect, it } from 'vitest'

it('is documented code by code, with the status that is sent', async () => {
  const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| [^|]+ \| [^|]+ \| [^|]+ \|$/gm)]
  const documented = rows.map(([, code, status]): [string | undefined, number] => [
    code,
    Number(status),
  ])
  expect(Object.fromEntries(documented)).toEqual(errorStatus)
  expect(documented).toHaveLength(Object.keys(errorStatus).length)
})
