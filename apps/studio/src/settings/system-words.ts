/** What the page about the server says. */
export const systemWords = {
  title: 'System',
  status: 'Status',
  statuses: { ok: 'Healthy', warn: 'Slow', error: 'Failing' } as Readonly<Record<string, string>>,
  version: 'Version',
  database: 'Database',
  address: 'Address',
  checks: 'What it depends on',
  closed: 'The server does not tell how it does.',
  loading: 'Loading',
}
