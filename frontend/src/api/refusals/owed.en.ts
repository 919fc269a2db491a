// Every rule that contracts, commitments, credits, invoices and closed months refuse by, as
// the server calls it; a test of package vendors compares them with what the server can say.
export const en = {
  rules: {
    versions_overlap:
      'Version {{a}} from {{b}} and version {{c}} from {{d}} would both hold. End the earlier one the day before the later begins.',
    no_version_on: 'No version of the contract holds on {{a}}.',
    version_in_force: 'Version {{a}} is in force and never changes. Draft its successor.',
    commitment_step: 'This is not possible now: {{b}}. The commitment is: {{a}}.',
    days_committed:
      'Commitment {{a}} has the queue from {{b}} to {{c}} already. Take other days, or withdraw that one first.',
    month_closed: 'The month from {{a}} to {{b}} is closed. It changes only by a dated correction.',
    month_not_over: 'The month can be closed after {{a}}.',
    month_open: 'The month is open. It is computed anew without a correction.',
    lines_open: 'Lines of invoices that are open: {{a}}. Agree on each first, or credit it.',
    before_close:
      'A correction is dated on the day of the close ({{b}}) or later; this one is of {{a}}.',
    correction_reason: 'A correction needs its reason and who gives it.',
    delivered_before:
      '{{b}} of {{a}} intervals were delivered before by the same source. Undo that delivery first.',
    booked_follows: 'These counts follow from commitments and hours and change with them alone.',
    source_unknown: 'Counts do not come from {{a}} here. A vendor delivers its own only.',
    number_taken:
      'Another invoice has the number {{a}}. Give this one its own, or send a credit note and a new invoice.',
    other_currency: 'It is in {{a}}. The contract is in {{b}}.',
    beyond_cap:
      'Credits of {{a}} are beyond the cap. What is at risk in the month and left of the year is {{b}}.',
    credit_open:
      'The credit for {{a}} is: {{b}}. Every credit has to be agreed, or its dispute past the deadline, before the month is closed.',
    no_such_credit: 'There is no credit for {{a}} in {{b}}.',
    credit_answer: 'A credit is agreed or disputed. Closing the month applies it.',
    credit_settled: 'The credit for {{a}} is settled already: {{b}}.',
    dispute_open: 'The credit for {{a}} is disputed already and waits for an answer.',
    reason_missing: 'Write the reason, for the other side to answer.',
    owner_settles:
      'Only the owner settles another amount. Agree to the proposed one, or dispute it.',
    credit_below_nothing: 'A credit is 0 or more; this is {{a}}.',
    line_step: 'A line that is {{a}} cannot become: {{b}}.',
    line_matched: 'This line matched. Nothing is open about it.',
    before_last_step: 'The last step was on {{a}}. The next is on that day or later.',
    nobody_did: 'It is not known who takes this step.',
    owner_alone: 'Only the owner takes a line to: {{a}}. Agree, or dispute with a reason.',
    rate_unfit: 'What the contract says of {{a}} does not fit this use.',
    event_unfit:
      'Event {{a}} cannot be billed as it is: its times or its rate do not fit the contract.',
    too_large_to_keep: 'The figure is too large to be kept exactly.',
    already_approved: 'The scenario is approved already.',
    author_approves: 'Who made a scenario does not approve it. Another person does.',
  },
  values: {
    credit_proposed: 'proposed',
    credit_agreed: 'agreed',
    credit_disputed: 'disputed',
    credit_applied: 'applied',
    line_matched: 'matched',
    line_query: 'a query',
    line_disputed: 'disputed',
    line_agreed: 'agreed',
    line_paid: 'paid',
    line_credit_noted: 'credited',
    commitment_asked: 'asked for',
    commitment_countered: 'answered with less',
    commitment_agreed: 'agreed',
    commitment_withdrawn: 'withdrawn',
    step_ask: 'to ask',
    step_accept: 'to accept',
    step_counter: 'to offer less',
    step_agree: 'to take the offer',
    step_insist: 'to ask for all of it again',
    step_withdraw: 'to withdraw',
  },
} as const
