import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { useFairChanceStrings } from '../careerfairness/strings'
import { ActivitiesPanel } from './activities'
import { MeasuresPanel } from './measures'
import { impactQuery } from './queries'
import { RisksPanel } from './risks'
import { useImpactStrings } from './strings'
import { WordsPanel } from './words'

/** What careers does with data about people, what could go wrong, and what stands against it. */
export function ImpactPage() {
  const t = useImpactStrings()
  const above = useFairChanceStrings()
  const format = useFormat()
  const query = useQuery(impactQuery)
  return (
    <Page
      title={t('title')}
      trail={[
        <Anchor key="up" component={Link} to="/careers/fairness">
          {above('title')}
        </Anchor>,
      ]}
      actions={
        <Button variant="default" onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(impact) => (
          <>
            <Text c="dimmed" maw={860} mb="md">
              {t('text', { day: format.day(impact.on, 'full') })}
            </Text>
            <ActivitiesPanel activities={impact.activities} />
            <RisksPanel impact={impact} />
            <MeasuresPanel measures={impact.measures} />
            <WordsPanel key={impact.version} impact={impact} />
            <Text size="sm" c="dimmed" mt="md">
              {t('program', { version: impact.program })}
            </Text>
          </>
        )}
      </Loaded>
    </Page>
  )
}
