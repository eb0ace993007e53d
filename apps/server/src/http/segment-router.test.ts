import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { SegmentRouter } from './segment-router.js'

function routes(): Hono {
  const app = new Hono({ strict: false, router: new SegmentRouter() })
  app.use('*', async (context, next) => {
    await next()
    context.header('passed', 'all')
  })
  app.get('/users/me', (context) => context.text('me'))
  app.get('/users/:key', (context) => context.text(`user ${context.req.param('key')}`))
  app.get('/items/:collection', (context) =>
    context.text(`list ${context.req.param('collection')}`),
  )
  app.get('/items/:collection/:key', (context) => context.text(context.req.param('key')))
  app.post('/items/:collection', (context) => context.text('created'))
  app.get('/', (context) => context.text('root'))
  app.get('/:page{[a-z]+\\.html}', (context) => context.text(`page ${context.req.param('page')}`))
  app.all('/graphql', (context) => context.text('graphql'))
  app.get('/admin/*', (context) => context.text('studio'))
  return app
}

describe('SegmentRouter', () => {
  const app = routes()

  it.each([
    ['GET', '/users/me', 'me'],
    ['GET', '/users/7', 'user 7'],
    ['GET', '/items/orders', 'list orders'],
    ['GET', '/items/orders/', 'list orders'],
    ['GET', '/items/orders/7%2F8', '7/8'],
    ['GET', '/%69tems/orders', 'list orders'],
    ['POST', '/items/orders', 'created'],
    ['GET', '/', 'root'],
    ['GET', '/about.html', 'page about.html'],
    ['PUT', '/graphql', 'graphql'],
    ['GET', '/admin/content/orders', 'studio'],
    ['GET', '/admin', 'studio'],
  ])('answers %s %s', async (method, path, text) => {
    const answer = await app.request(path, { method })
    expect(await answer.text()).toBe(text)
    expect(answer.headers.get('passed')).toBe('all')
  })

  it.each([
    ['GET', '/nowhere'],
    ['GET', '/constructor/toString'],
    ['DELETE', '/items/orders'],
    ['GET', '/itemsorders'],
    ['GET', '//items/orders'],
    ['GET', '/items'],
  ])('has no answer to %s %s, though all pass what stands before it', async (method, path) => {
    const answer = await app.request(path, { method })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('passed')).toBe('all')
  })

  it('takes routes after the first request too', async () => {
    const late = routes()
    expect((await late.request('/items/orders')).status).toBe(200)
    late.get('/items/:collection/:key/late', (context) => context.text('late'))
    expect(await (await late.request('/items/orders/1/late')).text()).toBe('late')
  })
})
