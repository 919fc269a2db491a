import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { fairnessQuery } from '@/api/fairness'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { useFormat } from '@/format'
import { DayField } from '@/parts/inputs/day'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { ACCOUNTS, type Account } from './accounts'
import { BurdenTable } from './burden-table'
import { CorrectDrawer } from './correct-drawer'
import type { FairnessSearch } from './route'
import { Spread } from './spread'
import { useFairnessStrings } from './strings'

const TermsDrawer = lazily(async () => (await import('./terms-drawer')).TermsDrawer)

const route = getRouteApi('/shell/fairness')

/** What everybody of the site carried beside their peers, by kind of burden. */
export function FairnessPage() {
  const t = useFairnessStrings()
  const format = useFormat()
  const { account = 'nights', to, correct, terms } = route.useSearch()
  const navigate = route.useNavigate()
  const site = useSite()
  const may = useMay('rosters:manage')
  const query = useQuery({
    ...fairnessQuery(site?.id ?? 0, to),
    enabled: site !== undefined,
    placeholderData: keepPreviousData,
  })
  const show = (change: Partial<FairnessSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  const file = `/api/v1/sites/${site?.id}/fairness.csv${to ? `?to=${to}` : ''}`
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <NativeSelect
            label={t('account')}
            value={account}
            onChange={(event) => show({ account: event.currentTarget.value as Account })}
            data={ACCOUNTS.map((value) => ({ value, label: t(`accounts.${value}`) }))}
          />
          <DayField
            label={t('until')}
            w={150}
            value={to ?? query.data?.to ?? null}
            onChange={(day) => show({ to: day ?? undefined })}
          />
          <Button component="a" href={file} download variant="default">
            {t('export')}
          </Button>
          {may && (
            <Button variant="default" onClick={() => show({ terms: true })}>
              {t('terms.open')}
            </Button>
          )}
          {may && <Button onClick={() => show({ correct: true })}>{t('correct')}</Button>}
        </Group>
        <Loaded query={query}>
          {(report) =>
            report.people.length === 0 ? (
              <Text>{t('nobody')}</Text>
            ) : (
              <Stack gap="sm">
                <Text c="dimmed" maw={760}>
                  {t('window', {
                    from: format.day(report.from, 'full'),
                    to: format.day(report.to, 'full'),
                  })}
                  {'. '}
                  {t('explain')}
                </Text>
                <Spread people={report.people} account={account} />
                <BurdenTable people={report.people} account={account} />
                {correct && (
                  <CorrectDrawer
                    people={report.people}
                    account={account}
                    day={report.to}
                    onClose={() => show({ correct: undefined })}
                  />
                )}
              </Stack>
            )
          }
        </Loaded>
        {may && terms && site && query.data && (
          <TermsDrawer
            key={site.id}
            site={site.id}
            version={query.data.version}
            terms={query.data.terms}
            onClose={() => show({ terms: undefined })}
          />
        )}
      </Stack>
    </Page>
  )
}
