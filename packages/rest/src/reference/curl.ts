import { exampleChange, exampleItem } from './example.js'
import type { Collection, CollectionOperation, Site } from './site.js'

/** The first thing to try: a few items of a collection. */
export function readExample(site: Site, collection: string): string {
  return `curl ${quote(`${site.address.url}/items/${encodeURIComponent(collection)}?limit=3`)}`
}

/** A command that runs an operation, with values that fit its schema. */
export function curlExample(site: Site, collection: Collection, { method, path }: CollectionOperation): string {
  const isSingle = path.endsWith('{id}')
  const url = `${site.address.url}${path.replace('{id}', 'KEY')}`
  if (method === 'get') return `curl ${quote(isSingle ? url : `${url}?limit=3`)}`
  const body = exampleBody(collection, method, isSingle)
  const lines = [`curl -X ${method.toUpperCase()} ${quote(url)}`]
  if (body !== undefined) lines.push(`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(body))}`)
  return lines.join(' \\\n  ')
}

function exampleBody({ schema }: Collection, method: 'post' | 'patch' | 'delete', isSingle: boolean): unknown {
  if (method === 'post') return exampleItem(schema)
  if (method === 'patch') return isSingle ? exampleChange(schema) : { keys: ['KEY'], data: exampleChange(schema) }
  return isSingle ? undefined : ['KEY']
}

/** A word of a shell, whatever it holds. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
