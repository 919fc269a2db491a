import type { Formatters } from '@/format'
import type { ContractLevel, ContractTerms } from './queries'
import type { useVendorStrings } from './strings'
import { en } from './strings.en'

type T = ReturnType<typeof useVendorStrings>

/** A clause of a contract: what it is about, and what it says. */
export interface Clause {
  readonly key: string
  readonly text: string
}

/** Metrics that are often agreed have words; others keep their code. */
export function metricName(t: T, code: string): string {
  return code in en.metrics ? t(`metrics.${code as keyof typeof en.metrics}`) : code
}

const shown = (format: Formatters, text: string) => {
  const value = Number(text)
  return Math.abs(value) <= 1 ? format.percent(value, 1) : format.number(value, 2)
}

function levelText(t: T, format: Formatters, level: ContractLevel): string {
  const parts = [
    t('levelLine', {
      metric: metricName(t, level.metric),
      base: shown(format, level.base),
      target: shown(format, level.target),
      floor: format.number(Number(level.floor), 1),
      weight: format.number(Number(level.weight), 1),
    }),
  ]
  if (Number(level.allocation) > 0) {
    parts.push(t('allocationLine', { share: format.percent(Number(level.allocation)) }))
  }
  if (level.leastN > 0) parts.push(t('leastLine', { n: format.number(level.leastN) }))
  if (level.knockOut) parts.push(t('knockOutLine'))
  return parts.join(' ')
}

/** What a version says, sentence by sentence. */
export function clausesOf(t: T, format: Formatters, terms: ContractTerms): Clause[] {
  const { currency } = terms
  const money = (text: string) => `${format.fixed(Number(text), 2)} ${currency}`
  const rates = terms.rates.map((rate) => ({
    key: `rate ${rate.code}`,
    text: t('rateLine', {
      code: rate.code,
      model: t(`models.${rate.model}`),
      prices: rate.bands
        .map(({ from, price }) =>
          Number(from) > 0
            ? t('bandLine', { price: money(price), from: format.number(Number(from)) })
            : money(price),
        )
        .join(', '),
    }),
  }))
  const levels = terms.levels.map((level) => ({
    key: `level ${level.metric}`,
    text: levelText(t, format, level),
  }))
  const rungs = terms.ladder.map(({ misses, months, leads }) => ({
    key: `rung ${leads}`,
    text: t('rungLine', { misses, months, leads: t(`consequences.${leads}`) }),
  }))
  return [
    ...rates,
    ...extras(t, format, terms, money),
    ...levels,
    ...rungs,
    { key: 'dispute', text: t('disputeLine', { count: terms.disputeDays }) },
  ]
}

function extras(t: T, format: Formatters, terms: ContractTerms, money: (text: string) => string) {
  const out: Clause[] = []
  const { baseline, takeOrPay, atRisk } = terms
  if (baseline) {
    out.push({
      key: 'baseline',
      text: t('baselineLine', {
        charge: format.money(baseline.charge),
        volume: format.number(Number(baseline.volume)),
        band: format.percent(Number(baseline.deadBand)),
        above: money(baseline.above),
        below: money(baseline.below),
      }),
    })
  }
  if (takeOrPay) {
    out.push({
      key: 'take or pay',
      text: t('takeOrPayLine', {
        floor: format.percent(Number(takeOrPay.floor)),
        price: money(takeOrPay.price),
      }),
    })
  }
  if (Number(atRisk.share) > 0) {
    out.push({
      key: 'at risk',
      text: `${t('atRiskLine', {
        share: format.percent(Number(atRisk.share)),
        pool: format.percent(Number(atRisk.pool)),
      })}${atRisk.byShare ? ` ${t('byShareLine')}` : ''}`,
    })
  }
  return out
}
