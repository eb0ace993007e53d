import { defineModule, type Module } from '@relvar/query-engine'

/** People and their teams: a module as small as one can be that has everything. */
export const people: Module = defineModule({
  name: 'people',
  migrations: [
    {
      version: 1,
      name: 'Teams and people',
      changes: [
        {
          kind: 'create-table',
          table: {
            name: 'teams',
            columns: {
              id: { type: 'uuid', traits: { onCreate: 'uuid' } },
              name: { type: 'string', required: true, default: 'new' },
            },
            lists: { members: { table: 'people', through: 'team' } },
          },
        },
        {
          kind: 'create-table',
          table: {
            name: 'people',
            columns: {
              id: { type: 'integer', numbered: true },
              email: { type: 'string', length: 128 },
              team: { type: 'uuid', references: { table: 'teams', onDelete: 'set null' } },
              active: { type: 'boolean', required: true, default: true },
              tags: { type: 'json' },
              networks: { type: 'csv' },
              note: { type: 'text' },
              joined: { type: 'timestamp', traits: { onCreate: 'now' } },
              password: { type: 'hash', traits: { secret: 'conceal' } },
            },
            uniques: [['email']],
            indexes: [['team', 'active']],
          },
        },
      ],
    },
    {
      version: 2,
      name: 'The first team',
      fill: async (session, tables) => {
        await session.create(tables.id('teams'), [{ name: 'Founders' }])
      },
    },
  ],
})

/** The same module, one release later. */
export const laterPeople: Module = defineModule({
  ...people,
  migrations: [
    ...(people.migrations ?? []),
    {
      version: 3,
      name: 'Nicknames',
      changes: [
        {
          kind: 'add-column',
          table: 'people',
          name: 'nickname',
          column: { type: 'string', length: 40 },
        },
      ],
    },
  ],
})
