import { databaseVariables, type DatabaseSettings } from './settings/database.js'
import { serverVariables, type ServerSettings } from './settings/server.js'
import { identityVariables, type IdentitySettings } from './settings/identity.js'
import { historyVariables, type HistorySettings } from './settings/history.js'
import { mailVariables, type MailSettings } from './settings/mail.js'
import { corsVariables, type CorsSettings } from './settings/cors.js'
import { queryVariables, type QuerySettings } from './settings/query.js'
import { graphqlVariables, type GraphQLSettings } from './settings/graphql.js'
import { protectionVariables, type ProtectionSettings } from './settings/protection.js'
import { logVariables, type LogSettings } from './settings/log.js'
import type { Variables } from './settings/variable.js'

/**
 * Every setting of the server, under the name that it has everywhere: in the environment, in messages
 * and in the docs. Those that the reference has bear its names; ours are named alike.
 */
export interface Settings
  extends
    DatabaseSettings,
    ServerSettings,
    IdentitySettings,
    HistorySettings,
    MailSettings,
    CorsSettings,
    QuerySettings,
    GraphQLSettings,
    ProtectionSettings,
    LogSettings {}

export type VariableName = keyof Settings

export const variables: Variables<Settings> = {
  ...databaseVariables,
  ...serverVariables,
  ...identityVariables,
  ...historyVariables,
  ...mailVariables,
  ...corsVariables,
  ...queryVariables,
  ...graphqlVariables,
  ...protectionVariables,
  ...logVariables,
}
