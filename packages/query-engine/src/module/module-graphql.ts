/**
 * Root fields of GraphQL beside those of tables: routes of the module under names of their own.
 *
 * @example
 * const graphql: ModuleGraphQL = {
 *   types: `extend type Query { users_me: relvar_users } extend type Mutation { utils_revert(revision: ID!): Boolean }`,
 *   routes: { users_me: 'GET /users/me', utils_revert: 'POST /utils/revert/:revision' },
 * }
 */
export interface ModuleGraphQL {
  /**
   * In GraphQL's schema language. Types of tables bear the ids of those; a field whose types somebody
   * does not see is not in their schema. What has no type `Boolean` answers the route's `data`.
   */
  readonly types: string
  /**
   * The route that answers each field. Arguments that bear the names of its parameters go there, or those
   * that stand behind them: `GET /collections/:collection=name`; one that is not given is left out. Of the
   * others `data` is its body where there is one, and the rest its query string; where there is not, they all
   * are, by GET the one and else the other. A route without an answer, where an object is wanted, is answered
   * by its parameters.
   */
  readonly routes: Readonly<Record<string, string>>
}
