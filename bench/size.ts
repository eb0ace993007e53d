import type { Options } from './options.js'
export async function measureSize(_options: Options): Promise<void> {}
