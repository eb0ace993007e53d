import type { Row } from '@relvar/query-engine'
import { expect, it } from 'vitest'
import { toFileStream } from './file-stream.js'
import { jsonFormat } from './json.js'

interface Source {
  readonly rows: AsyncGenerator<Row, void, undefined>
  readonly given: () => number
  readonly ended: () => boolean
}

function sourceOf(count: number, failsAt = Number.POSITIVE_INFINITY): Source {
  let given = 0
  let ended = false
  async function* generate(): AsyncGenerator<Row, void, undefined> {
    try {
      for (; given < count; given++) {
        if (given === failsAt) throw new Error('The database went away.')
        yield { id: given, text: 'x'.repeat(100) }
      }
    } finally {
      ended = true
    }
  }
  return { rows: generate(), given: () => given, ended: () => ended }
}

async function open(
  source: Source,
  onError: (error: unknown) => void = () => {},
): Promise<ReadableStream<Uint8Array>> {
  return toFileStream(jsonFormat, await source.rows.next(), source.rows, onError)
}

it('gives the whole file', async () => {
  const stream = await open(sourceOf(5000))
  const rows: unknown = await new Response(stream).json()
  expect(rows).toHaveLength(5000)
})

it('reads no faster than it is read', async () => {
  const source = sourceOf(1_000_000)
  const reader = (await open(source)).getReader()
  await reader.read()
  expect(source.given()).toBeLessThan(1000)
  await reader.cancel()
  expect(source.ended()).toBe(true)
})

it('lets go of the rows when nobody reads the file', async () => {
  const source = sourceOf(10)
  await (await open(source)).cancel()
  expect(source.ended()).toBe(true)
})

it('breaks where the rows break, and says so', async () => {
  const errors: unknown[] = []
  const stream = await open(sourceOf(5000, 3000), (error) => errors.push(error))
  await expect(new Response(stream).text()).rejects.toThrow('The export broke off.')
  expect(errors).toEqual([new Error('The database went away.')])
})
