import { describe, expect, it } from 'vitest'
import { makeCallers } from '../access/callers.js'
import { serve } from '../support/running-server.js'
import { type Answer, ask } from './ask.js'

describe('GraphQL of the server', () => {
  it('reads and writes the user’s tables', async () => {
    await using server = await serve()
    const read = await ask(
      server,
      '{ sales(sort: ["id"], limit: 1) { id customer_id { email } sale_lines { product_id { name } } } }',
    )
    expect(read).toMatchObject({
      status: 200,
      data: {
        sales: [{ id: '1', customer_id: { email: expect.stringContaining('@') as string } }],
      },
    })
    const made = await ask(
      server,
      'mutation { create_tags_item(data: { name: "by graphql" }) { id name } }',
    )
    expect(made.data).toMatchObject({ create_tags_item: { name: 'by graphql' } })
  })

  it('has for each caller the schema of what they may see, as their rights are now', async () => {
    await using server = await serve()
    const callers = await makeCallers(server)
    const roots = async (authorization: string): Promise<readonly string[]> => {
      const { data } = await ask(server, '{ schema: __schema { queryType { fields { name } } } }', {
        authorization,
      })
      const { schema } = data as { schema: { queryType: { fields: readonly { name: string }[] } } }
      return schema.queryType.fields.map(({ name }) => name)
    }
    const found = await Promise.all(callers.map(({ authorization }) => roots(authorization ?? '')))
    const [anonymous, viewer, editor, administrator] = found
    expect(anonymous).toEqual(['_empty'])
    expect(viewer).toContain('tags')
    expect(viewer).not.toContain('employees')
    expect(editor).not.toContain('employees')
    expect(administrator).toContain('employees')
  })

  it('keeps the schema to administrators where that is wanted', async () => {
    await using server = await serve({ GRAPHQL_INTROSPECTION: 'false' })
    const query = '{ __schema { queryType { name } } }'
    const refused = await ask(server, query, { authorization: '' })
    expect(refused.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION')
    expect((await ask(server, query)).status).toBe(200)
    const { errors } = await ask(server, '{ tgs { id } }', { authorization: '' })
    expect(errors?.[0]?.extensions.errors?.[0]?.message).not.toContain('Did you mean')
  })

  it('refuses credentials as REST does', async () => {
    await using server = await serve()
    const refused = await ask(server, '{ tags { id } }', { authorization: 'Bearer nonsense' })
    const rest = await server.request('/items/tags', {
      headers: { authorization: 'Bearer nonsense' },
    })
    expect(refused.status).toBe(rest.status)
    expect(refused.errors?.[0]?.extensions.code).toBe(
      ((await rest.json()) as Answer).errors?.[0]?.extensions.code,
    )
  })

  it('is not there where it is off', async () => {
    await using server = await serve({ GRAPHQL_ENABLED: 'false' })
    expect((await ask(server, '{ __typename }')).status).toBe(404)
  })
})
