import type { Options } from './options.js'
export async function measureMemory(_options: Options): Promise<void> {}
