import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ForecastIcon, ImportIcon, RosterIcon, StaffingIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Status } from '@/parts/status'
import classes from './home.module.css'
import type { Journey, Step } from './steps'
import { useHomeStrings } from './strings'

const ICONS = {
  import: ImportIcon,
  forecast: ForecastIcon,
  staffing: StaffingIcon,
  roster: RosterIcon,
}

interface Props {
  step: Step
  number: number
  /** This is where a decision waits. */
  isNext: boolean
  journey: Journey
}

/** One step of the journey: what it is for, how it stands, and the way in. */
export function StepCard({ step, number, isNext, journey }: Props) {
  const t = useHomeStrings()
  const Icon = ICONS[step]
  return (
    <li className={classes.step} data-next={isNext || undefined}>
      <div className={classes.head}>
        <Icon size={18} aria-hidden />
        <h2>
          {number}. {t(`steps.${step}.title`)}
        </h2>
        {isNext && <Status standing="info">{t('next')}</Status>}
      </div>
      <p className={classes.text}>{t(`steps.${step}.text`)}</p>
      <p className={classes.state}>
        <StateOf step={step} journey={journey} />
      </p>
      <Button
        variant={isNext ? 'filled' : 'default'}
        renderRoot={(props) => <Link to={`/${step}`} {...props} />}
      >
        {t(`steps.${step}.action`)}
      </Button>
    </li>
  )
}

/** How a step stands, in a line. */
function StateOf({ step, journey }: Pick<Props, 'step' | 'journey'>): ReactNode {
  const t = useHomeStrings()
  const format = useFormat()
  const forecast = journey.forecasts?.[0]
  const requirement = journey.requirements?.[0]
  const roster = journey.rosters?.[0]
  if (step === 'forecast' && forecast) {
    return t('from', { day: format.day(forecast.from), days: forecast.days })
  }
  if (step === 'staffing' && requirement) {
    return `${requirement.queueName}${colon()}${t('from', { day: format.day(requirement.from), days: requirement.days })}`
  }
  if (step === 'roster' && roster) {
    return (
      <>
        {roster.name}{' '}
        <Status standing={roster.state === 'published' ? 'ok' : 'warn'}>
          {t(`rosterStates.${roster.state}`)}
        </Status>
      </>
    )
  }
  const known = {
    import: true,
    forecast: journey.forecasts,
    staffing: journey.requirements,
    roster: journey.rosters,
  }
  return step !== 'import' && known[step] ? t('nothing') : null
}
