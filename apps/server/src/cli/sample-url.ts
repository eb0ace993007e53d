/** Where the sample shop lies, below the working directory. */
export const samplePath = 'data/relvar-sample.sqlite'

export const sampleUrl: string = `sqlite:${samplePath}`
