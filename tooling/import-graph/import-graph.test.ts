import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ICruiseResult, cruise } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { options } from './cruise.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-imports-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  mkdirSync(join(folder, 'node_modules/@relvar'), { recursive: true })
  symlinkSync(
    '../../packages/schema-introspect',
    join(folder, 'node_modules/@relvar/schema-introspect'),
  )
})

/** Files of a workspace, by path. */
type Workspace = Readonly<Record<string, string>>

const model = 'packages/schema-introspect/src/model/index.ts'
const query = 'packages/query-engine/src/query/index.ts'

const installed: Workspace = {
  'node_modules/kysely/index.js': '',
  'node_modules/pg/index.js': '',
  'packages/schema-introspect/package.json': JSON.stringify({
    exports: {
      '.': { '@relvar/source': './src/index.ts' },
      './model': { '@relvar/source': './src/model/index.ts' },
    },
  }),
}

const violations: readonly (readonly [rule: string, broken: Workspace])[] = [
  [
    'schema-introspect-imports',
    {
      'packages/schema-introspect/src/a.ts': `import '../../rest/src/b.js'`,
      'packages/rest/src/b.ts': '',
    },
  ],
  [
    'rest-imports',
    {
      'packages/rest/src/a.ts': `import type { Rbac } from '../../rbac/src/b.js'`,
      'packages/rbac/src/b.ts': 'export type Rbac = 1',
    },
  ],
  [
    'rest-imports',
    {
      'packages/rest/src/a.ts': `import '../../schema-introspect/src/connect.js'`,
      'packages/schema-introspect/src/connect.ts': '',
    },
  ],
  [
    'rbac-imports',
    {
      'packages/rbac/src/a.ts': `import '../../query-engine/src/engine.js'`,
      'packages/query-engine/src/engine.ts': '',
    },
  ],
  [
    'unlisted-package',
    { 'packages/new/src/a.ts': `import '../../rest/src/b.js'`, 'packages/rest/src/b.ts': '' },
  ],
  [
    'server-without-studio',
    {
      'apps/server/src/a.ts': `import '../../../packages/studio-ui/src/b.js'`,
      'packages/studio-ui/src/b.ts': '',
    },
  ],
  [
    'studio-composes-studio-ui',
    {
      'apps/studio/src/a.ts': `import '../../../packages/rest/src/b.js'`,
      'packages/rest/src/b.ts': '',
    },
  ],
  ['without-database', { 'packages/rest/src/a.ts': `import type { Kysely } from 'kysely'` }],
  ['without-database', { 'packages/graphql/src/a.ts': `import pg from 'pg'` }],
  [
    'schema-introspect-model-runs-in-a-browser',
    {
      [model]: `import './b.js'`,
      'packages/schema-introspect/src/model/b.ts': `import { createHash } from 'node:crypto'`,
    },
  ],
  [
    'query-engine-query-runs-in-a-browser',
    {
      [query]: `import '../far.js'`,
      'packages/query-engine/src/far.ts': `import './further.js'`,
      'packages/query-engine/src/further.ts': `import { sql } from 'kysely'`,
    },
  ],
  [
    'by-name',
    {
      'packages/query-engine/src/a.ts': `import '../../schema-introspect/src/index.js'`,
      'packages/schema-introspect/src/index.ts': '',
    },
  ],
  [
    'not-resolved',
    {
      'packages/query-engine/src/a.ts': `import '@relvar/schema-introspect/src/inside.js'`,
      'packages/schema-introspect/src/inside.ts': '',
    },
  ],
  [
    'not-its-own-index',
    { 'packages/rest/src/a.ts': `import './index.js'`, 'packages/rest/src/index.ts': '' },
  ],
  [
    'no-tools-in-products',
    {
      'packages/rest/src/a.ts': `import '../../../tooling/test-databases/b.js'`,
      'tooling/test-databases/b.ts': '',
    },
  ],
  [
    'no-cycles',
    { 'packages/rest/src/a.ts': `import './b.js'`, 'packages/rest/src/b.ts': `import './a.js'` },
  ],
  ['not-resolved', { 'packages/rest/src/a.ts': `import './missing.js'` }],
]

const database = { 'packages/schema-introspect/src/index.ts': `import pg from 'pg'` }

const allowed: readonly (readonly [why: string, Workspace])[] = [
  [
    'a lower package',
    { 'packages/query-engine/src/a.ts': `import '@relvar/schema-introspect'`, ...database },
  ],
  [
    'an entry that is open',
    { 'packages/rest/src/a.ts': `import '@relvar/schema-introspect/model'`, [model]: '' },
  ],
  ['a driver, where drivers belong', database],
  [
    'anything, for a test',
    {
      'packages/rest/test/a.test.ts': `import { sql } from 'kysely'; import '@relvar/schema-introspect'`,
      ...database,
    },
  ],
  [
    'every package, for the server',
    { 'apps/server/src/a.ts': `import '@relvar/schema-introspect'; import 'kysely'`, ...database },
  ],
  [
    'types that refer to each other',
    {
      'packages/rest/src/a.ts': `import type { B } from './b.js'; export type A = B`,
      'packages/rest/src/b.ts': `import type { A } from './a.js'; export type B = A[]`,
    },
  ],
]

describe('the import graph', () => {
  it.each(violations)('%s forbids what it is there for', async (rule, files) => {
    expect(await brokenRules(files)).toContain(rule)
  })

  it.each(allowed)('allows %s', async (_why, files) => {
    expect(await brokenRules(files)).toEqual([])
  })
})

/** The names of the rules that a workspace with these files breaks. */
async function brokenRules(files: Workspace): Promise<string[]> {
  for (const [path, text] of Object.entries({ ...installed, ...files })) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))]
  const { output } = await cruise(folders, { ...options, baseDir: folder })
  return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name)
}
