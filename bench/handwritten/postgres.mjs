// @ts-check
/**
 * What a careful engineer writes by hand with `pg` and `node:http`: the best single statement for
 * each case, prepared, whose JSON text goes from the database straight to the socket.
 */
import pg from 'pg'
import { serve } from './serve.mjs'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const sale = `s.id, s.number, s.customer_id, s.employee_id, s.channel, s.status, s.sold_at, s.shipped_at,
  s.shipping_cost::text, s.total::text, s.note`
const line = `l.line_no, l.product_id, l.quantity, l.unit_price::text, l.discount::text, l.line_total::text`
const item = `'id', id, 'created_at', created_at, 'customer_name', customer_name, 'email', email,
  'item', item, 'amount', amount::text, 'status', status`

const statements = {
  customer: `select row_to_json(c)::text as j from customers c where id = $1`,
  sales: list(`select ${sale} from sales s order by s.id limit 100`),
  lines: list(`select json_build_object('id', s.id, 'number', s.number, 'sold_at', s.sold_at,
      'customer_id', json_build_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name)) as sale_id, ${line}
    from sale_lines l left join sales s on s.id = l.sale_id left join customers c on c.id = s.customer_id
    order by l.sale_id, l.line_no limit 100`),
  customers: list(`select c.*, ${nested(`select ${sale}, ${nested(`select l.sale_id, ${line}
        from sale_lines l where l.sale_id = s.id order by l.sale_id, l.line_no limit 100`)} as sale_lines
      from sales s where s.customer_id = c.id order by s.id limit 5`)} as sales
    from customers c order by c.id limit 50`),
  products:
    list(`select p.id, p.name, p.price::text from products p join categories c on c.id = p.category_id
    where p.category_id = $1 and p.price > $2 and c.name ilike '%' || $3 || '%'
      and (p.sku ilike '%' || $4 || '%' or p.name ilike '%' || $4 || '%' or p.description ilike '%' || $4 || '%')
    order by p.price desc, p.name, p.id limit 25`),
  groups:
    list(`select channel, status, count(*)::text as count, json_build_object('total', sum(total)::text) as sum
    from sales where sold_at >= $1 and sold_at < $2 group by channel, status order by channel, status`),
  create: `insert into load_items (customer_name, email, item, amount) values ($1, $2, $3, $4)
    returning json_build_object(${item})::text as j`,
  createMany: `with created as (insert into load_items (customer_name, email, item, amount)
      select customer_name, email, item, amount
      from json_to_recordset($1) as r (customer_name text, email text, item text, amount decimal(10,2)) returning *)
    select json_agg(json_build_object(${item}))::text as j from created`,
  update: `update customers c set city = $2 where id = $1 returning row_to_json(c)::text as j`,
}

/** @param {string} inner */
function list(inner) {
  return `select coalesce(json_agg(row_to_json(r)), '[]')::text as j from (${inner}) r`
}

/** @param {string} inner */
function nested(inner) {
  return `coalesce((select json_agg(row_to_json(r)) from (${inner}) r), '[]')`
}

/**
 * @param {keyof typeof statements} name
 * @param {readonly unknown[]} [values]
 */
async function run(name, values = []) {
  const { rows } = await pool.query({ name, text: statements[name], values: [...values] })
  return rows[0].j
}

serve({
  'GET /customer': (query) => run('customer', [query.get('id')]),
  'GET /sales': () => run('sales'),
  'GET /lines': () => run('lines'),
  'GET /customers': () => run('customers'),
  'GET /products': (query) =>
    run(
      'products',
      ['category', 'above', 'name', 'search'].map((name) => query.get(name)),
    ),
  'GET /groups': (query) => run('groups', [query.get('from'), query.get('to')]),
  'POST /load-item': (_, body) => {
    const { customer_name, email, item, amount } = JSON.parse(body)
    return run('create', [customer_name, email, item, amount])
  },
  'POST /load-items': (_, body) => run('createMany', [body]),
  'PATCH /customer': (query, body) => run('update', [query.get('id'), JSON.parse(body).city]),
})
