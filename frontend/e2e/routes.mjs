// Every screen that the checks and the pictures visit, and as whom. Whoever adds a
// screen to the app adds its addresses here.

/** @type {{name: string, path: string, as: 'planner' | 'administrator' | 'agent'}[]} */
export const SCREENS = [
  { name: 'home', path: '/', as: 'planner' },
  { name: 'import', path: '/import', as: 'planner' },
  { name: 'drivers', path: '/drivers', as: 'planner' },
  { name: 'driver-add', path: '/drivers?edit=new', as: 'planner' },
  { name: 'forecast', path: '/forecast', as: 'planner' },
  { name: 'staffing', path: '/staffing', as: 'planner' },
  { name: 'roster', path: '/roster', as: 'planner' },
  { name: 'people', path: '/people', as: 'planner' },
  { name: 'people-add', path: '/people?add=true', as: 'planner' },
  { name: 'people-import', path: '/people/import', as: 'planner' },
  { name: 'person', path: '/people/1', as: 'planner' },
  { name: 'person-edit', path: '/people/1?edit=true', as: 'planner' },
  { name: 'sites', path: '/setup/sites', as: 'planner' },
  { name: 'calendars', path: '/setup/calendars', as: 'planner' },
  { name: 'calendar', path: '/calendars/1?year=2026', as: 'planner' },
  {
    name: 'calendar-add',
    path: '/calendars/1?year=2026&add=true&from=2026-11-23&to=2026-11-27',
    as: 'planner',
  },
  { name: 'channels', path: '/setup/channels', as: 'planner' },
  { name: 'skills', path: '/setup/skills', as: 'planner' },
  { name: 'queues', path: '/setup/queues', as: 'planner' },
  { name: 'queue-edit', path: '/setup/queues?edit=1', as: 'planner' },
  { name: 'employers', path: '/setup/employers', as: 'planner' },
  { name: 'teams', path: '/setup/teams', as: 'planner' },
  { name: 'agreements', path: '/setup/agreements', as: 'planner' },
  { name: 'agreement-edit', path: '/setup/agreements?edit=1', as: 'planner' },
  { name: 'users', path: '/users', as: 'administrator' },
  { name: 'user-add', path: '/users?edit=new', as: 'administrator' },
  { name: 'me', path: '/me', as: 'agent' },
  { name: 'not-found', path: '/nowhere', as: 'planner' },
]
