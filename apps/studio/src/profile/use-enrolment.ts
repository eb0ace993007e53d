import { useStudio, type WireClient } from '@relvar/studio-ui'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

/** A second factor that is not switched on yet, and the password that it was asked for with. */
export interface OfferedFactor {
  readonly password: string
  readonly secret: string
  readonly otpauth_url: string
}

/** How far somebody has come with setting a second factor up. */
export interface Enrolment {
  /** null until the password was given. */
  readonly offered: OfferedFactor | null
  /** To be shown once; null until the factor is on. */
  readonly codes: readonly string[] | null
  /** @throws WireError with `INVALID_CREDENTIALS` where the password is wrong */
  readonly begin: (password: string) => Promise<void>
  /** @throws WireError with `INVALID_OTP` where the code is not that of the app */
  readonly enable: (otp: string) => Promise<void>
}

const OFFERED = ['offered factor']

/**
 * @param client of somebody who is signed in
 * @throws WireError with `INVALID_CREDENTIALS` where the password is wrong
 */
export async function offerFactor(client: WireClient, password: string): Promise<OfferedFactor> {
  const request = { method: 'POST', body: { password } } as const
  const { data } = await client.ask<Omit<OfferedFactor, 'password'>>(
    '/users/me/tfa/generate',
    request,
  )
  return { password, ...data }
}

/** Has the page that sets a factor up go on with one that was offered at the login. */
export function keepOffered(queries: QueryClient, offered: OfferedFactor): void {
  queries.setQueryData(OFFERED, offered)
}

/** New recovery codes; those before stop working. */
export async function renewCodes(client: WireClient, password: string): Promise<readonly string[]> {
  const request = { method: 'POST', body: { password } } as const
  const path = '/users/me/tfa/recovery-codes'
  return (await client.ask<{ readonly codes: readonly string[] }>(path, request)).data.codes
}

/** Sets a second factor up. What {@link keepOffered} has kept is gone on with. */
export function useEnrolment(): Enrolment {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [offered, setOffered] = useState(() => queries.getQueryData<OfferedFactor>(OFFERED) ?? null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const isOn = useRef(false)
  return {
    offered,
    codes,
    begin: async (password) => setOffered(await offerFactor(client, password)),
    enable: async (otp) => {
      if (offered === null) return
      const { secret, password } = offered
      // Where the codes were not answered, they are asked for again, and nothing else.
      if (!isOn.current)
        await client.ask('/users/me/tfa/enable', { method: 'POST', body: { secret, otp } })
      isOn.current = true
      queries.removeQueries({ queryKey: OFFERED })
      setCodes(await renewCodes(client, password))
    },
  }
}
