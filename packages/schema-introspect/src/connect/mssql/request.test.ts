import Tedious from 'tedious'
import { describe, expect, it, vi } from 'vitest'
import { AnswerTooLargeError } from '../errors.js'
import { createRequestClass } from './request.js'

/** A request that a server would answer with rows of ten letters each. */
function request(sql: string, maxAnswerSize?: number) {
  const done = vi.fn<(error?: Error | null) => void>()
  const rows: unknown[] = []
  const made = new (createRequestClass(Tedious, maxAnswerSize))(sql, done) as Tedious.Request
  const cancelled = vi.fn<() => void>()
  made.on('cancel', cancelled)
  made.on('row', (row: unknown) => rows.push(row))
  const answer = (count: number): void => {
    const cell = { metadata: { colName: 't', type: { name: 'NVarChar' } }, value: 'x'.repeat(10) }
    for (let row = 0; row < count && !made.canceled; row++) made.emit('row', [cell] as never)
    made.callback(made.canceled ? new Tedious.RequestError('Canceled.', 'ECANCEL') : null, 0, [])
  }
  return { made, done, rows, cancelled, answer }
}

describe('a request of SQL Server', () => {
  it('is given up once its rows hold more than they may', () => {
    const { answer, done, rows, cancelled } = request('select t from large', 25)
    answer(1000)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(rows).toHaveLength(3)
    const [error] = done.mock.calls[0] ?? []
    expect(error).toBeInstanceOf(AnswerTooLargeError)
    expect(error?.cause).toMatchObject({ code: 'ECANCEL' })
  })

  it('fails with one error, whatever the number of them', () => {
    const { made, done } = request('alter table t alter column c int')
    const errors = [5074, 4922].map((number) =>
      Object.assign(new Tedious.RequestError(`Error ${number}.`, 'EREQUEST'), { number }),
    )
    made.callback(new AggregateError(errors), 0, [])
    const [error] = done.mock.calls[0] ?? []
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(AggregateError)
    expect(error).toMatchObject({ message: 'Error 5074.', number: 5074, code: 'EREQUEST', errors })
  })

  it('may hold all that it may', () => {
    const { answer, done, rows, cancelled } = request('select t from large', 1000)
    answer(100)
    expect(rows).toHaveLength(100)
    expect(cancelled).not.toHaveBeenCalled()
    expect(done).toHaveBeenCalledExactlyOnceWith(null, 0, [])
  })

  it.each([
    ['is told no limit', 'select t from large', undefined, false],
    ['may have written', 'delete from large output deleted.t', 25, false],
    ['is streamed', 'select t from large', 25, true],
  ] as const)('has no limit where it %s', (_, sql, limit, isStreamed) => {
    const { made, answer, done, rows } = request(sql, limit)
    if (isStreamed) made.resume()
    answer(1000)
    expect(rows).toHaveLength(1000)
    expect(done).toHaveBeenCalledExactlyOnceWith(null, 0, [])
  })
})
