export const en = {
  title: 'Long range',
  text: 'Months and years ahead, for plans of hiring and of vendors: by the same method as the forecasts, with growth as an assumption that you can see and change.',
  queue: 'Queue',
  noQueue: 'This site has no queue',
  noQueueText: 'Queues are made in the set-up, or by importing history.',
  download: 'Download CSV',
  range: 'How far',
  months_one: '{{count}} month',
  months_other: '{{count}} months',
  step: 'Steps',
  steps: {
    month: 'Month',
    week: 'Week',
  },
  measure: 'Figure',
  measures: {
    contacts: 'Contacts',
    workload: 'Workload, hours',
    aht: 'Handle time',
  },
  growth: 'Growth a year',
  learnt: 'As learnt',
  own: 'My own',
  growthSlider: 'Growth a year, in per cent',
  growthNumber: 'Growth a year as a number',
  band: '{{level}} band',
  partOf: '{{month}} (only {{days}})',
  seconds: '{{number}} s',
  handleUnknown: 'The history has no handle times, so neither they nor the workload can be said.',
  plotLabel: '{{measure}} ahead by {{step}}',
  tableLabel: 'Long range by {{step}}',
  assumptions: 'What this rests on',
  notes: {
    growthGiven: 'Growth of {{change}} a year, as you assume it, all the way.',
    growthDamped:
      'Growth of {{change}} a year now, learnt from the history; half of its speed is left after {{days}} days.',
    growthLasting: 'Growth of {{change}} a year, learnt from the history, all the way.',
    growthNone: 'No growth: in the past, going on with the trend would have made forecasts worse.',
    growthUnknown:
      'No growth: {{weeks}} weeks of history cannot tell it from the season. Set your own if you know it.',
    seasonLearnt: 'The season of the year is learnt from {{weeks}} weeks of history.',
    seasonShrunk:
      'The season of the year is seen less than twice ({{weeks}} weeks) and so taken up with caution.',
    seasonUnknown: 'No season of the year: {{weeks}} weeks of history are too few.',
    calendarUntil:
      'The calendar knows holidays and events until {{day}}; later days count as ordinary ones.',
    calendarEmpty: 'The calendar knows no holidays and events ahead: all days count as ordinary.',
    bandsTested:
      'Bands come from errors made in the past, up to {{weeks}} weeks ahead; beyond, they are widened by rule.',
    bandsAssumed:
      'Bands are assumed and not tested: one deviation is {{percent}} at a quarter of a year.',
    handleTime: 'Handle time stays at {{seconds}} s a contact.',
    handleUnknown: 'Handle time is not in the history; workload cannot be said.',
    hoursUnchanged: 'Opening hours stay as they are.',
  },
} as const
