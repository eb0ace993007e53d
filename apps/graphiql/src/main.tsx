// oxlint-disable-next-line import/no-unassigned-import -- it tells the editor where its workers are
import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './page.css'
import { createLocalStorage, type Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Scopes, scopeOf } from './scopes.js'

const scope = scopeOf(window.location.pathname)
const endpoint = new URL(scope === 'system' ? '../graphql/system' : '../graphql', document.baseURI)

/** The cookie of whoever is signed in goes along; a token may be put among the headers. */
const fetcher: Fetcher = async (operation, { headers = {} } = {}) => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(operation),
  })
  return response.json()
}

/** What was written stays, for each of the two schemas. */
const storage = createLocalStorage({ namespace: `relvar-graphiql-${scope}` })

/** Links may bring a query along: `/graphiql?query={tags{name}}`. */
const given = new URLSearchParams(window.location.search)

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')

createRoot(root).render(
  <StrictMode>
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      initialQuery={given.get('query') ?? ''}
      initialVariables={given.get('variables') ?? ''}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>
        <Scopes current={scope} />
      </GraphiQL.Logo>
    </GraphiQL>
  </StrictMode>,
)
