import { createContext, type ReactElement, type ReactNode, useContext, useMemo } from 'react'
import { englishIn, type Messages } from '../messages/english.js'
import type { Naming } from '../schema/naming.js'
import type { WireClient } from '../wire/wire-client.js'

/** What the components are given by the application around them. */
export interface Studio {
  readonly client: WireClient
  readonly messages: Messages
  /** For dates and numbers: `de-CH`. */
  readonly locale: string
  /** For the names of collections and fields. */
  readonly naming: Naming
  /** The address of an item's page; null where the application has no such pages. */
  readonly hrefOf: ((collection: string, key: string) => string) | null
}

const StudioContext = createContext<Studio | null>(null)

/** The server, the words and the locale of what stands within. */
export interface StudioProviderProps {
  readonly client: WireClient
  /** Default: English. */
  readonly messages?: Messages
  /** Default: the browser's. */
  readonly locale?: string
  /** What `$t:key` stands for, by key, as `/translations` has it for that locale. Default: nothing. */
  readonly texts?: ReadonlyMap<string, string>
  /** The address of an item's page, for links that open it. Default: there are no such links. */
  readonly hrefOf?: (collection: string, key: string) => string
  readonly children: ReactNode
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map()

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
  const { client, messages, locale = navigator.language, texts = NO_TEXTS, hrefOf = null } = props
  const studio = useMemo(
    () => ({
      client,
      messages: messages ?? englishIn(locale),
      locale,
      naming: { locale, texts },
      hrefOf,
    }),
    [client, messages, locale, texts, hrefOf],
  )
  return <StudioContext value={studio}>{props.children}</StudioContext>
}

/** @throws Error outside of a `StudioProvider` */
export function useStudio(): Studio {
  const studio = useContext(StudioContext)
  if (studio === null) throw new Error('Components of the Studio stand within a StudioProvider.')
  return studio
}
