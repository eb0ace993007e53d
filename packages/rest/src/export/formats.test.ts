import type { Row } from '@relvar/query-engine'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { ExportFormat } from '../parse/export-format.js'
import type { ColumnPath } from './columns.js'
import { fileFormat } from './file-format.js'

const rows: readonly Row[] = [
  {
    id: 1,
    name: 'Plain',
    price: '7.30',
    sold: true,
    author_id: { name: 'Ann' },
    tags: ['a', 'b'],
    'Unit Price': 1.5,
  },
  {
    id: 2,
    name: 'Said "no", left\nearly',
    price: null,
    sold: false,
    author_id: null,
    tags: [],
    'Unit Price': -0.5,
  },
  {
    id: 3,
    name: '=1+1',
    price: '',
    sold: null,
    author_id: { name: 'no' },
    tags: [{ deep: [[1], {}] }],
    'Unit Price': 0,
  },
]

const columns: readonly ColumnPath[] = [
  ['id'],
  ['name'],
  ['price'],
  ['sold'],
  ['author_id', 'name'],
  ['tags'],
  ['Unit Price'],
]

function write(format: ExportFormat, items: readonly Row[] = rows): string {
  const file = fileFormat(format, columns)
  return (
    file.start +
    items.map((row, index) => file.row(row, index === 0)).join('') +
    file.end(items.length === 0)
  )
}

describe('csv', () => {
  it('quotes texts and leaves numbers bare', () => {
    expect(write('csv').split('\n"')).toHaveLength(1)
    expect(write('csv')).toBe(
      [
        '"id","name","price","sold","author_id.name","tags","Unit Price"',
        '1,"Plain","7.30",true,"Ann","[""a"",""b""]",1.5',
        '2,"Said ""no"", left\nearly",,false,,"[]",-0.5',
        '3,"=1+1","",,"no","[{""deep"":[[1],{}]}]",0',
      ].join('\n'),
    )
  })

  it('is the header alone where there are no rows', () => {
    expect(write('csv', [])).toBe('"id","name","price","sold","author_id.name","tags","Unit Price"')
  })

  it('starts with a byte order mark where that is asked for', () => {
    expect(write('csv_utf8')).toBe(`\uFEFF${write('csv')}`)
  })

  it('refuses to lose a value that no column shows', () => {
    expect(() => write('csv', [{ id: 1, surprise: 2 }])).toThrow('no column for "surprise"')
  })
})

describe('json', () => {
  it('is a bare array', () => {
    expect(JSON.parse(write('json'))).toEqual(rows)
    expect(write('json', [])).toBe('[]')
  })
})

describe('yaml', () => {
  const words = [
    'no',
    'null',
    '~',
    '1e3',
    '2026-01-01',
    ': #',
    '- x',
    'é 🙂',
    '\u0085\u2028\uFEFF\u0007',
    '',
    ' ',
    '"',
  ]
  const awkward: readonly Row[] = [
    Object.fromEntries(words.map((word, index) => [`text${index}`, word])),
    Object.fromEntries(
      words
        .filter((word) => word !== '')
        .map((word) => [word, { [word]: [word, [word], { a: {} }] }]),
    ),
    {},
  ]

  it.each([
    ['ordinary', rows],
    ['awkward', awkward],
    ['no', []],
  ])('reads back as it was with %s rows', (_name, items) => {
    expect(parseYaml(write('yaml', items))).toEqual(items)
  })
})

describe('xml', () => {
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    isArray: (_name, path) => path === 'data.data',
  })

  it('holds one element for each row', () => {
    const text = write('xml')
    expect(XMLValidator.validate(text)).toBe(true)
    const { data } = parser.parse(text) as { data: { data: Record<string, unknown>[] } }
    expect(data.data).toHaveLength(3)
    expect(data.data[0]).toMatchObject({
      id: '1',
      author_id: { name: 'Ann' },
      tags: ['a', 'b'],
      Unit_x0020_Price: '1.5',
    })
    expect(data.data[1]).toMatchObject({ name: 'Said "no", left\nearly', price: '' })
  })

  it('escapes what XML cannot hold', () => {
    const text = write('xml', [
      { '1st <b>': 'a & b < c > d ]]>\u0000\uD800', '': 'x', 'ok-name.1': '\r' },
    ])
    expect(XMLValidator.validate(text)).toBe(true)
    expect(text).toContain(
      '<_x0031_st_x0020__x003C_b_x003E_>a &amp; b &lt; c &gt; d ]]&gt;\uFFFD\uFFFD<',
    )
    expect(text).toContain('<_>x</_><ok-name.1>&#13;</ok-name.1>')
  })

  it('is an empty root where there are no rows', () => {
    expect(write('xml', [])).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<data></data>\n')
  })
})
