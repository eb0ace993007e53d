import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { connect, introspect, type SchemaModel } from '@relvar/schema-introspect'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { defaultDisplay, defaultInterface } from '../src/catalogue/index.js'

const data = new URL('../../../../shared/data/', import.meta.url)
const missing = existsSync(data) ? null : '../shared is not there'

async function schemaOf(url: string): Promise<SchemaModel> {
  const db = await connect(url)
  const schema = await introspect(db)
  await db.destroy()
  return schema
}

async function northwind(): Promise<SchemaModel> {
  const folder = await mkdtemp(join(tmpdir(), 'relvar-northwind-'))
  const path = join(folder, 'northwind.sqlite')
  const made = new DatabaseSync(path)
  // Its rows come one by one, and nobody misses them.
  made.exec('pragma synchronous = off; pragma journal_mode = off')
  made.exec(await readFile(new URL('northwind/northwind-sqlite.sql', data), 'utf8'))
  made.close()
  const schema = await schemaOf(`sqlite:${path}`)
  await rm(folder, { recursive: true })
  return schema
}

/** A line per column: its type, how it is filled in, how it is shown. */
function defaultsOf(schema: SchemaModel, ids: readonly string[]): string {
  const tables = Object.values(schema.tables).filter(({ id }) => ids.includes(id))
  const lines = tables.flatMap((table) =>
    table.columns.map((column) => {
      const { interface: id, options, ...flags } = defaultInterface(column, table, schema)
      const set = Object.entries(flags).filter(([, value]) => value)
      const edit = [id ?? '-', ...Object.values(options).map(String), ...set.map(([name]) => name)]
      const { display } = defaultDisplay(column, table, schema)
      const name = `${table.id}.${column.name}`
      return `${name.padEnd(28)} ${column.type.padEnd(9)} ${display.padEnd(15)} ${edit.join(' ')}`
    }),
  )
  return `\n${lines.join('\n')}\n`
}

