import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import type { Amount, Value } from './queries'
import { useVoiceStrings } from './strings'
import classes from './voice.module.css'

/** The figures of a period: what is measured, and apart from it what is assumed. */
export function Figures({ value }: { value: Value }) {
  const t = useVoiceStrings()
  return (
    <div className={classes.goals}>
      <Panel title={t('value.measured')}>
        <Measured value={value} />
      </Panel>
      <Panel title={t('value.assumed')}>
        {value.worth ? <Assumed value={value} /> : <Text>{t('value.none')}</Text>}
      </Panel>
    </div>
  )
}

function Measured({ value }: { value: Value }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const { currency, outcomes, good, rated, costMinor, preventableMinor } = value
  const money = (minor: number) => format.money({ minor, currency })
  return (
    <>
      {costMinor === undefined ? (
        <Text>{t('value.costNone')}</Text>
      ) : (
        <Figure name={t('value.cost')} figure={money(costMinor)} />
      )}
      {preventableMinor !== undefined && (
        <Figure
          name={t('value.preventable')}
          figure={money(preventableMinor)}
          text={t('value.preventableText')}
        />
      )}
      {outcomes.cases > 0 ? (
        <Figure
          name={t('value.solved')}
          figure={format.percent(outcomes.solved / outcomes.cases, 1)}
          text={t('value.solvedText', {
            solved: format.number(outcomes.solved),
            cases: format.number(outcomes.cases),
            recovered: format.number(outcomes.recovered),
          })}
        />
      ) : (
        <Text>{t('value.noCases')}</Text>
      )}
      {rated > 0 && (
        <Figure
          name={t('value.satisfied')}
          figure={format.percent(good / rated, 1)}
          text={t('value.satisfiedText', {
            good: format.number(good),
            rated: format.number(rated),
          })}
        />
      )}
    </>
  )
}

const ASSUMED = ['kept', 'recovered', 'atRisk'] as const

function Assumed({ value }: { value: Value }) {
  const t = useVoiceStrings()
  const range = useRange(value.currency)
  const format = useFormat()
  return ASSUMED.map((part) => {
    const amount = value[part]
    return (
      amount && (
        <Figure
          key={part}
          name={t(`value.${part}`)}
          figure={format.money({ minor: amount.likely, currency: value.currency })}
          note={range(amount)}
          text={t(`value.${part}Text`)}
        />
      )
    )
  })
}

/** Says how far off an amount may be. */
export function useRange(currency: string): (amount: Amount) => string {
  const t = useVoiceStrings()
  const format = useFormat()
  return ({ low, high }) =>
    t('value.range', {
      low: format.money({ minor: low, currency }),
      high: format.money({ minor: high, currency }),
    })
}

interface FigureProps {
  name: string
  figure: string
  note?: string
  text?: string
}

function Figure({ name, figure, note, text }: FigureProps) {
  return (
    <div className={classes.worth}>
      <div className={classes.head}>
        <span>{name}</span>
        <span className={classes.figure}>{figure}</span>
        {note && <span className={classes.muted}>{note}</span>}
      </div>
      {text && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
    </div>
  )
}
