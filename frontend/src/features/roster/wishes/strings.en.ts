export const en = {
  wish: 'wish: {{what}} ({{points}} points)',
  met: 'met',
  missed: 'not met',
  granted: 'granted when published',
  refused: 'refused when published',
  refusedRule: 'refused when published: {{rule}}',
  refusedCost: 'refused when published: would have cost {{cost}} more',
} as const