describe('tables that nobody said anything about', () => {
  it('of Chinook read well', skipFor(missing), async () => {
    const schema = await schemaOf(new URL('chinook/Chinook_Sqlite.sqlite', data).href)
    const ids = ['Customer', 'Employee', 'Invoice', 'PlaylistTrack', 'Track']
    expect(defaultsOf(schema, ids)).toMatchInlineSnapshot(`
      "
      Customer.CustomerId          integer   raw             input readonly hidden
      Customer.FirstName           string    raw             input
      Customer.LastName            string    raw             input
      Customer.Company             string    raw             input
      Customer.Address             string    raw             input
      Customer.City                string    raw             input
      Customer.State               string    raw             input
      Customer.Country             string    raw             input
      Customer.PostalCode          string    raw             input
      Customer.Phone               string    raw             input call
      Customer.Fax                 string    raw             input call
      Customer.Email               string    raw             input mail
      Customer.SupportRepId        integer   related-values  select-dropdown-m2o {{ FirstName }} {{ LastName }}
      Employee.EmployeeId          integer   raw             input readonly hidden
      Employee.LastName            string    raw             input
      Employee.FirstName           string    raw             input
      Employee.Title               string    raw             input
      Employee.ReportsTo           integer   related-values  select-dropdown-m2o {{ FirstName }} {{ LastName }}
      Employee.BirthDate           dateTime  datetime        datetime
      Employee.HireDate            dateTime  datetime        datetime
      Employee.Address             string    raw             input
      Employee.City                string    raw             input
      Employee.State               string    raw             input
      Employee.Country             string    raw             input
      Employee.PostalCode          string    raw             input
      Employee.Phone               string    raw             input call
      Employee.Fax                 string    raw             input call
      Employee.Email               string    raw             input mail
      Invoice.InvoiceId            integer   raw             input readonly hidden
      Invoice.CustomerId           integer   related-values  select-dropdown-m2o {{ FirstName }} {{ LastName }}
      Invoice.InvoiceDate          dateTime  datetime        datetime
      Invoice.BillingAddress       string    raw             input
      Invoice.BillingCity          string    raw             input
      Invoice.BillingState         string    raw             input
      Invoice.BillingCountry       string    raw             input
      Invoice.BillingPostalCode    string    raw             input
      Invoice.Total                decimal   raw             input
      PlaylistTrack.PlaylistId     integer   related-values  select-dropdown-m2o {{ Name }}
      PlaylistTrack.TrackId        integer   related-values  select-dropdown-m2o {{ Name }}
      Track.TrackId                integer   raw             input readonly hidden
      Track.Name                   string    raw             input
      Track.AlbumId                integer   related-values  select-dropdown-m2o {{ Title }}
      Track.MediaTypeId            integer   related-values  select-dropdown-m2o {{ Name }}
      Track.GenreId                integer   related-values  select-dropdown-m2o {{ Name }}
      Track.Composer               string    raw             input
      Track.Milliseconds           integer   raw             input
      Track.Bytes                  integer   filesize        input
      Track.UnitPrice              decimal   raw             input
      "
    `)
  })

  it('of Northwind read well', skipFor(missing), async () => {
    const schema = await northwind()
    const ids = ['Categories', 'Employees', 'Order Details', 'Orders', 'Products', 'Territories']
    expect(defaultsOf(schema, ids)).toMatchInlineSnapshot(`
      "
      Categories.CategoryID        integer   raw             input readonly hidden
      Categories.CategoryName      text      raw             input
      Categories.Description       text      raw             input-multiline
      Categories.Picture           binary    raw             - readonly
      Employees.EmployeeID         integer   raw             input readonly hidden
      Employees.LastName           text      raw             input
      Employees.FirstName          text      raw             input
      Employees.Title              text      raw             input
      Employees.TitleOfCourtesy    text      raw             input-multiline
      Employees.BirthDate          date      datetime        datetime
      Employees.HireDate           date      datetime        datetime
      Employees.Address            text      raw             input-multiline
      Employees.City               text      raw             input
      Employees.Region             text      raw             input
      Employees.PostalCode         text      raw             input
      Employees.Country            text      raw             input
      Employees.HomePhone          text      raw             input call
      Employees.Extension          text      raw             input
      Employees.Photo              binary    raw             - readonly
      Employees.Notes              text      raw             input-multiline
      Employees.ReportsTo          integer   related-values  select-dropdown-m2o {{ FirstName }} {{ LastName }}
      Employees.PhotoPath          text      raw             input
      Order Details.OrderID        integer   related-values  select-dropdown-m2o {{ ShipName }}
      Order Details.ProductID      integer   related-values  select-dropdown-m2o {{ ProductName }}
      Order Details.UnitPrice      decimal   raw             input
      Order Details.Quantity       integer   raw             input
      Order Details.Discount       float     raw             input
      Orders.OrderID               integer   raw             input readonly hidden
      Orders.CustomerID            text      related-values  select-dropdown-m2o {{ CompanyName }}
      Orders.EmployeeID            integer   related-values  select-dropdown-m2o {{ FirstName }} {{ LastName }}
      Orders.OrderDate             dateTime  datetime        datetime
      Orders.RequiredDate          dateTime  datetime        datetime
      Orders.ShippedDate           dateTime  datetime        datetime
      Orders.ShipVia               integer   related-values  select-dropdown-m2o {{ CompanyName }}
      Orders.Freight               decimal   raw             input
      Orders.ShipName              text      raw             input
      Orders.ShipAddress           text      raw             input-multiline
      Orders.ShipCity              text      raw             input
      Orders.ShipRegion            text      raw             input
      Orders.ShipPostalCode        text      raw             input
      Orders.ShipCountry           text      raw             input
      Products.ProductID           integer   raw             input readonly hidden
      Products.ProductName         text      raw             input
      Products.SupplierID          integer   related-values  select-dropdown-m2o {{ CompanyName }}
      Products.CategoryID          integer   related-values  select-dropdown-m2o {{ CategoryName }}
      Products.QuantityPerUnit     text      raw             input-multiline
      Products.UnitPrice           decimal   raw             input
      Products.UnitsInStock        integer   raw             input
      Products.UnitsOnOrder        integer   raw             input
      Products.ReorderLevel        integer   raw             input
      Products.Discontinued        text      raw             input-multiline
      Territories.TerritoryID      text      raw             input
      Territories.TerritoryDescription text      raw             input-multiline
      Territories.RegionID         integer   related-values  select-dropdown-m2o {{ RegionDescription }}
      "
    `)
  })
})
