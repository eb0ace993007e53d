import { html } from 'hono/html'
import type { Markup, Site } from './site.js'
import { linkTo, linkToCollection } from './site.js'

/** The frame of every page: the list of collections beside the content. */
export function layout(site: Site, title: string, content: Markup): Markup {
  const product = site.document.info.title
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === product ? `${product} API` : `${title} · ${product} API`}</title>
        <link rel="stylesheet" href="${linkTo(site, '/assets/reference.css')}" />
        <script type="module" src="${linkTo(site, '/assets/reference.js')}"></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <nav class="side" aria-label="Collections">
          <a class="brand" href="${linkTo(site, '/reference')}">${product} <span>API</span></a>
          <form class="search" role="search" action="${linkTo(site, '/reference')}" method="get">
            <input
              type="search"
              name="q"
              value="${site.term}"
              placeholder="Search names and fields"
              aria-label="Search collections and fields"
              autocomplete="off"
            />
          </form>
          <ul id="collections">
            ${site.collections.map((collection) => menuEntry(site, collection.name, title))}
          </ul>
          <p class="none" id="none" hidden>
            No collection of this name. Press Enter to search fields too.
          </p>
        </nav>
        <main id="content">${content}</main>
      </body>
    </html> `
}

function menuEntry(site: Site, name: string, title: string): Markup {
  const current = name === title ? html` aria-current="page"` : ''
  return html`<li data-name="${name.toLowerCase()}">
    <a href="${linkToCollection(site, name)}" ${current}>${name}</a>
  </li>`
}
