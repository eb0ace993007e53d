import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { displays } from './displays/displays.js'
import { FIELD_TYPES, LOCAL_TYPES } from './field-type.js'
import { interfaces } from './interfaces/interfaces.js'
import { layouts } from './layouts/layouts.js'
import type { OptionsSchema } from './options-schema.js'

const FORMATS = [
  'code',
  'collection',
  'color',
  'field',
  'flow',
  'folder',
  'icon',
  'markdown',
  'mime-type',
  'template',
  'url-template',
]

/** Strict: a keyword that is misspelt, or stands where it means nothing, is an error. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true })
ajv.addKeyword({
  keyword: 'x-types',
  metaSchema: { type: 'array', minItems: 1, items: { enum: FIELD_TYPES } },
})
ajv.addKeyword({ keyword: 'x-waits-for', metaSchema: { enum: ['files', 'formats'] } })
for (const name of FORMATS) ajv.addFormat(name, true)

const catalogue = [...interfaces, ...displays, ...layouts]

const schemas: readonly (readonly [string, OptionsSchema])[] = [
  ...interfaces.map(({ id, options }) => [`interface ${id}`, options] as const),
  ...displays.map(({ id, options }) => [`display ${id}`, options] as const),
  ...layouts.map(({ id, options }) => [`layout ${id}`, options] as const),
  ...layouts.map(({ id, query }) => [`query of layout ${id}`, query] as const),
]

describe('the catalogue', () => {
  it('has the forty interfaces, eighteen displays and five layouts of the wire, each once', () => {
    const counts = [interfaces, displays, layouts].map(
      (each) => new Set(each.map(({ id }) => id)).size,
    )
    expect(counts).toEqual([40, 18, 5])
    expect([interfaces.length, displays.length, layouts.length]).toEqual(counts)
  })

  it('says of each what it is, in plain data', () => {
    for (const { name, description, icon } of catalogue) {
      expect(name).toMatch(/^\p{Lu}/u)
      expect(description).toMatch(/^[\p{Lu}].*\.$/u)
      expect(icon).toMatch(/^[a-z][\d_a-z]*$/)
    }
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue)
  })

  it('names types that there are, each once', () => {
    for (const { types, localTypes = [] } of [...interfaces, ...displays]) {
      expect(types.length).toBeGreaterThan(0)
      expect(FIELD_TYPES).toEqual(expect.arrayContaining([...types]))
      expect(LOCAL_TYPES).toEqual(expect.arrayContaining([...localTypes]))
      expect(new Set(types).size).toBe(types.length)
    }
    for (const { needs } of layouts) expect(FIELD_TYPES).toEqual(expect.arrayContaining([...needs]))
  })

  it('has an interface for every kind of field, and a display for every type', () => {
    const kinds = new Set(interfaces.flatMap(({ localTypes }) => localTypes))
    expect(LOCAL_TYPES.filter((each) => !kinds.has(each))).toEqual([])
    const types = new Set(interfaces.flatMap((each) => each.types))
    expect(FIELD_TYPES.filter((each) => !types.has(each))).toEqual(['binary', 'unknown'])
    const shown = new Set(displays.flatMap((each) => each.types))
    expect(FIELD_TYPES.filter((each) => !shown.has(each))).toEqual([])
  })
})

describe.each(schemas)('the options of %s', (_, schema) => {
  it('are a JSON Schema that its own defaults pass', () => {
    const validate = ajv.compile(schema)
    const defaults = Object.entries(schema.properties)
      .filter(([, option]) => option.default !== undefined)
      .map(([name, option]) => [name, option.default])
    validate(Object.fromEntries(defaults))
    expect(validate.errors).toBeNull()
  })

  it('are titled, and can all be null', () => {
    const validate = ajv.compile(schema)
    for (const { title } of Object.values(schema.properties)) expect(title).toMatch(/^\p{Lu}/u)
    validate(Object.fromEntries(Object.keys(schema.properties).map((name) => [name, null])))
    expect(validate.errors).toBeNull()
  })

  it('ask nothing of a field that knows of types which the field cannot have', () => {
    const owner = [...interfaces, ...displays].find(({ options }) => options === schema)
    for (const option of Object.values(schema.properties))
      expect(owner?.types ?? []).toEqual(expect.arrayContaining([...(option['x-types'] ?? [])]))
  })
})

describe('options that are checked', () => {
  const problems = (id: string, options: unknown): readonly string[] => {
    const found = interfaces.find((each) => each.id === id)
    if (found === undefined) throw new Error(`There is no interface "${id}".`)
    const validate = ajv.compile(found.options)
    validate(options)
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`)
  }

  it('take choices with children, at any depth', () => {
    const leaf = { text: 'Laptop', value: 'laptop' }
    const options = { choices: [{ ...leaf, children: [{ ...leaf, children: [leaf] }] }] }
    expect(problems('select-dropdown', options)).toEqual([])
    const wrong = { choices: [{ ...leaf, children: [{ text: 'no value' }] }] }
    expect(problems('select-dropdown', wrong)).toEqual(['/choices/0/children/0 required'])
  })

  it('refuse a value of the wrong kind, and words that there are not', () => {
    expect(problems('input', { min: 'one', trim: 1, softLength: 0 })).toEqual([
      '/trim type',
      '/softLength minimum',
      '/min type',
    ])
    expect(problems('list-o2m', { layout: 'tree' })).toEqual(['/layout enum'])
  })

  it('keep what they do not know', () => {
    expect(problems('input', { somethingOfLater: true })).toEqual([])
  })
})
