export const en = {
  title: 'Sign in',
  tagline: 'Workforce management for customer contact centres',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  ended: 'Your session has ended. Sign in again to go on where you were.',
  wrong: 'The e-mail or the password is wrong',
  wait: 'Too many attempts. Try again in {{seconds}} seconds.',
  emailNeeded: 'Enter your e-mail',
  passwordNeeded: 'Enter your password',
} as const
