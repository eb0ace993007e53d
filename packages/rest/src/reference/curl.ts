import { exampleChange, exampleItem, exampleOf } from '../openapi/example.js'
import { parametersOf } from './parameter-table.js'
import { type Collection, type CollectionOperation, needsToken, type Site } from './site.js'

/** The first thing to try: a few items of a collection. */
export function readExample(site: Site, { operations }: Collection): string {
  const list = operations.find(({ method, path }) => method === 'get' && !path.endsWith('{id}'))
  const url = `${site.address.url}${list?.path ?? ''}?limit=3`
  return joinLines([`curl ${quote(url)}`, ...(list === undefined ? [] : tokenLine(site, list))])
}

/** A command that runs an operation, with values that fit its schema. */
export function curlExample(
  site: Site,
  collection: Collection,
  entry: CollectionOperation,
): string {
  const { method, path } = entry
  const isSingle = path.endsWith('{id}')
  const key = exampleKey(site, collection)
  const url = `${site.address.url}${path.replace('{id}', String(key))}`
  const token = tokenLine(site, entry)
  if (method === 'get')
    return joinLines([`curl ${quote(isSingle ? url : `${url}?limit=3`)}`, ...token])
  const body = exampleBody(collection, method, isSingle, key)
  const lines = [`curl -X ${method.toUpperCase()} ${quote(url)}`, ...token]
  if (body !== undefined)
    lines.push(`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(body))}`)
  return joinLines(lines)
}

function tokenLine(site: Site, operation: CollectionOperation): readonly string[] {
  return needsToken(site, operation) ? [`-H 'Authorization: Bearer <token>'`] : []
}

function joinLines(lines: readonly string[]): string {
  return lines.join(' \\\n  ')
}

/** A key as a path has it, from an operation that takes one. */
function exampleKey(site: Site, { operations }: Collection): unknown {
  const parameters = operations.flatMap(({ operation }) => parametersOf(site, operation))
  const key = parameters.find((parameter) => parameter.in === 'path')
  return key?.example ?? exampleOf(key?.schema ?? {})
}

function exampleBody(
  { schema }: Collection,
  method: 'post' | 'patch' | 'delete',
  isSingle: boolean,
  key: unknown,
): unknown {
  if (method === 'post') return exampleItem(schema)
  if (method === 'patch')
    return isSingle ? exampleChange(schema) : { keys: [key], data: exampleChange(schema) }
  return isSingle ? undefined : [key]
}

/** A word of a shell, whatever it holds. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
