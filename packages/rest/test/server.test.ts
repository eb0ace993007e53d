import type { Actor, Session } from '@relvar/query-engine'
import { DatabaseUnavailableError, anonymous } from '@relvar/query-engine'
import type { HealthReport, RestOptions } from '@relvar/rest'
import { createRest } from '@relvar/rest'
import { describe, expect, it } from 'vitest'
import { codeOf, testApi } from './api.js'

/** These routes ask a session for its actor, never for data. */
function apiFor(
  actor: Actor,
  options: Omit<RestOptions, 'session'> = {},
): ReturnType<typeof testApi> {
  return testApi(
    createRest({
      ...options,
      session: () => ({ actor, renew: () => Promise.resolve(false) }) as unknown as Session,
    }),
  )
}

const user: Actor = { id: '1' }
const admin: Actor = { id: '2', admin: true }

describe('GET /server/info', () => {
  it('tells strangers about the project only', async () => {
    const info = () => ({ version: '1.2.3', project: { project_name: 'Shop' } })
    const { json, text } = await apiFor(anonymous, { info }).call('GET /server/info')
    expect(Object.keys(json.data)).toEqual(['project'])
    expect(json.data.project).toMatchObject({
      project_name: 'Shop',
      default_language: 'en-US',
      public_registration: false,
    })
    expect(text).not.toContain('1.2.3')
  })

  it('tells users about the server too', async () => {
    const options = {
      info: () => ({ version: '1.2.3' }),
      limits: { defaultLimit: 50, maxLimit: 500 },
    }
    const { json } = await apiFor(user, options).call('GET /server/info')
    expect(json.data).toMatchObject({
      version: '1.2.3',
      queryLimit: { default: 50, max: 500 },
      rateLimit: false,
    })
    const { json: unlimited } = await apiFor(user).call('GET /server/info')
    expect(unlimited.data.queryLimit).toEqual({ default: 100, max: -1 })
  })
})

describe('GET /server/health', () => {
  const report: HealthReport = {
    status: 'warn',
    releaseId: '1.2.3',
    checks: {
      'sqlite:responseTime': [
        {
          status: 'warn',
          componentType: 'datastore',
          observedValue: 200,
          observedUnit: 'ms',
          threshold: 150,
        },
      ],
    },
  }
  const health = () => Promise.resolve(report)

  it('tells administrators everything, users the status and strangers nothing', async () => {
    const all = await apiFor(admin, { health }).call('GET /server/health')
    expect([all.status, all.json, all.headers.get('content-type')]).toEqual([
      200,
      report,
      'application/health+json; charset=utf-8',
    ])
    expect((await apiFor(user, { health }).call('GET /server/health')).json).toEqual({
      status: 'warn',
    })
    const stranger = await apiFor(anonymous, { health }).call('GET /server/health')
    expect([stranger.status, codeOf(stranger)]).toEqual([403, 'FORBIDDEN'])
  })

  it('answers 503 where the server does not work', async () => {
    const broken = () => Promise.resolve({ ...report, status: 'error' as const })
    expect((await apiFor(admin, { health: broken }).call('GET /server/health')).status).toBe(503)
  })

  it('answers while the database that knows the actors is away', async () => {
    const session = () => Promise.reject(new DatabaseUnavailableError('It cannot be reached.'))
    const answer = await testApi(createRest({ session, health })).call('GET /server/health')
    expect([answer.status, answer.json]).toEqual([503, { status: 'error' }])
  })

  it('is not there where it is switched off', async () => {
    const answer = await apiFor(admin).call('GET /server/health')
    expect([answer.status, codeOf(answer)]).toEqual([404, 'ROUTE_NOT_FOUND'])
  })
})
