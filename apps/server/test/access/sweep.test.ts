import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { version } from '../../src/version.js'
import { serve, type TestServer } from '../support/running-server.js'
import { type Caller, makeCallers } from './callers.js'
import { pathsOf, sampleRequest } from './requests.js'

const METHODS = ['GET', 'SEARCH', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What is described to somebody who has not signed in: the ways to do so, and what tells them nothing. */
const FOR_EVERYBODY: readonly string[] = [
  '/auth',
  '/auth/login',
  '/auth/login/default',
  '/auth/logout',
  '/auth/password/request',
  '/auth/password/reset',
  '/auth/refresh',
  '/policies/me/globals',
  '/users/invite/accept',
  '/users/register',
  '/users/register/verify-email',
  '/utils/random/string',
]

/** One request, and what came of it for each of the callers: `200`, `403 FORBIDDEN`. */
interface Line {
  readonly method: string
  readonly path: string
  readonly outcomes: readonly string[]
}

let server: TestServer
let callers: readonly Caller[]
let lines: readonly Line[]

describe.each(['beside the user’s', 'apart'])(
  'every route, asked by everybody, our tables %s',
  (place) => {
    const folder = mkdtempSync(join(tmpdir(), 'relvar-sweep-'))

    beforeAll(async () => {
      const apart: Record<string, string> =
        place === 'apart' ? { METADATA_URL: `sqlite:${join(folder, 'own.sqlite')}` } : {}
      server = await serve({ REGISTER_STALL_TIME: '0', ...apart })
      callers = await makeCallers(server)
      lines = await sweep()
    }, 300_000)

    afterAll(async () => {
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    })

    it('answers as the matrix says', async () => {
      await expect(matrixOf(lines)).toMatchFileSnapshot('matrix.md')
    })

    it('tells nobody but users anything but what is meant for all', () => {
      const answered = lines.filter(({ outcomes: [outcome = ''] }) => !outcome.startsWith('4'))
      expect(answered.map(({ method, path }) => `${method} ${path}`)).toEqual([
        'GET /',
        'GET /admin/*',
        'GET /auth',
        'POST /auth/login',
        'POST /auth/logout',
        'POST /auth/password/request',
        'GET /policies/me/globals',
        'GET /robots.txt',
        'GET /server/info',
        'GET /server/ping',
        'GET /server/setup',
        'GET /server/specs/assets/reference.css',
        'GET /server/specs/assets/reference.js',
        'GET /server/specs/graphql/:scope?',
        'GET /server/specs/oas',
        'GET /server/specs/reference',
        'POST /users/invite',
        'GET /utils/random/string',
      ])
    })

    it('describes to nobody what they may not do', async () => {
      const { paths, info: about } = (await server.json('/server/specs/oas', {
        headers: { authorization: '' },
      })) as { readonly paths: object; readonly info: { readonly version: string } }
      const beyondServer = Object.keys(paths).filter((path) => !path.startsWith('/server/'))
      expect(beyondServer.toSorted()).toEqual(FOR_EVERYBODY)
      expect(about.version).not.toBe(version)
      const info = await server.json('/server/info', { headers: { authorization: '' } })
      expect(info).toEqual({ data: { project: expect.any(Object) as unknown } })
    })

    it('knows no other methods than it lists', async () => {
      for (const route of server.paths) {
        const listed = await methodsOf(route)
        for (const method of METHODS.filter((each) => !listed.includes(each)))
          for (const path of pathsOf(route))
            expect([
              method,
              path,
              await outcomeOf(method, path.replaceAll(/:\w+\??/g, '1')),
            ]).toEqual([method, path, refusalOf(path)])
      }
    })
  },
)

/** Asks for all that the router of the server has, so that no route is left out by forgetting it. */
async function sweep(): Promise<readonly Line[]> {
  const found: Line[] = []
  for (const route of server.paths.toSorted())
    for (const method of await methodsOf(route))
      for (const path of pathsOf(route)) {
        const outcomes = []
        for (const { authorization } of callers) {
          const { path: asked, body } = await sampleRequest(server, method, path)
          outcomes.push(await outcomeOf(method, asked, body, authorization))
        }
        found.push({ method, path, outcomes })
      }
  return found
}

/** GraphQL is one route, which says so of methods that it does not know. */
function refusalOf(path: string): string {
  return path.startsWith('/graphql') ? '405 METHOD_NOT_ALLOWED' : '404 ROUTE_NOT_FOUND'
}

/** What a route says that it answers. */
async function methodsOf(route: string): Promise<readonly string[]> {
  const path = route.replace(/\/:\w+\?$/, '').replaceAll(/:\w+/g, '1')
  const allow = (await server.request(path, { method: 'OPTIONS' })).headers.get('allow') ?? ''
  return allow.split(',').filter((method) => METHODS.includes(method))
}

async function outcomeOf(
  method: string,
  path: string,
  body?: object,
  authorization?: string,
): Promise<string> {
  const response = await server.request(path, {
    method,
    redirect: 'manual',
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (response.status < 400) return String(response.status)
  const { errors } = JSON.parse(text) as { errors: { extensions: { code: string } }[] }
  return `${response.status} ${errors[0]?.extensions.code}`
}

function matrixOf(all: readonly Line[]): string {
  const rows = [
    ['request', ...callers.map(({ name }) => name)],
    ['---', ...callers.map(() => '---')],
    ...all.map(({ method, path, outcomes }) => [`${method} ${path}`, ...outcomes]),
  ]
  return `# Who is answered what\n\nMade by sweep.test.ts from the routes of a running server.\n\n${rows
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')}\n`
}
