import { type Row, type Session, UnprocessableContentError } from '@relvar/query-engine'
import type { AuthConfig } from '../settings.js'
import { updateUser, type User } from '../users/user.js'

interface LoginState {
  readonly failures: number
  readonly otp_step: number | null
}

/** Remembers attempts to sign in, in the database: they count on every server. */
export class LoginGuard {
  readonly #config: AuthConfig

  constructor(config: AuthConfig) {
    this.#config = config
  }

  /**
   * Notes a wrong password or second factor; one too many suspends the user. The last administrator
   * stays: whoever knows the address could else lock everybody out. Attempts are limited all the same.
   */
  async failed(user: User): Promise<void> {
    const { auth_login_attempts: allowed } = await this.#config.settings()
    try {
      await this.#noteFailure(user, allowed ?? Infinity)
    } catch (error) {
      if (!(error instanceof UnprocessableContentError)) throw error
      await this.#noteFailure(user, Infinity)
    }
  }

  async #noteFailure(user: User, allowed: number): Promise<void> {
    await this.#change(user.id, async (session, { failures }) => {
      if (failures >= allowed && user.status === 'active')
        await updateUser(session, this.#config.data, user.id, { status: 'suspended' })
      return { failures: failures + 1 }
    })
  }

  /** Forgets the failures of somebody who has signed in. */
  async succeeded(user: User): Promise<void> {
    if (((await this.#read(this.#config.data.system(), user.id))?.failures ?? 0) === 0) return
    await this.#change(user.id, () => Promise.resolve({ failures: 0 }))
  }

  /** Uses up the thirty seconds of a second factor; false where they, or later ones, were used before. */
  async useStep(user: string, step: number): Promise<boolean> {
    let isNew = false
    await this.#change(user, (_, { otp_step: last }) => {
      isNew = last === null || step > last
      return Promise.resolve(isNew ? { otp_step: step } : {})
    })
    return isNew
  }

  /** Uses up the thirty seconds that a new second factor was set up in, whatever another was used in. */
  async beginSteps(user: string, step: number): Promise<void> {
    await this.#change(user, () => Promise.resolve({ otp_step: step }))
  }

  async #change(
    user: string,
    next: (session: Session, state: LoginState) => Promise<Row>,
  ): Promise<void> {
    const { data } = this.#config
    await data.system().transaction(async (session) => {
      await session.lock(data.id('users'), [user], 'update')
      const state = await this.#read(session, user)
      const values = await next(session, state ?? { failures: 0, otp_step: null })
      if (Object.keys(values).length === 0) return
      if (state === null) await session.create(data.id('login_states'), [{ user, ...values }])
      else await session.update(data.id('login_states'), { keys: [user] }, values)
    })
  }

  async #read(session: Session, user: string): Promise<LoginState | null> {
    const { data } = this.#config
    const query = { fields: ['failures', 'otp_step'], filter: { user: { _eq: user } }, limit: 1 }
    const [row] = await session.read(data.id('login_states'), query)
    return (row as LoginState | undefined) ?? null
  }
}
