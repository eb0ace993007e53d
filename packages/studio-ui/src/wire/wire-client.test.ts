import { describe, expect, it } from 'vitest'
import { createWireClient } from './wire-client.js'
import { UNREACHABLE, type WireError } from './wire-error.js'

type Answers = (path: string) => Response

function asking(answers: Answers, signInAgain?: () => Promise<void>) {
  const asked: string[] = []
  const client = createWireClient({
    url: 'https://shop.example',
    fetch: (input) => {
      const path = String(input).slice('https://shop.example'.length)
      asked.push(path)
      return Promise.resolve().then(() => answers(path))
    },
    ...(signInAgain && { signInAgain }),
  })
  return { client, asked }
}

function refused(status: number, code: string): Response {
  const errors = [{ message: 'No.', extensions: { code, field: 'name' } }]
  return Response.json({ errors }, { status })
}

describe('the client of the wire', () => {
  it('leaves out what a query does not say', async () => {
    const { client, asked } = asking(() => Response.json({ data: [] }))
    await client.ask('/items/a', { query: { limit: 0, search: '', sort: undefined, page: 2 } })
    expect(asked).toEqual(['/items/a?limit=0&page=2'])
  })

  it('throws what the envelope says', async () => {
    const { client } = asking(() => refused(400, 'FAILED_VALIDATION'))
    const error = await client.ask('/items/a').catch((thrown: unknown) => thrown as WireError)
    expect(error).toMatchObject({ status: 400, code: 'FAILED_VALIDATION' })
    expect((error as WireError).failures[0]?.extensions['field']).toBe('name')
  })

  it('tells a server that is away, and one that answers with no envelope', async () => {
    const away = asking(() => {
      throw new TypeError('fetch failed')
    })
    await expect(away.client.ask('/items/a')).rejects.toMatchObject({
      status: 0,
      code: UNREACHABLE,
    })
    const proxy = asking(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(proxy.client.ask('/items/a')).rejects.toMatchObject({ status: 502 })
  })

  it('has somebody sign in again when the session has ended, and asks once more', async () => {
    let isIn = false
    const { client, asked } = asking(
      (path) =>
        path.startsWith('/users/me')
          ? refused(401, 'INVALID_CREDENTIALS')
          : isIn
            ? Response.json({ data: 1 })
            : refused(403, 'FORBIDDEN'),
      () => {
        isIn = true
        return Promise.resolve()
      },
    )
    expect(await client.ask('/items/a')).toEqual({ data: 1 })
    expect(asked).toEqual(['/items/a', '/users/me?fields=id', '/items/a'])
  })

  it('fails as the request did where nobody signs in again', async () => {
    const { client } = asking(
      (path) => (path.startsWith('/users/me') ? refused(401, 'ENDED') : refused(403, 'FORBIDDEN')),
      () => Promise.reject(new Error('There is nobody to ask.')),
    )
    await expect(client.ask('/users/register')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('takes what is forbidden to somebody signed in for forbidden', async () => {
    const { client } = asking(
      (path) => (path.startsWith('/users/me') ? Response.json({}) : refused(403, 'FORBIDDEN')),
      () => Promise.reject(new Error('Nobody is to be asked.')),
    )
    await expect(client.ask('/items/a')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
