import type { Session } from '@relvar/query-engine'
import { DatabaseUnavailableError, TimeoutError } from '@relvar/query-engine'
import { answerNotFound, createRest } from '@relvar/rest'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { describe, expect, it } from 'vitest'
import { codeOf, openApi, testApi } from './api.js'

/** An API whose every request fails in the same way. */
function failing(error: unknown): { api: ReturnType<typeof testApi>; logged: [unknown, string][] } {
  const logged: [unknown, string][] = []
  const session = async (): Promise<Session> => {
    throw error
  }
  const app = createRest({ session, onError: (...entry) => logged.push(entry) })
  return { api: testApi(app), logged }
}

describe('an unexpected error', () => {
  it('is masked, with an id that is logged with it', async () => {
    const secret = new Error('password authentication failed for "postgres" in select secret')
    const { api, logged } = failing(secret)
    const answer = await api.call('GET /items/tags')
    const id = answer.headers.get('x-request-id')
    expect(answer.status).toBe(500)
    expect(answer.json).toEqual({
      errors: [
        {
          message: 'An unexpected error occurred.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: id },
        },
      ],
    })
    expect(logged).toEqual([[secret, id]])
  })

  it('has the id that the application gave to the request', async () => {
    const session = (): Promise<Session> => Promise.reject(new Error('unexpected'))
    const app = new Hono().use(requestId()).route('/api', createRest({ session }))
    const answer = await testApi(app).call('GET /api/items/tags', undefined, {
      'X-Request-Id': 'mine-1',
    })
    expect(answer.json.errors[0].extensions.requestId).toBe('mine-1')
    expect(answer.headers.get('x-request-id')).toBe('mine-1')
    const unknown = await testApi(app).call('PUT /api/items/tags', undefined, {
      'X-Request-Id': 'mine-2',
    })
    expect([unknown.status, unknown.headers.get('x-request-id')]).toEqual([404, 'mine-2'])
  })
})

describe('a database that is away', () => {
  it('is told with a code, and logged', async () => {
    const { api, logged } = failing(new DatabaseUnavailableError('It cannot be reached.'))
    const answer = await api.call('POST /items/tags', {})
    expect([answer.status, codeOf(answer)]).toEqual([503, 'SERVICE_UNAVAILABLE'])
    expect(logged).toHaveLength(1)
  })

  it('leaves the ping alone', async () => {
    const { api } = failing(new DatabaseUnavailableError('It cannot be reached.'))
    const answer = await api.call('GET /server/ping')
    expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([
      200,
      'pong',
      'text/html; charset=utf-8',
    ])
    expect(answer.headers.get('cache-control')).toBeNull()
  })
})

it('tells a statement that took too long with the time it took', async () => {
  const { api, logged } = failing(new TimeoutError(1500))
  const answer = await api.call('GET /items/tags')
  expect([answer.status, answer.json.errors[0].extensions]).toEqual([
    408,
    { code: 'OUT_OF_TIME', category: 'statement', duration: 1500 },
  ])
  expect(logged).toEqual([])
})

it('lets an answer pass that the session callback threw', async () => {
  const { api } = failing(new HTTPException(401, { message: 'Who are you?' }))
  const answer = await api.call('GET /items/tags')
  expect([answer.status, answer.text]).toEqual([401, 'Who are you?'])
})

it('is asked for a session in the application it is mounted in, which answers for its own paths', async () => {
  const app = new Hono().get('/own', (context) => context.text('own'))
  app.route('/api', failing(new Error('unexpected')).api.app)
  app.notFound(answerNotFound)
  const { call } = testApi(app)
  expect((await call('GET /own')).text).toBe('own')
  expect((await call('GET /api/items/tags')).status).toBe(500)
  expect((await call('GET /elsewhere')).json.errors[0].extensions).toEqual({
    code: 'ROUTE_NOT_FOUND',
    path: '/elsewhere',
  })
})

describe.each(DIALECTS)('a client that goes away on $name', (dialect) => {
  it.skipIf(dialect.skip)('is no error of ours', async () => {
    const logged: unknown[] = []
    await using api = await openApi(dialect, shopFixture(dialect.name), {
      onError: (error) => logged.push(error),
    })
    const response = await api.app.request('/items/tags', { signal: AbortSignal.abort() })
    expect(response.status).toBe(499)
    expect(logged).toEqual([])
    expect((await api.call('GET /items/tags')).status).toBe(200)
  })
})
