/** How a user is called. */
export const USER_TEMPLATE = '{{first_name}} {{last_name}}'

/** What is read of a user who is shown. */
export const USER_FIELDS: readonly string[] = ['first_name', 'last_name', 'email']
