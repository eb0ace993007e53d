import { html } from 'hono/html'
import type { Operation, Parameter, Reference } from '../openapi/document.js'
import { typeLabel } from './type-label.js'
import type { Markup, Site } from './site.js'

/** Where a parameter stands; most are in the query string. */
const places = { query: null, path: 'in the path', header: 'as a header' } as const

export function parameterTable(site: Site, parameters: readonly Parameter[]): Markup {
  return html`<div class="scroll">
    <table class="stacks">
      <thead>
        <tr>
          <th>Parameter</th>
          <th>Type</th>
          <th>Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map((parameter) => row(site, parameter))}
      </tbody>
    </table>
  </div>`
}

/** The parameters of an operation, with those that it refers to looked up. */
export function parametersOf(site: Site, operation: Operation): readonly Parameter[] {
  return (operation.parameters ?? []).map((parameter) => resolve(site, parameter))
}

function resolve(site: Site, parameter: Parameter | Reference): Parameter {
  if (!('$ref' in parameter)) return parameter
  const name = parameter.$ref.split('/').at(-1) ?? ''
  const known = site.document.components.parameters[name]
  if (known === undefined) throw new Error(`The description lacks ${parameter.$ref}.`)
  return known
}

function row(site: Site, parameter: Parameter): Markup {
  const schema = parameter.schema ?? parameter.content?.['application/json']?.schema ?? {}
  const words = places[parameter.in]
  const place = words === null ? '' : html` <span class="flag">${words}</span>`
  return html`<tr>
    <th scope="row"><code>${parameter.name}</code>${place}</th>
    <td>${typeLabel(site, schema)}</td>
    <td>${inlineCode(parameter.description)}</td>
  </tr>`
}

/** Descriptions mark code by backticks, as Markdown does. */
function inlineCode(text: string): readonly Markup[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}
