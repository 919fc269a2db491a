export const en = {
  title: 'Welcome, {{name}}',
  journey: 'From a file to a published roster',
  fresh: 'A fresh Muster',
  freshText: 'It knows no site yet, and everything is planned at a site.',
  freshAction: 'Set up the first one',
  next: 'Next',
  nothing: 'Nothing yet',
  from: 'From {{day}}, {{days}} days',
  rosterStates: {
    draft: 'Draft',
    building: 'Building',
    published: 'Published',
  },
  steps: {
    import: {
      title: 'Import',
      text: 'Bring in what the phone system exports. Muster recognises the format and says what does not add up.',
      action: 'Import history',
    },
    forecast: {
      title: 'Forecast',
      text: 'How much work is coming, with bands, and how well the method did in the past.',
      action: 'Open forecasts',
    },
    staffing: {
      title: 'Staffing',
      text: 'How many people each interval takes for the service goal, and why.',
      action: 'Open staffing',
    },
    roster: {
      title: 'Roster',
      text: 'Who works when, under the rules, at what cost. Publish when it is right.',
      action: 'Open rosters',
    },
  },
  queues: {
    title: 'How far each queue is planned',
    queue: 'Queue',
    forecast: 'Forecast until',
    staffed: 'Staffed until',
    next: 'Next',
    none: 'Not yet',
    steps: {
      forecast: 'Forecast it',
      staffing: 'Staff it',
      roster: 'Roster it',
    },
  },
  drift: {
    title_one: 'The forecasts of {{count}} queue drift',
    title_other: 'The forecasts of {{count}} queues drift',
    others_one: 'and {{count}} other',
    others_other: 'and {{count}} others',
    action: 'See since when, and what to do',
  },
  people: 'People',
} as const
