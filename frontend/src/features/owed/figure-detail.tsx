import { Code, List, Stack, Text } from '@mantine/core'
import type { ProgrammeFigure } from '@/api/owed'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Status } from '@/parts/status'
import { useMetricNames } from './metric-names'
import { useSentences } from './metric-sentences'
import { useOwedStrings } from './strings'
import { numberOf, valueText } from './values'

/** What a figure rests on: formula, counts, other definitions, the vendor's own. */
export function FigureDetail({ figure }: { figure: ProgrammeFigure }) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const sentence = useSentences()
  const format = useFormat()
  const { unit, counts, others, follows, reported } = figure
  const why = figure.missing
    ? t('figures.notDelivered', { count: figure.missing })
    : sentence(figure.reason ?? '')
  const text = (value: string | undefined) => valueText(format, unit, numberOf(value))
  return (
    <Stack gap="xs">
      <Text fw={600}>
        {name(figure.metric)}
        {colon()}
        {text(figure.value)}
      </Text>
      <Code block>{figure.formula}</Code>
      {figure.reason && <Text>{t('figures.noValue', { why })}</Text>}
      <Text size="sm">
        {t('figures.counts')}
        {colon()}
        {Object.entries(counts)
          .map(([code, n]) => `${code} ${format.number(n)}`)
          .join(' · ')}
      </Text>
      {figure.borrowed.length > 0 && (
        <Text size="sm">{t('figures.borrowed', { names: figure.borrowed.join(', ') })}</Text>
      )}
      {figure.because && (
        <Text size="sm">
          {t('figures.lowest', {
            of: t(`levels.${figure.lowest as 'team'}`),
            because: sentence(figure.because),
          })}
        </Text>
      )}
      {figure.with.length > 0 && (
        <Text size="sm">
          {t('figures.beside', { names: figure.with.map((code) => name(code)).join(', ') })}
        </Text>
      )}
      {reported !== undefined && (
        <Status standing={figure.agrees ? 'ok' : 'warn'}>
          {t('figures.reported')} {text(reported)}
          {colon()}
          {figure.agrees
            ? t('figures.agrees')
            : `${t('figures.apart', { by: text(figure.apart) })}. ${
                follows.length > 0
                  ? t('figures.follows', { names: follows.map((code) => name(code)).join(', ') })
                  : t('figures.unexplained')
              }`}
        </Status>
      )}
      {others.length > 0 && (
        <>
          <Text fw={600} size="sm">
            {t('figures.others')}
          </Text>
          <List size="sm">
            {others.map((other) => (
              <List.Item key={other.metric}>
                {name(other.metric)}
                {colon()}
                {text(other.value)}{' '}
                {other.differs && <Status standing="warn">{t('figures.turn')}</Status>}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  )
}
