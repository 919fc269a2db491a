import { Alert, Button, NativeSelect, Group as Row, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { sites } from '@/api/workforce'
import { useFormat } from '@/format'
import { optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Curves } from './curves'
import { ExitsPanel, ReasonsPanel, SeasonPanel } from './exits'
import { HazardPanel } from './hazard'
import { type AttritionReport, attritionQuery } from './queries'
import { ATTRIBUTES, type AttritionSearch, EXITS } from './route'
import { useAttritionStrings } from './strings'
import { ChannelsPanel, TeamsPanel } from './tables'

const FileDrawer = lazily(async () => (await import('./file-drawer')).FileDrawer)
const route = getRouteApi('/shell/careers/attrition')

/** Who leaves, when, how and why. */
export function AttritionPage() {
  const t = useAttritionStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay('careers:manage')
  const query = useQuery({ ...attritionQuery(search), placeholderData: keepPreviousData })
  const show = (change: Partial<AttritionSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  return (
    <Page
      title={t('title')}
      actions={
        may && (
          <Row gap="sm">
            <Button component="a" href={`/api/v1/attrition.csv${asked(search)}`} variant="default">
              {t('export')}
            </Button>
            <Button onClick={() => show({ file: true })}>{t('import')}</Button>
          </Row>
        )
      }
    >
      <Stack gap="md">
        <Controls search={search} onChange={show} />
        <Loaded query={query}>{(report) => <Answer report={report} search={search} />}</Loaded>
      </Stack>
      {may && search.file && <FileDrawer onClose={() => show({ file: undefined })} />}
    </Page>
  )
}

function asked({ by, exit, from, at }: AttritionSearch): string {
  const pairs = Object.entries({ by, exit, from, siteId: at }).filter(([, value]) => value)
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return text ? `?${text}` : ''
}

interface ControlsProps {
  search: AttritionSearch
  onChange: (change: Partial<AttritionSearch>) => void
}

function Controls({ search, onChange }: ControlsProps) {
  const t = useAttritionStrings()
  const list = useList(sites)
  return (
    <Row gap="sm" align="flex-end">
      <NativeSelect
        label={t('by')}
        value={search.by ?? ''}
        onChange={(event) =>
          onChange({ by: ATTRIBUTES.find((name) => name === event.currentTarget.value) })
        }
        data={[
          { value: '', label: t('together') },
          ...ATTRIBUTES.map((value) => ({ value, label: t(`attributes.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('exit')}
        value={search.exit ?? ''}
        onChange={(event) =>
          onChange({ exit: EXITS.find((name) => name === event.currentTarget.value) })
        }
        data={[
          { value: '', label: t('allExits') },
          ...EXITS.map((value) => ({ value, label: t(`exits.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('at')}
        value={search.at ? String(search.at) : ''}
        onChange={(event) => onChange({ at: Number(event.currentTarget.value) || undefined })}
        data={[{ value: '', label: t('everywhere') }, ...optionsOf(list.data ?? [])]}
      />
      <DayField
        label={t('from')}
        w={150}
        value={search.from ?? null}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
    </Row>
  )
}

function Answer({ report, search }: { report: AttritionReport; search: AttritionSearch }) {
  const t = useAttritionStrings()
  const format = useFormat()
  if (report.refused) return <Alert>{t('refused')}</Alert>
  return (
    <div>
      <Text c="dimmed" maw={820} mb="md">
        {t('text', { to: format.day(report.to, 'full'), smallest: report.smallest })}
        {report.faults > 0 && ` ${t('faults', { count: report.faults })}`}
      </Text>
      <Curves report={report} compared={search.by !== undefined} />
      <HazardPanel report={report} />
      <ExitsPanel report={report} />
      <SeasonPanel report={report} />
      <ReasonsPanel report={report} />
      <TeamsPanel report={report} />
      <ChannelsPanel report={report} />
    </div>
  )
}
