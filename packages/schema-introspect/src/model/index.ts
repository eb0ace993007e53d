/** The model alone: no driver, no Node; runs in a browser. */

// What a schema is
export type {
  Action,
  AnyTarget,
  AutomaticValue,
  Cardinality,
  Check,
  Column,
  ColumnDefault,
  ColumnTraits,
  ColumnType,
  DialectName,
  EnumId,
  EnumType,
  ForeignKey,
  Index,
  IndexDefinition,
  ReferentialAction,
  Relationship,
  RelationshipTraits,
  SchemaModel,
  Table,
  TableId,
  TableKind,
  TableTraits,
  UniqueConstraint,
} from './schema-model.js'

// Looking things up
export { areComparable } from './comparable.js'
export {
  findColumn,
  findRelationship,
  findTable,
  getColumn,
  getTable,
  UnknownTableError,
} from './find.js'
export { inlineValues } from './inline-values.js'
export { isSecret } from './is-secret.js'

// Laying over it what people say
export type { ColumnOverlay, DeclaredRelationship, Overlay, TableOverlay } from './overlay.js'
export { applyOverlay, type OverlayProblem, overlayProblems } from './apply-overlay.js'

// Making models
export { replaceTables } from './replace-tables.js'
export { assembleModel } from './assemble.js'
export type {
  Catalogue,
  CatalogueColumn,
  CatalogueColumnEnum,
  CatalogueEnum,
  CatalogueForeignKey,
  CataloguePrimaryKey,
  CatalogueTable,
  OfTable,
} from './catalogue.js'
