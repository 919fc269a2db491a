import { NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Requirement } from '@/api/types'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { CertaintyDays } from './certainty-days'
import { type CertaintyPrice, certaintyQuery, type RequirementCertainty } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

/** What each certainty would cost, where it applies. */
export function CertaintyPanel({ requirement }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  const applies = !requirement.deferred && !requirement.goal.costs
  const query = useQuery({ ...certaintyQuery(requirement.id), enabled: applies })
  if (!applies) return null
  return (
    <Panel title={t('certainty.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('certainty.text')}
      </Text>
      <Loaded query={query}>{(found) => <Curve certainty={found} />}</Loaded>
    </Panel>
  )
}

function Curve({ certainty: { chosen, prices } }: { certainty: RequirementCertainty }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const nameOf = (share: number) =>
    share === 0 ? t('certainty.forecast') : t('certainty.with', { share: format.percent(share, 1) })
  const [looked, setLooked] = useState(chosen || 0.9)
  const curve = prices.filter(({ share }) => share > 0)
  const marked = curve.findIndex(({ share }) => share === chosen)
  const own = prices[0]
  const price = prices.find(({ share }) => share === looked)
  return (
    <>
      <Plot
        label={t('certainty.hours')}
        places={curve.map(({ share }) => nameOf(share))}
        axisText={(place) => format.percent(curve[place]?.share ?? 0, 1)}
        lines={[
          {
            name: t('certainty.hours'),
            values: curve.map(({ agentHours }) => agentHours),
            colour: 'var(--primary-text)',
          },
          {
            name: t('certainty.forecast'),
            values: curve.map(() => own?.agentHours ?? null),
            colour: 'var(--muted)',
            style: 'dashed',
          },
        ]}
        shades={marked < 0 ? [] : [{ name: t('certainty.chosen'), from: marked, to: marked }]}
        numberText={(value) => format.number(value)}
        valueText={(value) => format.number(value, 1)}
        fromZero={false}
        height={200}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys */}
      <section className={classes.map} aria-label={t('certainty.prices')} tabIndex={0}>
        <Prices prices={prices} chosen={chosen} nameOf={nameOf} />
      </section>
      {own && price && (
        <>
          <NativeSelect
            mt="md"
            maw={280}
            label={t('certainty.byDay')}
            value={String(looked)}
            onChange={(event) => setLooked(Number(event.currentTarget.value))}
            data={curve.map(({ share }) => ({ value: String(share), label: nameOf(share) }))}
          />
          <CertaintyDays own={own} price={price} name={nameOf(price.share)} />
        </>
      )}
    </>
  )
}

function Prices(props: {
  prices: readonly CertaintyPrice[]
  chosen: number
  nameOf: (share: number) => string
}) {
  const t = useStaffingStrings()
  const format = useFormat()
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  return (
    <table className={classes.plain} aria-label={t('certainty.prices')}>
      <thead>
        <tr>
          <th scope="col">{t('certainty.share')}</th>
          <th scope="col">{t('weeks.work')}</th>
          <th scope="col">{t('certainty.extra')}</th>
          <th scope="col">{t('weeks.paid')}</th>
          <th scope="col">{t('weeks.serviceLevel')}</th>
          <th scope="col">{t('certainty.held')}</th>
        </tr>
      </thead>
      <tbody>
        {props.prices.map((price) => (
          <tr key={price.share} data-binding={price.share === props.chosen || undefined}>
            <th scope="row">{props.nameOf(price.share)}</th>
            <td>{format.fixed(price.agentHours, 1)}</td>
            <td>{price.share === 0 ? '–' : format.signed(price.extraHours, 1)}</td>
            <td>{format.fixed(price.scheduledHours, 1)}</td>
            <td>{share(price.serviceLevel)}</td>
            <td>{share(price.held)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
