/** The model alone: no driver, no Node; runs in a browser. */

export type {
  DeclaredRelationship,
  ColumnOverlay,
  Overlay,
  TableOverlay,
} from './overlay.js'
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
