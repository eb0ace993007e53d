import { html } from 'hono/html'
import type { JsonSchema } from '../openapi/document.js'
import type { Markup, Site } from './site.js'
import { linkToCollection } from './site.js'

/** A schema in a few words: `integer`, `string (uuid) or null`, `list of author`. */
export function typeLabel(site: Site, schema: JsonSchema): Markup {
  const { $ref, oneOf, type, items, format, enum: values } = schema
  if (typeof $ref === 'string') return referenceLabel(site, $ref)
  if (Array.isArray(oneOf))
    return joined(oneOf.map((option: JsonSchema) => typeLabel(site, option)))
  if (type === 'array') return html`list of ${typeLabel(site, (items ?? {}) as JsonSchema)}`
  if (Array.isArray(values))
    return joined(values.map((value) => html`<code>${JSON.stringify(value)}</code>`))
  if (type === undefined) return html`anything`
  const types = (Array.isArray(type) ? type : [type]).map((name) => html`${name}`)
  return html`${joined(types)}${format === undefined ? '' : html` <span class="format">${format}</span>`}`
}

function referenceLabel(site: Site, reference: string): Markup {
  const tag = reference
    .split('/')
    .at(-1)
    ?.replace(/_Changes$/, '')
  const collection = site.collections.find((candidate) => candidate.tag === tag)
  if (collection === undefined) return html`${tag}`
  return html`<a href="${linkToCollection(site, collection.name)}">${collection.name}</a>`
}

function joined(labels: readonly Markup[]): Markup {
  return html`${labels.map((label, index) => (index === 0 ? label : html` or ${label}`))}`
}
