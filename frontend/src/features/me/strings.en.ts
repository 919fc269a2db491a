export const en = {
  title: 'My schedule',
  next: 'Next shift',
  none: 'No shift is published for the next four weeks.',
  before: 'Previous week',
  after: 'Next week',
  off: 'Off',
  breaks: 'Breaks at {{times}}',
  feed: 'Calendar link',
  feedText:
    'Subscribe to your published shifts in your own calendar. Making a new link ends the old one.',
  makeFeed: 'Make a link',
  wishes: {
    title: 'Wishes',
    balance:
      '{{left}} points left until {{to}}: {{budget}} for everybody, {{credit}} more for wishes refused before.',
    takeBack: 'Take back',
    takeBackOf: 'Take back the wish for {{day}}',
    day: 'Day',
    kind: 'What you wish',
    kinds: {
      off: 'A day off',
      start: 'Start between',
      not_start: 'Do not start between',
    },
    for: {
      off: 'a day off',
      start: 'start between {{from}} and {{to}}',
      not_start: 'no start between {{from}} and {{to}}',
      template: 'shift {{template}}',
    },
    from: 'From',
    to: 'To',
    points: 'Points',
    pointsText:
      'More points weigh more. A refused wish gives its points back, and some more in the next period.',
    send: 'Wish',
    open: 'Not decided yet; {{points}} points on it',
    granted: 'Granted for {{points}} points',
    refused: 'Refused; you have the {{points}} points back',
    refusedRule: 'Refused: the rule “{{rule}}” forbids it. You have the {{points}} points back.',
    refusedCost:
      'Refused: without you too few people would have been there (it would have cost {{cost}} more). You have the {{points}} points back.',
  },
} as const
