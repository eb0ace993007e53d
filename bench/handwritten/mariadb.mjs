// @ts-check
/** The handlers of postgres.mjs with `mysql2` for MariaDB: one JSON text per row, joined by the handler. */
import mysql from 'mysql2/promise'
import { serve } from './serve.mjs'

const pool = mysql.createPool({
  uri: (process.env.DATABASE_URL ?? '').replace(/^mariadb:/, 'mysql:'),
  connectionLimit: 10,
  timezone: 'Z',
  // As text: the driver would parse JSON.
  typeCast: (field) => field.string('utf8'),
})
pool.on('connection', (connection) => {
  void connection.query(`set time_zone = '+00:00', group_concat_max_len = 4294967295`)
})

const sale = `'id', s.id, 'number', s.number, 'customer_id', s.customer_id, 'employee_id', s.employee_id,
  'channel', s.channel, 'status', s.status, 'sold_at', s.sold_at, 'shipped_at', s.shipped_at,
  'shipping_cost', cast(s.shipping_cost as char), 'total', cast(s.total as char), 'note', s.note`
const line = `'line_no', l.line_no, 'product_id', l.product_id, 'quantity', l.quantity,
  'unit_price', cast(l.unit_price as char), 'discount', cast(l.discount as char), 'line_total', cast(l.line_total as char)`
const customer = `'id', c.id, 'first_name', c.first_name, 'last_name', c.last_name, 'email', c.email, 'phone', c.phone,
  'city', c.city, 'country', c.country, 'birth_date', c.birth_date,
  'newsletter', json_extract(if(c.newsletter, 'true', 'false'), '$'), 'created_at', c.created_at`
const item = `json_object('id', id, 'created_at', created_at, 'customer_name', customer_name, 'email', email,
  'item', item, 'amount', cast(amount as char), 'status', status) as j`

const statements = {
  customer: `select json_object(${customer}) as j from customers c where id = ?`,
  sales: `select json_object(${sale}) as j from sales s order by s.id limit 100`,
  lines: `select json_object('sale_id', json_object('id', s.id, 'number', s.number, 'sold_at', s.sold_at,
      'customer_id', json_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name)), ${line}) as j
    from sale_lines l left join sales s on s.id = l.sale_id left join customers c on c.id = s.customer_id
    order by l.sale_id, l.line_no limit 100`,
  customers: `select json_object(${customer}, 'sales', coalesce((
      select json_arrayagg(json_object(${sale}, 'sale_lines', coalesce((
          select json_arrayagg(json_object('sale_id', l.sale_id, ${line}) order by l.sale_id, l.line_no limit 100)
          from sale_lines l where l.sale_id = s.id), json_array())) order by s.id limit 5)
      from sales s where s.customer_id = c.id), json_array())) as j
    from customers c order by c.id limit 50`,
  products: `select json_object('id', p.id, 'name', p.name, 'price', cast(p.price as char)) as j
    from products p join categories c on c.id = p.category_id
    where p.category_id = ? and p.price > ? and c.name like concat('%', ?, '%')
      and (p.sku like concat('%', ?, '%') or p.name like concat('%', ?, '%') or p.description like concat('%', ?, '%'))
    order by p.price desc, p.name, p.id limit 25`,
  groups: `select json_object('channel', channel, 'status', status, 'count', cast(count(*) as char),
      'sum', json_object('total', cast(sum(total) as char))) as j
    from sales where sold_at >= ? and sold_at < ? group by channel, status order by channel, status`,
  create: `insert into load_items (customer_name, email, item, amount) values (?, ?, ?, ?) returning ${item}`,
  createMany: `insert into load_items (customer_name, email, item, amount)
    select customer_name, email, item, amount from json_table(?, '$[*]' columns (customer_name varchar(255) path '$.customer_name',
      email varchar(255) path '$.email', item varchar(255) path '$.item', amount decimal(10,2) path '$.amount')) r
    returning ${item}`,
  update: `update customers set city = ? where id = ?`,
}

/**
 * @param {keyof typeof statements} name
 * @param {readonly (string | number | null)[]} [values]
 */
async function many(name, values = []) {
  return `[${(await texts(name, values)).join()}]`
}

/**
 * @param {keyof typeof statements} name
 * @param {readonly (string | number | null)[]} values
 */
async function one(name, values) {
  return (await texts(name, values))[0] ?? 'null'
}

/**
 * @param {keyof typeof statements} name
 * @param {readonly (string | number | null)[]} values
 * @returns {Promise<string[]>}
 */
async function texts(name, values) {
  const [rows] = await pool.execute(statements[name], [...values])
  return /** @type {{ j: string }[]} */ (rows).map(({ j }) => j)
}

serve({
  'GET /customer': (query) => one('customer', [query.get('id')]),
  'GET /sales': () => many('sales'),
  'GET /lines': () => many('lines'),
  'GET /customers': () => many('customers'),
  'GET /products': (query) => {
    const search = query.get('search')
    const [category, above, name] = ['category', 'above', 'name'].map((key) => query.get(key))
    return many('products', [category, above, name, search, search, search])
  },
  'GET /groups': (query) => many('groups', [query.get('from'), query.get('to')]),
  'POST /load-item': (_, body) => {
    const { customer_name, email, item, amount } = JSON.parse(body)
    return one('create', [customer_name, email, item, amount])
  },
  'POST /load-items': (_, body) => many('createMany', [body]),
  // MariaDB's UPDATE answers no rows, so two statements.
  'PATCH /customer': async (query, body) => {
    await pool.execute(statements.update, [JSON.parse(body).city, query.get('id')])
    return one('customer', [query.get('id')])
  },
})
