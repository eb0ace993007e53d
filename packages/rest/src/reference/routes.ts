import type { Context } from 'hono'
import { ForbiddenError, type Session } from '@relvar/query-engine'
import type { Describer } from '../openapi/describer.js'
import type { RestSettings } from '../options.js'
import { decodePercent } from '../parse/percent.js'
import { addressOf } from '../request/address.js'
import { rawSegments } from '../request/url.js'
import { respondText } from '../respond/respond.js'
import type { Handler, Route } from '../route.js'
import { isSignedIn } from '../server/info.js'
import { collectionPage } from './collection-page.js'
import { layout } from './layout.js'
import { overviewPage } from './overview-page.js'
import { script } from './script.js'
import type { Markup, Site, Visitor } from './site.js'
import { findCollection, siteOf } from './site.js'
import { styles } from './styles.js'

/** Pages for people, made from the description: an overview, and one page for each collection. */
export function referenceRoutes(describer: Describer): readonly Route[] {
  const page = (
    render: (site: Site, context: Context) => { title: string; content: Markup },
  ): Handler => {
    return async (context, settings) => {
      const site = await openSite(context, settings, describer)
      const { title, content } = render(site, context)
      const markup = await layout(site, title, content)
      return respondText(context, String(markup), 'text/html; charset=utf-8', pageHeaders)
    }
  }
  return [
    { path: '/server/specs/reference', methods: { GET: page(renderOverview) } },
    { path: '/server/specs/reference/:collection', methods: { GET: page(renderCollection) } },
    { path: '/server/specs/assets/reference.css', methods: { GET: asset(styles, 'text/css') } },
    {
      path: '/server/specs/assets/reference.js',
      methods: { GET: asset(script, 'text/javascript') },
    },
  ]
}

/** Scripts and styles of our own only, nothing inline, no other host; scripts ask this server alone. */
const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
}

async function openSite(
  context: Context,
  settings: RestSettings,
  describer: Describer,
): Promise<Site> {
  const session = await settings.session(context)
  const everybody = await settings.sessionOfEverybody(context)
  const address = addressOf(context, settings, '/server/specs')
  const serverUrl = address.path === '' ? '/' : address.path
  const routes = settings.modules?.routes ?? []
  return siteOf({
    document: describer(session, serverUrl).document,
    everybody: everybody === null ? null : describer(everybody, serverUrl).document,
    visitor: visitorOf(context, session),
    hasLogin: routes.some(({ path }) => path === '/auth/login'),
    address,
    term: context.req.query('q') ?? '',
  })
}

function visitorOf(context: Context, { actor }: Session): Visitor {
  if (!isSignedIn(actor)) return 'unknown'
  const { req } = context
  const bringsToken = req.header('Authorization') ?? req.query('access_token')
  return bringsToken === undefined ? 'cookie' : 'token'
}

function renderOverview(site: Site): { title: string; content: Markup } {
  return { title: site.document.info.title, content: overviewPage(site) }
}

function renderCollection(site: Site, context: Context): { title: string; content: Markup } {
  const [segment = ''] = rawSegments(context.req.url, 1)
  const name = decodePercent(segment)
  const collection = findCollection(site, name)
  if (collection === undefined) {
    throw new ForbiddenError(
      `You don't have permission to access collection "${name}" or it does not exist.`,
    )
  }
  return { title: name, content: collectionPage(site, collection) }
}

function asset(text: string, mediaType: string): Handler {
  return (context) => respondText(context, text, `${mediaType}; charset=utf-8`)
}
