import type { HtmlEscapedString } from 'hono/utils/html'
import type { HttpMethod, OpenApiDocument, Operation } from '../openapi/document.js'
import type { JsonSchema } from '../openapi/document.js'
import { propertiesOf } from '../openapi/document.js'
import type { Address } from '../request/address.js'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** Who looks at the pages: somebody unknown, or somebody known by a cookie or by a token. */
export type Visitor = 'unknown' | 'cookie' | 'token'

/** Everything that the pages are made from. */
export interface Site {
  readonly document: OpenApiDocument
  /** The description that somebody unknown gets; null where that is not known. */
  readonly everybody: OpenApiDocument | null
  readonly visitor: Visitor
  /** Whether `/auth/login` and `/auth/logout` are there. */
  readonly hasLogin: boolean
  readonly address: Address
  /** What is searched for, or nothing. */
  readonly term: string
  readonly collections: readonly Collection[]
}

/** A collection as the description has it. */
export interface Collection {
  /** The name of the collection. */
  readonly name: string
  /** The name of its tag and schema. */
  readonly tag: string
  readonly description: string
  readonly schema: JsonSchema
  readonly operations: readonly CollectionOperation[]
}

export interface CollectionOperation {
  readonly method: HttpMethod
  readonly path: string
  readonly operation: Operation
}

const methods: readonly HttpMethod[] = ['get', 'post', 'patch', 'delete']

export function siteOf({ term, ...parts }: Omit<Site, 'collections'>): Site {
  const { document } = parts
  const operations = operationsByTag(document)
  const collections = document.tags.flatMap((tag): Collection[] => {
    if (tag['x-collection'] === undefined) return []
    return [
      {
        name: tag['x-collection'],
        tag: tag.name,
        description: tag.description ?? '',
        schema: document.components.schemas[tag.name] ?? {},
        operations: operations.get(tag.name) ?? [],
      },
    ]
  })
  return { ...parts, term: term.trim(), collections }
}

/** Whether an operation is answered to those only who say who they are. */
export function needsToken({ everybody }: Site, { method, path }: CollectionOperation): boolean {
  return everybody !== null && everybody.paths[path]?.[method] === undefined
}

export function findCollection(site: Site, name: string): Collection | undefined {
  return site.collections.find((collection) => collection.name === name)
}

/** The collections that the search leaves: those with the term in a name, a field or a description. */
export function foundCollections(site: Site): readonly Collection[] {
  const term = site.term.toLowerCase()
  return site.collections.filter(({ name, description, schema }) => {
    const texts = [name, description, ...Object.keys(propertiesOf(schema))]
    return texts.some((text) => text.toLowerCase().includes(term))
  })
}

/** The address of a page or an asset of this site. */
export function linkTo(site: Site, path: string): string {
  return linkToRoute(site, `/server/specs${path}`)
}

/** The address of anything that the API answers. */
export function linkToRoute({ address }: Site, path: string): string {
  return `${address.path}${path}`
}

export function linkToCollection(site: Site, name: string): string {
  return linkTo(site, `/reference/${encodeURIComponent(name)}`)
}

function operationsByTag(
  document: OpenApiDocument,
): ReadonlyMap<string, readonly CollectionOperation[]> {
  const byTag = new Map<string, CollectionOperation[]>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method]
      if (operation === undefined) continue
      const tag = operation.tags[0] ?? ''
      byTag.set(tag, [...(byTag.get(tag) ?? []), { method, path, operation }])
    }
  }
  return byTag
}
