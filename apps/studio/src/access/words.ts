/** What the pages about rights say. */
export const accessWords = {
  policies: 'Access policies',
  policiesText:
    'What is allowed together. Roles and users hold policies; the public one is everybody’s.',
  publicName: 'Public',
  publicText: 'For everybody who is not signed in, and for users without a role.',
  newPolicy: 'New policy',
  name: 'Name',
  description: 'Description',
  admin: 'Administrator',
  adminText:
    'Everything is allowed, settings and rights of others too. The matrix does not matter then.',
  app: 'Use of the Studio',
  appText:
    'May sign in here. Reading the data model, the own profile, notifications and presets comes with it.',
  tfa: 'Second factor needed',
  tfaText: 'Whoever holds the policy has to set up a second factor.',
  ip: 'Addresses',
  ipText:
    'The policy counts from these only: 10.0.0.0/8, 192.168.1.5, 10.1.0.1-10.1.0.9. None is from everywhere.',
  ipFlag: 'Addresses limited',
  heldBy: 'Held by',
  nobody: 'Nobody yet',
  holders: 'Roles and users',
  addRole: 'Give to a role',
  addUser: 'Give to a user',
  takeAway: (name: string): string => `Take it from ${name}`,
  permissions: 'Permissions',
  permissionsText: 'Saved at once. A dashed frame: it comes with the use of the Studio.',
  adminMatrix: 'Administrators may do everything: there is nothing to choose.',
  options: 'Options',
  create: 'Create',
  deletePolicy: 'Delete policy',
  deletePolicyTitle: (name: string): string => `Delete "${name}"?`,
  deletePolicyText:
    'Its permissions are gone, and whoever held it may no longer do what it allowed.',
  saved: 'Saved',
  notSaved: 'This was not saved',
  notThere: 'This policy is not there any more.',
  minimalTitle: 'What comes with the use of the Studio',
  minimalText:
    'Whoever may use the Studio reads collections, fields, relations and translations, their own profile, roles, activity, notifications, comments, shares and presets, and writes their own comments and presets. This cannot be taken away, and nothing of your data is part of it.',
  roles: 'Roles',
  loading: 'Loading',
}
