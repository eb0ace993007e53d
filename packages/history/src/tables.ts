import type { Migration, SystemColumn, SystemReference, SystemTable } from '@relvar/query-engine'

/** Room for the id of a collection, `schema.table`; with `item`, what one index of every vendor takes. */
const COLLECTION: SystemColumn = { type: 'string', length: 260, required: true }
/** The most characters of an item's key that are kept as they are. */
export const ITEM_LENGTH = 500
const ITEM: SystemColumn = { type: 'string', length: ITEM_LENGTH, required: true }

/** Books are not kept of the books. */
const UNRECORDED: SystemTable['traits'] = { accountability: null }

/** What people did stays when they go. */
const doer: SystemReference = { table: 'users' }
const formerUser: SystemReference = { table: 'users', onDelete: 'set null' }

const activity: SystemTable = {
  name: 'activity',
  columns: {
    id: { type: 'integer', numbered: true },
    action: { type: 'string', length: 45, required: true },
    user: { type: 'uuid', references: doer },
    timestamp: { type: 'timestamp', required: true, traits: { onCreate: 'now' } },
    ip: { type: 'string', length: 64 },
    user_agent: { type: 'string', length: 1000 },
    origin: { type: 'string', length: 255 },
    collection: COLLECTION,
    item: ITEM,
  },
  indexes: [['collection', 'item'], ['timestamp'], ['user']],
  lists: { revisions: { table: 'revisions', through: 'activity' } },
  traits: UNRECORDED,
}

const revisions: SystemTable = {
  name: 'revisions',
  columns: {
    id: { type: 'integer', numbered: true },
    activity: { type: 'integer', references: { table: 'activity' } },
    collection: COLLECTION,
    item: ITEM,
    data: { type: 'json' },
    delta: { type: 'json' },
    parent: { type: 'integer', references: { table: 'revisions' } },
    version: { type: 'uuid' },
  },
  indexes: [['collection', 'item'], ['activity'], ['parent']],
  traits: UNRECORDED,
}

const comments: SystemTable = {
  name: 'comments',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    collection: COLLECTION,
    item: ITEM,
    comment: { type: 'text', required: true },
    date_created: { type: 'timestamp', traits: { onCreate: 'now' } },
    date_updated: { type: 'timestamp', traits: { onCreate: 'now', onUpdate: 'now' } },
    user_created: { type: 'uuid', references: formerUser, traits: { onCreate: 'user' } },
    user_updated: { type: 'uuid', references: formerUser, traits: { onUpdate: 'user' } },
  },
  indexes: [['collection', 'item']],
}

const notifications: SystemTable = {
  name: 'notifications',
  columns: {
    id: { type: 'integer', numbered: true },
    timestamp: { type: 'timestamp', traits: { onCreate: 'now' } },
    status: { type: 'string', length: 32, default: 'inbox' },
    recipient: {
      type: 'uuid',
      required: true,
      references: { table: 'users', onDelete: 'cascade' },
    },
    sender: { type: 'uuid', references: formerUser },
    subject: { type: 'string', required: true },
    message: { type: 'text' },
    collection: { type: 'string', length: 260 },
    item: { type: 'string', length: ITEM_LENGTH },
  },
  indexes: [['recipient']],
  traits: UNRECORDED,
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'Activity, revisions, comments and notifications',
    changes: [activity, revisions, comments, notifications].map((table) => ({
      kind: 'create-table',
      table,
    })),
  },
]
