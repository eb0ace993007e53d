/** Users of the product and the policies that they hold. */
import { randomUUID } from 'node:crypto'
import { post } from './cases.js'
import { send } from './load.js'
import type { Endpoint } from './processes.js'
import { bearer, create } from './product.js'

/** A permission without its policy. */
export interface Rule {
  readonly collection: string
  readonly action: 'read' | 'create' | 'update'
  readonly fields: readonly string[]
  readonly permissions: object
}

export type PolicyRules = readonly Rule[]

/** Makes a user who holds policies of these rules and signs them in: where their requests go. */
export async function signIn(
  product: Endpoint,
  policies: readonly PolicyRules[],
): Promise<Endpoint> {
  const name = randomUUID()
  const account = { email: `${name}@example.com`, password: name }
  const user = await create(product, '/users', account)
  for (const [index, rules] of policies.entries()) {
    const policy = await create(product, '/policies', { name: `${name} ${index}` })
    for (const rule of rules) await create(product, '/permissions', { policy, ...rule })
    await create(product, '/access', { user, policy })
  }
  const anybody = { url: product.url, headers: {} }
  const answer = await send(anybody, post('/auth/login', JSON.stringify(account)))
  const { data } = JSON.parse(answer) as { readonly data: { readonly access_token: string } }
  return { url: product.url, headers: bearer(data.access_token) }
}

function read(collection: string, fields: string, permissions: object): Rule {
  return { collection, action: 'read', fields: fields.split(' '), permissions }
}

function write(
  action: 'create' | 'update',
  collection: string,
  fields: string,
  permissions: object = {},
): Rule {
  return { collection, action, fields: fields.split(' '), permissions }
}

/**
 * Five policies that say something of each collection of the cases, several of the same one with
 * other rows and fields. All rules hold for all rows, which the database has to find out, so that the
 * answers are those of whoever may do everything.
 */
export const fivePolicies: readonly PolicyRules[] = [
  [
    read('customers', 'id first_name last_name email phone city country created_at sales', {
      _or: [{ id: { _gt: 0 } }, { email: { _eq: '$CURRENT_USER.email' } }],
    }),
    write('update', 'customers', 'city phone', { id: { _gt: 0 } }),
  ],
  [
    read('customers', 'id first_name last_name birth_date newsletter', {
      created_at: { _lte: '$NOW' },
    }),
    read('sales', 'id number total status', { total: { _gte: 0 } }),
  ],
  [
    read('sales', '*', { sold_at: { _lte: '$NOW' } }),
    read('sale_lines', '*', { quantity: { _gt: 0 } }),
  ],
  [
    read('products', 'id name description price category_id', { stock: { _gte: 0 } }),
    read('products', 'id name price category_id sku', { available: { _nnull: true } }),
    read('categories', 'id name slug parent_id', { position: { _gte: 0 } }),
  ],
  [
    write('create', 'load_items', 'customer_name email item amount'),
    read('load_items', '*', { id: { _gt: 0 } }),
    read('sale_lines', 'sale_id line_no quantity', { line_no: { _gt: 0 } }),
  ],
]

/** So many policies about the same rows and fields, each in words of its own. */
export function policiesAboutCustomers(count: number): readonly PolicyRules[] {
  const fields = 'id first_name last_name email phone city country birth_date newsletter created_at'
  return Array.from({ length: count }, (_, index) => [
    read('customers', fields, { id: { _gt: -index } }),
  ])
}
