import { html } from 'hono/html'
import type { JsonSchema } from '../openapi/document.js'
import { propertiesOf } from '../openapi/document.js'
import { codeBlock } from './code-block.js'
import { curlExample } from './curl.js'
import { parametersOf, parameterTable } from './parameter-table.js'
import { tokenNote } from './sign-in.js'
import type { Collection, CollectionOperation, Markup, Site } from './site.js'
import { typeLabel } from './type-label.js'

/** One collection: its fields, and its operations, each with a command to try it. */
export function collectionPage(site: Site, collection: Collection): Markup {
  return html`
    <h1>${collection.name}</h1>
    ${collection.description === '' ? '' : html`<p class="lead">${collection.description}</p>`}
    <h2 id="fields">Fields</h2>
    ${fieldTable(site, collection.schema)}
    <h2 id="operations">Operations</h2>
    ${tokenNote(site, collection.operations)}
    ${collection.operations.map((operation) => operationSection(site, collection, operation))}
  `
}

function operationSection(site: Site, collection: Collection, entry: CollectionOperation): Markup {
  const { method, path, operation } = entry
  const parameters = parametersOf(site, operation)
  const body = operation.requestBody?.content['application/json']?.schema
  return html`<section class="operation" id="${operation.operationId}">
    <h3><span class="verb ${method}">${method}</span> <code>${path}</code></h3>
    <p>${operation.summary}</p>
    ${codeBlock(curlExample(site, collection, entry))}
    ${parameters.length === 0 ? '' : details(`Parameters (${parameters.length})`, parameterTable(site, parameters))}
    ${body === undefined ? '' : details('Body', bodyForms(site, body))}
    ${details('Answers', answerTable(site, entry))}
  </section>`
}

function details(title: string, content: Markup): Markup {
  return html`<details>
    <summary>${title}</summary>
    ${content}
  </details>`
}

function bodyForms(site: Site, schema: JsonSchema): Markup {
  const forms = Array.isArray(schema['oneOf'])
    ? (schema['oneOf'] as readonly JsonSchema[])
    : [schema]
  return html`<ul class="forms">
    ${forms.map((form) => html`<li>${bodyForm(site, form)}</li>`)}
  </ul>`
}

function bodyForm(site: Site, form: JsonSchema): Markup {
  const description = typeof form['description'] === 'string' ? html` – ${form['description']}` : ''
  const parts = Object.entries(propertiesOf(form))
  if (parts.length === 0) return html`${typeLabel(site, form)}${description}`
  const names = parts.map(
    ([name, part], index) =>
      html`${index === 0 ? '' : ', '}<code>${name}</code>: ${typeLabel(site, part)}`,
  )
  return html`object of ${names}${description}`
}

function answerTable(site: Site, { operation }: CollectionOperation): Markup {
  const rows = Object.entries(operation.responses).map(([status, answer]) => {
    const name = '$ref' in answer ? answer.$ref.split('/').at(-1) : undefined
    const known = name === undefined ? answer : site.document.components.responses[name]
    const description = known !== undefined && 'description' in known ? known.description : ''
    return html`<tr>
      <th scope="row">${status}</th>
      <td>${description}</td>
    </tr>`
  })
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Status</th>
          <th>Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

function fieldTable(site: Site, schema: JsonSchema): Markup {
  const required = new Set((schema['required'] ?? []) as readonly string[])
  const rows = Object.entries(propertiesOf(schema)).map(
    ([name, field]) =>
      html`<tr>
        <th scope="row"><code>${name}</code></th>
        <td>${typeLabel(site, field)}</td>
        <td>${flags(field, required.has(name))}</td>
      </tr>`,
  )
  return html`<div class="scroll">
    <table class="stacks">
      <thead>
        <tr>
          <th>Field</th>
          <th>Type</th>
          <th>Notes</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

function flags(field: JsonSchema, isRequired: boolean): readonly Markup[] {
  const { readOnly, maxLength, default: preset, description } = field
  return [
    ...(isRequired ? [html`<span class="flag">required</span> `] : []),
    ...(readOnly === true ? [html`<span class="flag">read only</span> `] : []),
    ...(maxLength === undefined
      ? []
      : [html`<span class="flag">up to ${maxLength} characters</span> `]),
    ...(preset === undefined
      ? []
      : [html`<span class="flag">default <code>${JSON.stringify(preset)}</code></span> `]),
    ...(typeof description === 'string' ? [html`${description}`] : []),
  ]
}
