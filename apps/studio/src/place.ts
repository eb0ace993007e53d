/** Where the Studio stands, as its page says: `/admin`, or below the path of a proxy. */
export const studioPath: string = new URL(document.baseURI).pathname.replace(/\/$/, '')

/** The address of the server whose Studio this is. */
export const serverUrl: string = new URL('..', document.baseURI).href.replace(/\/$/, '')

/** Of this answer of the server: styles that are made here bear it. */
export const styleNonce: string =
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
