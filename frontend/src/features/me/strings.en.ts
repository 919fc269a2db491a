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
} as const
