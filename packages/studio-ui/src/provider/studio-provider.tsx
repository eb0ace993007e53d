import { createContext, type ReactElement, type ReactNode, useContext, useMemo } from 'react'
import { englishIn, type Messages } from '../messages/english.js'
import type { WireClient } from '../wire/wire-client.js'

/** What the components are given by the application around them. */
export interface Studio {
  readonly client: WireClient
  readonly messages: Messages
  /** For dates and numbers: `de-CH`. */
  readonly locale: string
}

const StudioContext = createContext<Studio | null>(null)

/** The server, the words and the locale of what stands within. */
export interface StudioProviderProps {
  readonly client: WireClient
  /** Default: English. */
  readonly messages?: Messages
  /** Default: the browser's. */
  readonly locale?: string
  readonly children: ReactNode
}

/**
 * Gives the components below it their server, their words and their locale. It stands within Mantine's
 * and TanStack Query's providers.
 *
 * @example
 * <StudioProvider client={createWireClient({ url: 'https://api.example.com' })}>
 *   <ItemTable collection={collection} />
 * </StudioProvider>
 */
export function StudioProvider(props: StudioProviderProps): ReactElement {
  const { client, messages, locale = navigator.language, children } = props
  const studio = useMemo(
    () => ({ client, messages: messages ?? englishIn(locale), locale }),
    [client, messages, locale],
  )
  return <StudioContext value={studio}>{children}</StudioContext>
}

/** @throws Error outside of a `StudioProvider` */
export function useStudio(): Studio {
  const studio = useContext(StudioContext)
  if (studio === null) throw new Error('Components of the Studio stand within a StudioProvider.')
  return studio
}
