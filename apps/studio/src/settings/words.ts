/** What the pages of the settings say. */
export const settingsWords = {
  saved: 'Saved',
  settings: 'Settings',
  users: 'Users',
  activity: 'Activity',
  profile: 'Your profile',
  project: 'Project',
  security: 'Security',
  policies: 'Access policies',
  roles: 'Roles',
  explain: 'Explain rights',
  system: 'System',
  noRightTitle: 'This is for administrators',
  noRightText: 'Your account may not change the settings. An administrator can give you the right.',
}
