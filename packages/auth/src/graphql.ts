import type { ModuleGraphQL, SystemNames } from '@relvar/query-engine'

/** The routes of this module under their names in GraphQL. */
export function authGraphQL(names: SystemNames): ModuleGraphQL {
  const users = names.id('users')
  return {
    types: `
      enum auth_mode { json cookie session }
      type auth_tokens { access_token: String refresh_token: String expires: GraphQLBigInt }
      type users_me_tfa_generate_data { secret: String otpauth_url: String }
      extend type Query { users_me: ${users} }
      extend type Mutation {
        auth_login(email: String!, password: String!, mode: auth_mode, otp: String): auth_tokens
        auth_refresh(refresh_token: String, mode: auth_mode): auth_tokens
        auth_logout(refresh_token: String, mode: auth_mode): Boolean
        auth_password_request(email: String!, reset_url: String): Boolean
        auth_password_reset(token: String!, password: String!): Boolean
        users_me_tfa_generate(password: String!): users_me_tfa_generate_data
        users_me_tfa_enable(otp: String!, secret: String!): Boolean
        users_me_tfa_disable(otp: String!): Boolean
        users_invite(email: String!, role: String!, invite_url: String): Boolean
        users_invite_accept(token: String!, password: String!): Boolean
        users_register(email: String!, password: String!, verification_url: String, first_name: String, last_name: String): Boolean
        users_register_verify(token: String!): Boolean
        update_users_me(data: update_${users}_input!): ${users}
      }`,
    routes: {
      users_me: 'GET /users/me',
      update_users_me: 'PATCH /users/me',
      auth_login: 'POST /auth/login',
      auth_refresh: 'POST /auth/refresh',
      auth_logout: 'POST /auth/logout',
      auth_password_request: 'POST /auth/password/request',
      auth_password_reset: 'POST /auth/password/reset',
      users_me_tfa_generate: 'POST /users/me/tfa/generate',
      users_me_tfa_enable: 'POST /users/me/tfa/enable',
      users_me_tfa_disable: 'POST /users/me/tfa/disable',
      users_invite: 'POST /users/invite',
      users_invite_accept: 'POST /users/invite/accept',
      users_register: 'POST /users/register',
      users_register_verify: 'GET /users/register/verify-email',
    },
  }
}
