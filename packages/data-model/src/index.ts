/** What a project keeps about itself. */

export { dataModel } from './data-model.js'
