import type { TestServer } from '../support/running-server.js'

/** What GraphQL answers, in short. */
export interface Answer {
  readonly status: number
  readonly data?: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly extensions: {
      readonly code: string
      readonly errors?: readonly { readonly message: string }[]
    }
  }[]
}

/** Sends a document by POST, as the administrator unless told. */
export async function ask(
  server: TestServer,
  query: string,
  {
    path = '/graphql',
    authorization,
    variables,
  }: { path?: string; authorization?: string; variables?: object } = {},
): Promise<Answer> {
  const response = await server.request(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(authorization !== undefined && { authorization }),
    },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}
