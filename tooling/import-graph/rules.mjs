// @ts-check
import { builtinModules } from 'node:module'
import { browserEntries, databasePackages, mayImport, withoutDatabase } from './graph.mjs'

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

const tests = '(\\.test(-d)?\\.ts$|/test/)'
const ours = '^(packages|apps|tooling|examples|bench)/'
const databases = `(^|/)node_modules/(${databasePackages.join('|')})/`

/**
 * The rules of the import graph, for dependency-cruiser.
 * @type {readonly Rule[]}
 */
export const rules = [
  ...Object.entries(mayImport).map(([name, allowed]) => packageRule(name, allowed)),
  {
    name: 'unlisted-package',
    comment: 'A package stands in graph.mjs before it imports another.',
    severity: 'error',
    from: { path: '^packages/([^/]+)/', pathNot: `^packages/(${packageNames().join('|')})/` },
    to: { path: ours, pathNot: '^packages/$1/' },
  },
  {
    name: 'server-without-studio',
    comment: 'The server composes every package but the components of the Studio.',
    severity: 'error',
    from: { path: '^apps/server/', pathNot: tests },
    to: { path: ours, pathNot: '^(apps/server/|packages/(?!studio-ui/))' },
  },
  {
    name: 'studio-composes-studio-ui',
    comment: 'The Studio composes the components of studio-ui, and nothing else.',
    severity: 'error',
    from: { path: '^apps/studio/', pathNot: tests },
    to: { path: ours, pathNot: '^(apps/studio|packages/studio-ui)/' },
  },
  {
    name: 'without-database',
    comment: 'These receive a Session, so that they cannot reach data in any other way.',
    severity: 'error',
    from: { path: `^packages/(${withoutDatabase.join('|')})/src/`, pathNot: tests },
    to: { path: databases },
  },
  ...browserEntries.map(browserRule),
  {
    name: 'by-name',
    comment: 'Another package is imported by its name and one of its entries.',
    severity: 'error',
    from: { path: '^([^/]+)/([^/]+)/' },
    to: { path: ours, pathNot: '^$1/$2/', dependencyTypes: ['local'] },
  },
  {
    name: 'not-its-own-index',
    comment: 'Inside a package, import the file that defines a thing.',
    severity: 'error',
    from: { path: '^(packages|apps)/([^/]+)/src/', pathNot: tests },
    to: { path: '^$1/$2/src/index\\.ts$' },
  },
  {
    name: 'no-tools-in-products',
    comment: 'Tools are for tests and are not published.',
    severity: 'error',
    from: { path: '^(packages|apps)/', pathNot: tests },
    to: { path: '(^tooling/|(^|/)node_modules/(vitest|fast-check)/)' },
  },
  {
    name: 'no-cycles',
    // Types may refer to each other: such a cycle is gone when the program runs.
    comment: 'Files that need each other are one file, or lack a third.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'not-resolved',
    comment: 'The import leads nowhere: not installed, or not one of the entries of its package.',
    severity: 'error',
    from: { path: ours },
    to: { couldNotResolve: true },
  },
]

/**
 * @param {string} name
 * @param {readonly string[]} allowed
 * @returns {Rule}
 */
function packageRule(name, allowed) {
  const inner = Object.keys(mayImport).filter((other) => other.startsWith(`${name}/`))
  return {
    name: `${name.replace('/', '-')}-imports`,
    comment: `${name} may import ${allowed.join(', ') || 'nothing of ours'}.`,
    severity: 'error',
    from: { path: source(name), pathNot: [tests, ...inner.map(source)] },
    to: { path: ours, pathNot: [source(name), ...allowed.map(source)] },
  }
}

/**
 * What runs in a browser reaches neither Node nor a database, over however many files.
 * @param {string} entry
 * @returns {Rule}
 */
function browserRule(entry) {
  return {
    name: `${entry.replace('/', '-')}-runs-in-a-browser`,
    comment: `${entry} runs in a browser, so nothing that it reaches may need Node or a database.`,
    severity: 'error',
    from: { path: source(entry), pathNot: tests },
    to: { path: [databases, `^(node:)?(${builtinModules.join('|')})$`], reachable: true },
  }
}

/**
 * The sources of a package, or of one of its entries.
 * @param {string} name `query-engine` or `query-engine/query`
 */
function source(name) {
  const [folder, entry] = name.split('/')
  return entry === undefined ? `^packages/${folder}/` : `^packages/${folder}/src/${entry}/`
}

/** Folders under packages/. */
function packageNames() {
  return [...new Set(Object.keys(mayImport).map((name) => name.split('/')[0]))]
}
