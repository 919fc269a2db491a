import { Stack, Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import type { WarningModel, WarningState } from './queries'
import { useWarningStrings } from './strings'
import { useNeedText } from './words'

const GATES = [
  'exits to learn from',
  'exits for each term',
  'groups without a report',
  'exits in the test',
  'Brier score better than averages',
  'AUC, lower bound',
  'calibration slope',
  'calibration in the large',
] as const

/** What the model had to reach, and what it reached. */
export function GatesPanel({ model }: { model: WarningModel }) {
  const t = useWarningStrings()
  const format = useFormat()
  const needText = useNeedText()
  const nameOf = (name: string) => {
    const known = GATES.find((gate) => gate === name)
    return known ? t(`names.${known}`) : name
  }
  return (
    <Panel title={t('gates')}>
      <Stack gap="sm">
        <div>
          <Status standing={model.shown ? 'ok' : 'warn'}>
            {t(model.shown ? 'passes' : 'fails')}
          </Status>
        </div>
        {model.why && <Text>{t('why', { why: model.why })}</Text>}
        {model.gates.length > 0 && (
          <DataTable
            label={t('gates')}
            rows={model.gates}
            rowKey={({ name }) => name}
            columns={[
              { key: 'gate', header: t('gate'), names: true, cell: ({ name }) => nameOf(name) },
              {
                key: 'value',
                header: t('value'),
                align: 'end',
                cell: ({ value }) => format.number(value, 3),
              },
              { key: 'need', header: t('need'), cell: ({ need }) => needText(need) },
              {
                key: 'standing',
                header: t('standing'),
                cell: ({ passed }) => (
                  <Status standing={passed ? 'ok' : 'bad'}>
                    {t(passed ? 'passed' : 'failed')}
                  </Status>
                ),
              },
            ]}
          />
        )}
      </Stack>
    </Panel>
  )
}

/** What the model is for and not for, what it knows, and how right it was. */
export function CardPanel({ model }: { model: WarningModel }) {
  const t = useWarningStrings()
  const format = useFormat()
  const { months, exits, testMonths, testExits } = model
  return (
    <Panel title={t('card')}>
      <Stack gap="xs" maw={820}>
        <Text>{t('purpose')}</Text>
        <Text>{t('notFor')}</Text>
        {model.from && (
          <Text>
            {t('data', {
              ...{ months, exits, testMonths, testExits },
              from: format.day(model.from, 'full'),
              to: format.day(model.to, 'full'),
            })}
          </Text>
        )}
        <Text>{t('excluded')}</Text>
        {model.calibration.length > 0 && (
          <Text>
            {t('scores', {
              auc: format.fixed(model.auc, 3),
              brier: format.fixed(model.brier, 4),
              averages: format.fixed(model.averagesBrier, 4),
              slope: format.fixed(model.slope, 2),
            })}
          </Text>
        )}
      </Stack>
      {model.calibration.length > 0 && <Calibration model={model} />}
      {model.groups.length > 0 && <Groups model={model} />}
    </Panel>
  )
}

function Calibration({ model }: { model: WarningModel }) {
  const t = useWarningStrings()
  const format = useFormat()
  return (
    <>
      <Title order={3} size="h4" mt="md" mb="xs">
        {t('calibration')}
      </Title>
      <DataTable
        label={t('calibration')}
        rows={model.calibration}
        rowKey={({ predicted }) => predicted}
        columns={[
          {
            key: 'predicted',
            header: t('predicted'),
            names: true,
            cell: ({ predicted }) => format.percent(predicted, 1),
          },
          {
            key: 'observed',
            header: t('observed'),
            align: 'end',
            cell: ({ observed }) => format.percent(observed, 1),
          },
          {
            key: 'size',
            header: t('size'),
            align: 'end',
            cell: ({ size }) => format.number(size),
          },
        ]}
      />
    </>
  )
}

function Groups({ model }: { model: WarningModel }) {
  const t = useWarningStrings()
  const format = useFormat()
  return (
    <>
      <Title order={3} size="h4" mt="md" mb="xs">
        {t('groups')}
      </Title>
      <DataTable
        label={t('groups')}
        rows={model.groups}
        rowKey={({ group }) => group}
        columns={[
          { key: 'group', header: t('group'), names: true, cell: ({ group }) => group },
          {
            key: 'expected',
            header: t('expected'),
            align: 'end',
            cell: (g) => (g.tooSmall ? t('hidden') : format.number(g.expected, 1)),
          },
          {
            key: 'observed',
            header: t('observed'),
            align: 'end',
            cell: (g) => (g.tooSmall ? '–' : format.number(g.observed)),
          },
          {
            key: 'ratio',
            header: t('ratio'),
            align: 'end',
            cell: (g) => (g.tooSmall ? '–' : format.fixed(g.ratio, 2)),
          },
        ]}
      />
    </>
  )
}

/** What people of a tenure do, whoever they are. */
export function AveragesPanel({ model }: { model: WarningModel }) {
  const t = useWarningStrings()
  const format = useFormat()
  return (
    <Panel title={t('averages')}>
      <DataTable
        label={t('averages')}
        rows={model.averages}
        rowKey={({ from }) => from}
        columns={[
          { key: 'from', header: t('tenure'), names: true, cell: ({ from }) => from },
          {
            key: 'rate',
            header: t('rate'),
            align: 'end',
            cell: ({ rate }) => format.percent(rate, 1),
          },
          {
            key: 'range',
            header: t('range'),
            align: 'end',
            cell: ({ lower, upper }) => `${format.percent(lower, 1)} – ${format.percent(upper, 1)}`,
          },
        ]}
      />
    </Panel>
  )
}

/** How many people's chances lie where; no range holds fewer than ten. */
export function SpreadPanel({ shares }: { shares: WarningState['distribution'] }) {
  const t = useWarningStrings()
  const format = useFormat()
  return (
    <Panel title={t('spread')}>
      <DataTable
        label={t('spread')}
        rows={shares}
        rowKey={({ from }) => from}
        columns={[
          {
            key: 'from',
            header: t('from'),
            names: true,
            cell: ({ from, to }) => `${format.percent(from, 1)} – ${format.percent(to, 1)}`,
          },
          {
            key: 'people',
            header: t('count'),
            align: 'end',
            cell: ({ people }) => format.number(people),
          },
        ]}
      />
    </Panel>
  )
}
