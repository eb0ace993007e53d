import { html } from 'hono/html'
import { errorStatus } from '../errors/status.js'
import type { Parameter } from '../openapi/document.js'
import { listParameters } from '../openapi/parameters.js'
import { codeBlock } from './code-block.js'
import type { Collection, Markup, Site } from './site.js'
import { foundCollections, linkTo, linkToCollection } from './site.js'
import { parameterTable } from './parameter-table.js'
import { readExample } from './curl.js'
import { tokenNote, visitorNotice } from './sign-in.js'

/** What is there, how it is read, and what can go wrong. */
export function overviewPage(site: Site): Markup {
  const { info, components } = site.document
  const parameters = listParameters.map((name) => components.parameters[name] as Parameter)
  return html`
    <h1>${info.title} API</h1>
    <p class="lead">${info.description}</p>
    <dl class="facts">
      <dt>Address</dt>
      <dd><code>${site.address.url}</code></dd>
      <dt>Description</dt>
      <dd><a href="${linkTo(site, '/oas')}">OpenAPI ${site.document.openapi}, JSON</a></dd>
    </dl>
    ${visitorNotice(site)} ${collectionList(site)}
    ${site.collections[0] === undefined ? '' : firstSteps(site, site.collections[0])}
    <h2 id="reading">Reading</h2>
    <p>
      Every list takes these parameters. <code>SEARCH</code> on the same path takes them as JSON in
      the body: <code>{"query": {…}, "keys": […]}</code>.
    </p>
    ${parameterTable(site, parameters)}
    <h2 id="writing">Writing</h2>
    <p>
      <code>POST</code> takes an object or an array of objects. <code>PATCH</code> on a collection
      takes an array of objects with their keys, <code>{"keys": […], "data": {…}}</code> or
      <code>{"query": {…}, "data": {…}}</code>; <code>DELETE</code> takes an array of keys,
      <code>{"keys": […]}</code> or <code>{"query": {…}}</code>. A request is one transaction: all
      of it happens, or nothing.
    </p>
    <h2 id="errors">Errors</h2>
    <p>
      A failure answers <code>{"errors": [{"message": …, "extensions": {"code": …}}]}</code>. Rely
      on the code; the message is for people.
    </p>
    ${errorTable()}
  `
}

function collectionList(site: Site): Markup {
  const found = foundCollections(site)
  const count =
    site.term === ''
      ? String(found.length)
      : `${found.length} of ${site.collections.length} with “${site.term}”`
  return html`
    <h2 id="collections-title">Collections <small>${count}</small></h2>
    ${
      found.length === 0
        ? html`<p class="none">
            ${site.term === '' ? 'There is nothing to see.' : 'Nothing found.'}
          </p>`
        : html`<ul class="cards">
            ${found.map((collection) => card(site, collection))}
          </ul>`
    }
  `
}

function card(site: Site, collection: Collection): Markup {
  const verbs = [...new Set(collection.operations.map(({ method }) => method))]
  return html`
    <li>
      <a href="${linkToCollection(site, collection.name)}">${collection.name}</a>
      <span class="verbs"
        >${verbs.map((verb) => html`<span class="verb ${verb}">${verb}</span>`)}</span
      >
      ${collection.description === '' ? '' : html`<p>${collection.description}</p>`}
    </li>
  `
}

function firstSteps(site: Site, collection: Collection): Markup {
  return html`
    <h2 id="first">First steps</h2>
    ${codeBlock(readExample(site, collection))} ${tokenNote(site, collection.operations)}
  `
}

function errorTable(): Markup {
  const rows = Object.entries(errorStatus).map(
    ([code, status]) =>
      html`<tr>
        <th scope="row"><code>${code}</code></th>
        <td>${status}</td>
      </tr>`,
  )
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Code</th>
          <th>Status</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}
