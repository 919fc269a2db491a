import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { DesignPanel } from './design-panel'
import { QualityPage, useRowName, useZone } from './frame'
import { type Calibration, calibrationsQuery, formsQuery, useCalibrate } from './queries'
import { useItemText } from './sheet'
import { useJudgedStrings } from './strings'

const WEEKS = 4

/** How severe each grader is beside the others, and whether what he says counts. */
export function CalibrationPage() {
  const t = useJudgedStrings()
  const may = useMay('vendors:manage')
  const query = useQuery(calibrationsQuery)
  const calibrate = useCalibrate()
  const run = () => calibrate.mutate(WEEKS, { onSuccess: () => toast.done(t('calibrated')) })
  return (
    <QualityPage
      actions={
        may && (
          <>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/vendors/quality/samples"
                  search={{ draw: true, purpose: 'linking' }}
                  {...props}
                />
              )}
            >
              {t('linkingSet')}
            </Button>
            <Button onClick={run} loading={calibrate.isPending}>
              {t('calibrate')}
            </Button>
          </>
        )
      }
    >
      <Text c="dimmed" maw={860} mb="md">
        {t('calibrationText')}
      </Text>
      {calibrate.error && <ErrorPanel error={calibrate.error} />}
      <Loaded query={query}>
        {([latest]) => (latest ? <Round of={latest} /> : <Empty title={t('noCalibration')} />)}
      </Loaded>
    </QualityPage>
  )
}

const STATE = { green: 'ok', amber: 'warn', red: 'bad' } as const

function Round({ of }: { of: Calibration }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  const title = t('round', {
    day: format.dateTime(of.at, zone),
    contacts: format.number(of.contacts),
    grades: format.number(of.grades),
  })
  return (
    <>
      <Panel title={title}>
        {of.apart.length > 0 && (
          <Status standing="bad">
            {t('apart', { parts: of.apart.map((part) => part.join(', ')).join(' | ') })}
          </Status>
        )}
        <Graders of={of} />
        <Text c="dimmed" size="sm" mt="xs">
          {t('severityText')}
        </Text>
      </Panel>
      {of.design && <DesignPanel of={of.design} />}
      <OwnChecks of={of} />
      <Items of={of} />
      <Disputes of={of} />
    </>
  )
}

type Standing = Calibration['graders'][number]

function Graders({ of }: { of: Calibration }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const share = (value: number | undefined) => (value === undefined ? '–' : format.percent(value))
  const columns: Column<Standing>[] = [
    {
      key: 'name',
      header: t('grader'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name, party }) => `${name} (${t(`party.${party as 'owner'}`)})`,
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state }) => <Status standing={STATE[state]}>{t(`graderState.${state}`)}</Status>,
    },
    {
      key: 'severity',
      header: t('severity'),
      align: 'end',
      sortBy: ({ severity }) => severity,
      cell: ({ severity, error }) =>
        `${format.signed(severity, 1)} ± ${format.number(1.96 * error, 1)}`,
    },
    {
      key: 'alpha',
      header: t('alpha'),
      align: 'end',
      sortBy: ({ alpha }) => alpha ?? 2,
      cell: ({ alpha }) => (alpha === undefined ? '–' : format.fixed(alpha, 2)),
    },
    { key: 'found', header: t('found'), align: 'end', cell: ({ found }) => share(found) },
    { key: 'sound', header: t('sound'), align: 'end', cell: ({ sound }) => share(sound) },
    {
      key: 'grades',
      header: t('grades'),
      align: 'end',
      cell: ({ grades }) => format.number(grades),
    },
  ]
  return (
    <DataTable
      label={t('graders')}
      columns={columns}
      rows={of.graders}
      rowKey={({ graderId }) => graderId}
    />
  )
}

function OwnChecks({ of }: { of: Calibration }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  if (of.ownChecks.length === 0) return null
  return (
    <Panel title={t('ownChecks')}>
      {of.ownChecks.map((check) => (
        <div key={check.employerId}>
          <strong>{name(check.employerId)}</strong>{' '}
          {t('ownText', {
            mean: format.signed(check.mean, 1),
            lo: format.signed(check.lo, 1),
            hi: format.signed(check.hi, 1),
            contacts: format.number(check.contacts),
          })}{' '}
          <Status standing={check.tolerable ? 'ok' : 'bad'}>
            {t(check.tolerable ? 'tolerable' : 'intolerable')}
          </Status>
        </div>
      ))}
    </Panel>
  )
}

const USE = { usable: 'ok', tentative: 'warn', unusable: 'bad' } as const

/** An item's text on its form; its key where the form has it no more. */
function useItemName(): (formId: number, key: string) => string {
  const text = useItemText()
  const forms = useQuery(formsQuery).data
  return (formId, key) => {
    const item = forms?.find(({ id }) => id === formId)?.items.find((one) => one.key === key)
    return item ? text(item) : key
  }
}

function Items({ of }: { of: Calibration }) {
  const t = useJudgedStrings()
  const name = useItemName()
  const format = useFormat()
  const columns: Column<Calibration['items'][number]>[] = [
    { key: 'item', header: t('item'), names: true, cell: ({ formId, item }) => name(formId, item) },
    {
      key: 'alpha',
      header: t('alpha'),
      align: 'end',
      sortBy: ({ alpha }) => alpha ?? 2,
      cell: ({ alpha }) => (alpha === undefined ? '–' : format.fixed(alpha, 2)),
    },
    {
      key: 'use',
      header: t('result'),
      cell: ({ use }) =>
        use === '' ? t('use.same') : <Status standing={USE[use]}>{t(`use.${use}`)}</Status>,
    },
  ]
  return (
    <Panel title={t('items')}>
      <DataTable
        label={t('items')}
        columns={columns}
        rows={of.items}
        rowKey={({ formId, item }) => `${formId}/${item}`}
      />
    </Panel>
  )
}

function Disputes({ of }: { of: Calibration }) {
  const t = useJudgedStrings()
  const name = useItemName()
  const format = useFormat()
  if (of.disputed.length === 0) return null
  const columns: Column<Calibration['disputed'][number]>[] = [
    { key: 'contact', header: t('contact'), names: true, cell: ({ contact }) => contact },
    {
      key: 'item',
      header: t('item'),
      cell: ({ item }) => name(of.items.find((one) => one.item === item)?.formId ?? 0, item),
    },
    {
      key: 'votes',
      header: t('answer'),
      cell: ({ failed, passed }) =>
        t('votes', { failed: format.number(failed), passed: format.number(passed) }),
    },
    {
      key: 'consensus',
      header: t('result'),
      cell: ({ probability }) => t('byConsensus', { chance: format.percent(probability) }),
    },
  ]
  return (
    <Panel title={t('disputes')}>
      <DataTable
        label={t('disputes')}
        columns={columns}
        rows={of.disputed}
        rowKey={({ contactId, item }) => `${contactId}/${item}`}
      />
    </Panel>
  )
}
