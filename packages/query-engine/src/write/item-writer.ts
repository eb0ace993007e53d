import { createRows } from './create.js'
import { deleteItems } from './delete.js'
import { updateEach, updateItems } from './update.js'
import type { ItemWriter } from './writing.js'

export const itemWriter: ItemWriter = { createRows, updateItems, updateEach, deleteItems }
