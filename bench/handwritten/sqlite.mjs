// @ts-check
/**
 * The handlers of postgres.mjs with `node:sqlite`, threaded as Relvar does it and for the same
 * reason (a statement can be ended only with its process): some readers and one writer.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { serve } from './serve.mjs'

/** @param {'reader' | 'writer'} role */
function startWorker(role) {
  const child = fork(new URL('./sqlite-worker.mjs', import.meta.url), [role], {
    serialization: 'advanced',
  })
  process.once('exit', () => child.kill())
  /** @type {((reply: { text?: string, error?: string }) => void)[]} */
  const waiting = []
  child.on('message', (reply) => waiting.shift()?.(/** @type {{ text?: string }} */ (reply)))
  return {
    /**
     * @param {string} name
     * @param {readonly unknown[]} values
     * @returns {Promise<string>}
     */
    run(name, values) {
      return new Promise((resolve, reject) => {
        waiting.push(({ text, error }) =>
          text === undefined ? reject(new Error(error)) : resolve(text),
        )
        child.send({ name, values })
      })
    },
    waiting,
  }
}

const writer = startWorker('writer')
const readers = Array.from({ length: Math.min(4, availableParallelism()) }, () =>
  startWorker('reader'),
)
process.on('SIGTERM', () => process.exit())

/**
 * @param {string} name
 * @param {readonly unknown[]} [values]
 */
function read(name, values = []) {
  const [least] = readers.toSorted((a, b) => a.waiting.length - b.waiting.length)
  return /** @type {typeof writer} */ (least).run(name, values)
}

serve({
  'GET /customer': (query) => read('customer', [Number(query.get('id'))]),
  'GET /sales': () => read('sales'),
  'GET /lines': () => read('lines'),
  'GET /customers': () => read('customers'),
  'GET /products': (query) =>
    read('products', [
      Number(query.get('category')),
      Number(query.get('above')),
      query.get('name'),
      query.get('search'),
    ]),
  'GET /groups': (query) => read('groups', [query.get('from'), query.get('to')]),
  'POST /load-item': (_, body) => {
    const { customer_name, email, item, amount } = JSON.parse(body)
    return writer.run('create', [customer_name, email, item, amount])
  },
  'POST /load-items': (_, body) => writer.run('createMany', [body]),
  'PATCH /customer': (query, body) =>
    writer.run('update', [Number(query.get('id')), JSON.parse(body).city]),
})
