import type { ForecastNote, Outlook } from '@/api/types'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { useOutlookStrings } from './strings'

/** Everything that the figures rest on, so that nobody takes them for more than they are. */
export function Assumptions({ outlook }: { outlook: Outlook }) {
  const t = useOutlookStrings()
  const words = useNoteWords()
  return (
    <Panel title={t('assumptions')}>
      <ul style={{ margin: 0, paddingInlineStart: 20, maxWidth: '84ch' }}>
        {outlook.assumptions.map((note) => (
          <li key={note.code}>{words(note)}</li>
        ))}
      </ul>
    </Panel>
  )
}

/** An assumption in the language on screen; one that is not known here as the server says it. */
export function useNoteWords(): (note: ForecastNote) => string {
  const t = useOutlookStrings()
  const format = useFormat()
  return ({ code, args, text }) => {
    const change = format.signedPercent(Number(args.percent ?? 0) / 100, 1)
    const percent = format.percent(Number(args.percent ?? 0) / 100, 1)
    const weeks = format.number(Number(args.weeks ?? 0))
    switch (code) {
      case 'outlook_growth_given':
        return t('notes.growthGiven', { change })
      case 'outlook_growth_damped':
        return t('notes.growthDamped', { change, days: format.number(Number(args.days ?? 0)) })
      case 'outlook_growth_lasting':
        return t('notes.growthLasting', { change })
      case 'outlook_growth_none':
        return t('notes.growthNone')
      case 'outlook_growth_unknown':
        return t('notes.growthUnknown', { weeks })
      case 'outlook_season_learnt':
        return t('notes.seasonLearnt', { weeks })
      case 'outlook_season_shrunk':
        return t('notes.seasonShrunk', { weeks })
      case 'outlook_season_unknown':
        return t('notes.seasonUnknown', { weeks })
      case 'outlook_calendar_until':
        return t('notes.calendarUntil', { day: format.day(args.day ?? '') })
      case 'outlook_calendar_empty':
        return t('notes.calendarEmpty')
      case 'outlook_bands_tested':
        return t('notes.bandsTested', { weeks })
      case 'outlook_bands_assumed':
        return t('notes.bandsAssumed', { percent })
      case 'outlook_handle_time':
        return t('notes.handleTime', { seconds: format.number(Number(args.seconds ?? 0)) })
      case 'outlook_handle_unknown':
        return t('notes.handleUnknown')
      case 'outlook_hours_unchanged':
        return t('notes.hoursUnchanged')
      default:
        return text
    }
  }
}
