import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { useForecastStrings } from '../strings'
import { useEffectName } from './effect-words'
import type { Effect } from './queries'
import classes from './whatif.module.css'

const SHOWN = 30

/** What moves the queue, and by how much: the strongest first, each with the interval it is known to. */
export function EffectsList({ effects }: { effects: readonly Effect[] }) {
  const t = useForecastStrings()
  const format = useFormat()
  const effectName = useEffectName()
  if (effects.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('effects.none')}
      </Text>
    )
  }
  const shown = effects
    .toSorted((a, b) => Math.abs(b.effectPct) - Math.abs(a.effectPct))
    .slice(0, SHOWN)
  const reach = Math.max(...shown.map(({ lo, hi }) => Math.max(Math.abs(lo), Math.abs(hi))), 1)
  const percent = (pct: number) => format.signedPercent(pct / 100, 1)
  return (
    <ul className={classes.effects} aria-label={t('effects.title')}>
      {shown.map((effect) => (
        <li key={`${effect.kind} ${effect.name} ${effect.measure}`}>
          <span className={classes.name}>{effectName(effect)}</span>
          <b>{percent(effect.effectPct)}</b>
          <Whisker effect={effect} reach={reach} />
          <small>
            {t(`effects.kinds.${effect.kind}`)}
            {effect.measure === 'handle_time' && ` · ${t('measures.handle_time')}`}
            {' · '}
            {percent(effect.lo)} … {percent(effect.hi)}
            {' · '}
            {effect.days > 0
              ? t('effects.days', { count: effect.days })
              : t('effects.onlyExpected')}
            {effect.expectedPct !== undefined &&
              ` · ${t('effects.expected', { percent: percent(effect.expectedPct) })}`}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** The interval of an effect around nothing; the same numbers stand beside it. */
function Whisker({ effect, reach }: { effect: Effect; reach: number }) {
  const at = (pct: number) => `${50 + (50 * pct) / reach}%`
  return (
    <svg className={classes.whisker} aria-hidden="true">
      <line x1="50%" x2="50%" y1="0" y2="100%" className={classes.zero} />
      <line x1={at(effect.lo)} x2={at(effect.hi)} y1="50%" y2="50%" />
      <circle cx={at(effect.effectPct)} cy="50%" r="3" />
    </svg>
  )
}
