import { useMetricNames } from '@/features/owed/metric-names'
import { type Formatters, useFormat } from '@/format'
import { useLanguage } from '@/i18n'
import type { ContractLevel, ContractTerms } from './queries'
import { useVendorStrings } from './strings'

/** A clause of a contract: what it is about, and what it says. */
export interface Clause {
  readonly key: string
  readonly text: string
}

/** What sentences are made with. */
interface Words {
  readonly t: ReturnType<typeof useVendorStrings>
  readonly format: Formatters
  readonly metric: (code: string) => string
  /** Puts sentences one behind the other: in Chinese without a gap. */
  readonly join: (parts: readonly string[]) => string
  /** Between prices of bands. */
  readonly comma: string
}

/** Says terms in sentences of the language on screen. */
export function useClauses(): (terms: ContractTerms) => Clause[] {
  const zh = useLanguage() === 'zh'
  const words: Words = {
    t: useVendorStrings(),
    format: useFormat(),
    metric: useMetricNames(),
    join: (parts) => parts.join(zh ? '' : ' '),
    comma: zh ? '，' : ', ',
  }
  return (terms) => [
    ...ratesOf(words, terms),
    ...volumeOf(words, terms),
    ...riskOf(words, terms),
    ...terms.levels.map((level) => ({
      key: `level ${level.metric}`,
      text: levelText(words, level),
    })),
    ...terms.ladder.map((rung) => ({ key: `rung ${rung.leads}`, text: rungText(words, rung) })),
    { key: 'dispute', text: words.t('disputeLine', { count: terms.disputeDays }) },
  ]
}

/** A line of a level: shares as percentages, other measures as they are counted. */
export function lineText(format: Formatters, text: string): string {
  const value = Number(text)
  return Math.abs(value) <= 1 ? format.percent(value, 1) : format.number(value, 2)
}

const priced = ({ format }: Words, currency: string, text: string) =>
  `${format.fixed(Number(text), 2)} ${currency}`

function ratesOf(words: Words, { rates, currency }: ContractTerms): Clause[] {
  const { t, format } = words
  return rates.map((rate) => {
    const prices = rate.bands.map(({ from, price }) => {
      const said = priced(words, currency, price)
      return Number(from) > 0
        ? t('bandLine', { price: said, from: format.number(Number(from)) })
        : said
    })
    const parts = [
      t('rateLine', {
        code: rate.code,
        model: t(`models.${rate.model}`),
        prices: prices.join(words.comma),
      }),
    ]
    if (rate.bands.length > 1) parts.push(t(rate.marginal ? 'marginalLine' : 'reachedLine'))
    if (rate.baseline !== undefined) {
      parts.push(t('savedLine', { cost: format.number(Number(rate.baseline), 2) }))
    }
    if (rate.bonus) {
      const { base, target, share } = rate.bonus
      parts.push(
        t('bonusLine', {
          share: format.percent(Number(share), 1),
          base: format.number(Number(base), 1),
          target: format.number(Number(target), 1),
        }),
      )
    }
    return { key: `rate ${rate.code}`, text: words.join(parts) }
  })
}

function volumeOf(words: Words, { baseline, takeOrPay, currency }: ContractTerms): Clause[] {
  const { t, format } = words
  const out: Clause[] = []
  if (baseline) {
    out.push({
      key: 'baseline',
      text: t('baselineLine', {
        charge: format.money(baseline.charge),
        volume: format.number(Number(baseline.volume)),
        band: format.percent(Number(baseline.deadBand), 1),
        above: priced(words, currency, baseline.above),
        below: priced(words, currency, baseline.below),
      }),
    })
  }
  if (takeOrPay) {
    out.push({
      key: 'take or pay',
      text: t('takeOrPayLine', {
        floor: format.percent(Number(takeOrPay.floor), 1),
        price: priced(words, currency, takeOrPay.price),
      }),
    })
  }
  return out
}

function riskOf({ t, format, join }: Words, { atRisk }: ContractTerms): Clause[] {
  if (Number(atRisk.share) === 0) return []
  const parts = [
    t('atRiskLine', {
      share: format.percent(Number(atRisk.share), 1),
      pool: format.percent(Number(atRisk.pool), 1),
    }),
  ]
  if (atRisk.byShare) parts.push(t('byShareLine'))
  if (atRisk.year) parts.push(t('yearLine', { cap: format.money(atRisk.year) }))
  return [{ key: 'at risk', text: join(parts) }]
}

function levelText(words: Words, level: ContractLevel): string {
  const { t, format, metric } = words
  const line = (text: string) => lineText(format, text)
  const parts = [
    t('levelLine', {
      metric: metric(level.metric),
      base: line(level.base),
      target: line(level.target),
      floor: format.number(Number(level.floor), 1),
      weight: format.number(Number(level.weight), 1),
    }),
  ]
  if (Number(level.allocation) > 0) {
    const share = format.percent(Number(level.allocation), 1)
    parts.push(
      level.depth === undefined
        ? t('allocationLine', { share })
        : t('depthLine', { share, depth: line(level.depth) }),
    )
  }
  if (level.leastN > 0) parts.push(t('leastLine', { n: format.number(level.leastN) }))
  if (level.knockOut) parts.push(t('knockOutLine'))
  return words.join([...parts, ...optionsOf(words, level)])
}

function optionsOf({ t, format, metric }: Words, { gate, earnBack }: ContractLevel): string[] {
  const parts: string[] = []
  if (gate) {
    parts.push(
      t('gateLine', {
        metric: metric(gate.metric),
        least: lineText(format, gate.least),
        factor: format.percent(Number(gate.factor), 1),
      }),
    )
  }
  if (earnBack) {
    parts.push(
      t('earnBackLine', {
        share: format.percent(Number(earnBack.share), 1),
        worst: lineText(format, earnBack.worst),
        clean: earnBack.clean,
        good: earnBack.good,
      }),
    )
  }
  return parts
}

function rungText({ t }: Words, rung: ContractTerms['ladder'][number]): string {
  const { misses, months, leads } = rung
  return t('rungLine', { misses, months, leads: t(`consequences.${leads}`) })
}
