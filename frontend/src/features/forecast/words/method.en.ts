/** Words of how a forecast was found, and what it notes. */
export const method = {
  method: {
    chosen: 'What was chosen',
    chosenText:
      'Each model was asked, at several past days, for the days after. The best of each family are joined.',
    candidates: 'Candidates, best first',
    family: 'Family',
    model: 'Model',
    joined: 'Joined',
    why: 'Taken or not, and why',
    look: 'Errors of the candidates',
    looks: { overall: 'On the whole', leads: 'By days ahead' },
    reference: 'For comparison: median of the last six weeks',
    byLead: 'By days ahead',
    lead: 'Days ahead',
    leadRange: '{{first}}–{{last}}',
    leadOpen: '{{first}} and more',
    flags: 'Left out of fitting',
    noFlags: 'Nothing was left out.',
    observed: 'Observed',
    expected: 'Expected',
    reason: 'Why',
    wholeDay: 'Whole day',
    part: '{{from}}–{{to}}',
    notes: 'Notes',
    provenance: 'Where it comes from',
    madeAt: 'Made {{when}}, from history before {{asOf}}',
    hash: 'Inputs {{hash}}, program {{code}}',
    mase: 'MASE',
    rmse: 'RMSE',
  },
  notes: {
    history_under_one_week:
      'Less than a week of history: weekdays that never occurred are taken to be like the others.',
    history_under_three_weeks:
      'Less than 3 weeks of history: averages, shrunk to the shape that all weekdays share.',
    history_under_eight_weeks:
      'Less than 8 weeks of history: no effects of the place in the month.',
    no_backtest: 'Too little history for a back-test: the bands rest on assumed errors.',
    horizon_longer_than_tested:
      'The back-test reaches {{tested}} days ahead, the forecast {{asked}}: later days have the bands of the last that could be tested.',
    history_ends_before: 'The history ends {{days}} days before the first day forecast.',
    rows_ignored:
      '{{intervals}} intervals of the history from {{day}} on were left out: the forecast begins there.',
    hole: 'Nothing was recorded from {{from}} to {{until}}, {{days}} days: they teach nothing and close nothing.',
    hours_changed:
      '{{percent}} % of the contacts lie outside the opening hours of the last eight weeks and are left out.',
    cold_start:
      'No history of its own: the shape of a template queue with {{contacts}} contacts on an ordinary day. That is an estimate, and the bands allow for it; candidates and scores are those of the template.',
    cold_start_not_needed:
      '{{days}} days of history are enough to forecast from: the template was not used.',
    reconciled:
      'Made to agree with the total of {{queues}} queues, which moved {{percent}}% of the contacts.',
    share_of_group:
      'Too few contacts to be forecast alone: its share of the forecast of {{queues}} such queues.',
    not_reconciled:
      'Not made to agree with the other queues: fewer than 2 of the {{queues}} have at least 3 weeks of history in common.',
    failed_no_history: 'The queue has no history before the first day to forecast. Import some.',
    failed_no_usable_day:
      'The history has no usable day: at least one day with contacts is needed.',
    failed_horizon:
      'The history cannot carry this forecast: it must begin before the first day and end at most 400 days before it, and the forecast may reach 800 days.',
    failed_driver: 'Driver {{driver}}: found {{found}}; expected {{expected}} {{day}}',
    quality_no_contacts: 'No contact was seen in the last eight weeks.',
    quality_short_history: 'Only {{weeks}} weeks of history.',
    quality_untested: 'Too little history for any back-test.',
    quality_long_lead: 'It reaches {{asked}} days ahead; only {{tested}} could be tested.',
    quality_day_errors: 'Days were off by {{percent}}% in the back-test.',
    quality_no_better_naive: 'No better than repeating last week.',
    quality_stale: 'The history ends {{days}} days before the first day forecast.',
    quality_missing_days:
      '{{percent}}% of the open days of the last eight weeks have no usable record.',
    quality_flagged_days:
      'On {{percent}}% of the open days of the last eight weeks something was left out of fitting.',
    quality_bands_miss: 'Bands of {{level}}% held {{share}}% in the back-test.',
    taken: 'Joined',
    behind_its_family: '{{model}} of the same family did better',
    not_decisively_ahead: 'Not far enough ahead of {{model}} of the same family',
    behind_the_best: '{{percent}}% behind the best, {{model}}; up to 10% is near enough',
    behind_the_reference: 'Behind the six-week median, {{model}}',
    combination_behind_the_reference: 'The combination with it lost to the six-week median',
    baseline_not_best: 'A baseline, taken only where nothing does better; {{model}} does',
  },
  families: {
    averages: 'Averages',
    factors: 'Common factors',
    loglinear: 'Log-linear regression',
    mstl: 'Decomposition of daily totals',
    series: 'Recursion on the last hours',
    naive: 'Repetition',
    quick: 'Level and profile, quick',
    steady: 'Level and profile, steady',
  },
  rules: {
    mean: 'their mean',
    median: 'their median',
    single: 'one alone',
    fallback: 'the reference, since nothing did better',
  },
  reasons: {
    dayHigh: 'Day far above its level',
    dayLow: 'Day far below its level',
    outage: 'Run of zeros in open hours',
    slotHigh: 'Far above the day’s shape',
    slotLow: 'Far below the day’s shape',
    nothing: 'No contacts on an open weekday',
  },
} as const
