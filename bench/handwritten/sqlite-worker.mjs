// @ts-check
/** One connection to the file, which runs one statement at a time. */
import { DatabaseSync } from 'node:sqlite'

const database = new DatabaseSync((process.env.DATABASE_URL ?? '').replace(/^sqlite:/, ''))
database.exec('pragma busy_timeout = 5000; pragma foreign_keys = on')
if (process.argv[2] === 'reader') database.exec('pragma query_only = on')

const sale = `'id', s.id, 'number', s.number, 'customer_id', s.customer_id, 'employee_id', s.employee_id,
  'channel', s.channel, 'status', s.status, 'sold_at', s.sold_at, 'shipped_at', s.shipped_at,
  'shipping_cost', ${money('s.shipping_cost')}, 'total', ${money('s.total')}, 'note', s.note`
const line = `'line_no', l.line_no, 'product_id', l.product_id, 'quantity', l.quantity,
  'unit_price', ${money('l.unit_price')}, 'discount', ${money('l.discount')}, 'line_total', ${money('l.line_total')}`
const customer = `'id', id, 'first_name', first_name, 'last_name', last_name, 'email', email, 'phone', phone,
  'city', city, 'country', country, 'birth_date', birth_date,
  'newsletter', json(iif(newsletter, 'true', 'false')), 'created_at', created_at`
const item = `json_object('id', id, 'created_at', created_at, 'customer_name', customer_name, 'email', email,
  'item', item, 'amount', ${money('amount')}, 'status', status) as j`

/** @type {Readonly<Record<string, string>>} */
const texts = {
  customer: `select json_object(${customer}) as j from customers where id = ?`,
  sales: `select json_object(${sale}) as j from sales s order by s.id limit 100`,
  lines: `select json_object('sale_id', json_object('id', s.id, 'number', s.number, 'sold_at', s.sold_at,
      'customer_id', json_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name)), ${line}) as j
    from sale_lines l left join sales s on s.id = l.sale_id left join customers c on c.id = s.customer_id
    order by l.sale_id, l.line_no limit 100`,
  customers: `select json_object(${customer}, 'sales', (
      select json_group_array(json_object(${sale}, 'sale_lines', (
        select json_group_array(json_object('sale_id', l.sale_id, ${line}))
        from (select * from sale_lines l where l.sale_id = s.id order by l.sale_id, l.line_no limit 100) l)))
      from (select * from sales s where s.customer_id = c.id order by s.id limit 5) s)) as j
    from customers c order by c.id limit 50`,
  products: `select json_object('id', p.id, 'name', p.name, 'price', ${money('p.price')}) as j
    from products p join categories c on c.id = p.category_id
    where p.category_id = ?1 and p.price > ?2 and c.name like '%' || ?3 || '%'
      and (p.sku like '%' || ?4 || '%' or p.name like '%' || ?4 || '%' or p.description like '%' || ?4 || '%')
    order by p.price desc, p.name, p.id limit 25`,
  groups: `select json_object('channel', channel, 'status', status, 'count', cast(count(*) as text),
      'sum', json_object('total', ${money('sum(total)')})) as j
    from sales where sold_at >= ? and sold_at < ? group by channel, status order by channel, status`,
  create: `insert into load_items (customer_name, email, item, amount) values (?, ?, ?, ?) returning ${item}`,
  createMany: `insert into load_items (customer_name, email, item, amount)
    select value->>'customer_name', value->>'email', value->>'item', value->>'amount' from json_each(?) where true
    returning ${item}`,
  update: `update customers set city = ?2 where id = ?1 returning json_object(${customer}) as j`,
}
const lists = new Set(['sales', 'lines', 'customers', 'products', 'groups', 'createMany'])
const statements = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]),
)

/** @param {string} value */
function money(value) {
  return `printf('%.2f', ${value})`
}

process.on('message', (message) => {
  const { name, values } = /** @type {{ name: string, values: readonly any[] }} */ (message)
  try {
    const rows = statements[name]?.all(...values) ?? []
    const found = rows.map(({ j }) => j)
    process.send?.({ text: lists.has(name) ? `[${found.join()}]` : (found[0] ?? 'null') })
  } catch (error) {
    process.send?.({ error: String(error) })
  }
})
process.on('disconnect', () => process.exit())
