/** The code of a part of the page did not come: the server is away, or has other code by now. */
export class PartMissing extends Error {
  constructor(cause: unknown) {
    super('A part of this page could not be loaded.', { cause })
    this.name = 'PartMissing'
  }
}
